# 记电话、跟进、提醒、撤销。

log-draft = 草稿{ HAS($name) ->
        [yes] ：{ $name }{ PART($company, before: " · ") }
       *[no] { "" }
    }
    { HAS($disposition) ->
        [yes] { WORD($disposition, kind: "disposition") }
       *[no] 结果怎么样？
    }{ PART($minutes, before: " · ", after: " 分钟") }{ PART(WORD($direction, kind: "direction"), before: " · ") }{ PART(MONEY($amount), before: " · ") }{ PART($products, before: " · ") }
    { $qualifying }
    { HAS($due) ->
        [yes] { WHEN($due) } { WORD($kind, kind: "kind") }{ PART($also, before: " · 另外自动排：") }
       *[no] { HAS($kind) ->
            [yes] { WORD($kind, kind: "kind") }：什么时候？
           *[no] { PART($also, before: "另外自动排：") }
        }
    }
    { $promises }
    { PART($intel, before: "听到：") }
    { $do_not_call ->
        [yes] 之后不再打。
       *[no] { "" }
    }
    { $note }
    { HAS($replaces) ->
        [yes] 保存后取代那一行原来的记录。
       *[no] { "" }
    }
    { PART(WORDS($unsure, kind: "field"), before: "不太确定：", after: "？") }
    .products = { $quantity ->
        [1] 1 × { $sku }
       *[other] { PART($quantity, after: " × ") }{ $sku }
    }
    .products-none = { "" }
    .also = { $kind ->
        [other] { WORD($reason, kind: "why") }
       *[written] { WORD($kind, kind: "kind") }
    }
    .also-none = { "" }
    .promises = { $by ->
        [us] 我方答应：{ "" }
       *[customer] 对方答应：{ "" }
    }{ $what }{ HAS($due) ->
        [yes] ，{ WHEN($due) } 前
       *[no] { "" }
    }
    .promises-none = { "" }
    .intel = { PART($about, after: "：") }{ $text }
    .intel-none = { "" }
    .qualifying = { $what ->
        [budget] 预算 { MONEY($told) }
        [authority] 拍板的人：{ $told }
        [need] 需求：{ $told }
       *[timeline] 时间：{ $told }
    }
    .qualifying-joint = { " · " }
    .qualifying-none = { "" }
log-unclear = 看不出“{ $line }”是跟谁讲的。请把姓名写在前面，或先打开联系人。
log-dropped = 已丢弃，没有记录。
call-logged = 已记录：{ PART($name, after: "，") }{ WORD($disposition, kind: "disposition") }{ PART($minutes, before: "，", after: " 分钟") }
    { $follow_ups }
    .follow_ups = 下一步：{ WHEN($due) } { WORD($kind, kind: "kind") }，{ WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
call-no-next-step = { $name }：还没有下一步，接下来呢？
undo-done = 已撤销：{ WORDS($told, kind: "noun") }{ HAS($name) ->
        [yes] （{ $name }{ PART($company, before: " · ") }）
       *[no] { "" }
    }。
undo-withdrawn = { $by } 已收回这件事{ PART($name, before: "：") }{ PART($company, before: " · ") }，你不用处理了。
refused-undo-nothing = 最近 { $minutes } 分钟没有可以撤销的操作。
refused-undo-built-on = 后来又改过同一条资料，这里不能撤销了。输入“撤销”会收回你最后一次的修改。
refused-undo-gone = 这件已经撤销过，或已超过 { $minutes } 分钟。
refused-undo-acted = 同事已经接着处理，不能撤销了。
refused-log-closed = 这份草稿{ $state ->
        [saved] 已经存了
       *[other] 已经丢弃
    }。
edit-unused = 只有记通话的那一行可以改；这条改了不算数，请重新发一遍。
refused-edit-off = 已经保存的记录不会跟着消息改。{ $minutes } 分钟内可以输入“撤销”取消，再重新发一遍。
refused-edit-too-late = 保存后 { $minutes } 分钟内才能改，原来的记录不动。要更正的话，请另记一行。
refused-edit-acted = 这条记录后面已经有人接着做，原来的记录不动。要更正的话，请另记一行。

button-log-save = 保存
button-log-edit = 修改
button-log-drop = 丢弃
button-log-newcomer = 新增联系人
button-undo-last = 撤销
button-handoff-check = 移交
button-case-close = 结案
button-order-new = 下订单

form-log-call-contact = 跟谁讲的？
form-log-call-disposition = 结果怎么样？
form-log-call-minutes = 讲了几分钟？
form-log-call-next-step = 下次什么时候？
form-log-call-note = 要备注什么？

followup-list = { $count ->
        [0] 目前没有待办。
       *[other] 待办 { $count } 项
    }
    { $items }
    .items = { $n }. { $overdue ->
        [yes] 逾期 ·{ " " }
       *[no] { "" }
    }{ WHEN($due) } · { WORD($kind, kind: "kind") } · { $name }{ PART($company, before: " · ") } · { WORD($reason, kind: "why") }
    .items-none = { "" }
followup-planned = 已排：{ WHEN($due) } { WORD($kind, kind: "kind") } { $name }{ $day_off ->
        [yes] （那天放假）
       *[no] { "" }
    }
followup-due = { $nudge ->
        [yes] 还没处理：
       *[no] { "" }
    }{ WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") }：{ WORD($reason, kind: "why") }{ PART($note, before: " · ") }
    { HAS($last_at) ->
        [yes] 上次：{ WHEN($last_at) } · { WORD($last_disposition, kind: "disposition") }{ PART($last_note, before: " · ", most: 200) }
       *[no] { "" }
    }
    { $dial }
followup-letter = 发给 { HAS($address) ->
        [yes] { $address }
       *[no] { $name }（还没有邮箱）
    }：{ $subject }
    { $body }
    { $mailto }
followup-done = 完成：{ WORD($kind, kind: "kind") } { $name }
followup-moved = 已改：{ WORD($kind, kind: "kind") } { $name } → { WHEN($due) }
followup-to-whom = { $name }，{ WHEN($due) }，交给谁？
followup-given = { $name }，{ WHEN($due) }，由 { $person } 处理。
followup-received = { $giver } 交给你：{ WHEN($due) } { WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") }，{ WORD($reason, kind: "why") }
followup-overdue = { $name }{ PART($company, before: " · ") } 的{ WORD($kind, kind: "kind") }原定 { WHEN($due) }，{ $owner } 还没顾上，要改派吗？

button-followup-done = 完成
button-followup-done-of = { $n }. 完成：{ $name }
button-followup-more = 还有 { $count } 项
button-followup-snooze = { $hours ->
        [0] 晚点
        [24] 明天
       *[other] { $hours } 小时后
    }
button-followup-move = 改时间
button-followup-reassign = 换人
button-followup-letter = 打开邮件

form-follow-up-contact = 跟谁？
form-follow-up-when = 什么时候？
form-follow-up-kind = 做什么？
form-follow-up-reason = 要谈什么？
refused-followup-closed = 这件{ $state ->
        [done] 已经完成
       *[other] 已经取消
    }。
refused-contact-do-not-call = 这位是免打扰，不能打。

letter-spec-sheet-subject = { $company }：您要的产品规格
letter-spec-sheet-body = { $name } 您好：
    { LINE() }
    今天电话里谈到的产品如下：
    { $products }
    之后我再打电话跟您确认合不合用，我的分机是 { $extension }。
    { LINE() }
    { $company } { $agent }
    .products = { $name } × { $quantity }{ PART(MONEY($price), before: "，单价 ") }
    .products-none = 规格见附件。
letter-email-subject = { $company }：想跟您联系
letter-email-body = { $name } 您好：
    { LINE() }
    刚才打电话没联系上您，请问什么时候方便？我的分机是 { $extension }。
    { LINE() }
    { $company } { $agent }

help-log = <一行话>：用自己的话记一通电话；只打“记”会一题一题问
help-log-example = 记 周文彬 要报价 15 分钟 周五十点再打
help-due = 我的待办，逾期的在前
help-due-example = 待办
help-follow = <谁> <什么时候> [做什么]：排一个跟进
help-follow-example = 跟进 周文彬 周五十点 发报价
help-undo = 收回我刚才的记录或修改（10 分钟内）
help-undo-example = 撤销

# 移交外勤，以及后来的结果。

handoff-check = { $name }{ PART($company, before: " · ") }（{ WORD($tier, kind: "tier") }）：{ $qualified ->
        [yes] 合格
       *[no] 还不合格
    }
    匹配度 { $icp }（门槛 { $icp_needed }）、BANT { $bant }（门槛 { $bant_needed }）{ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "不利条件：") }
    { PART(WORDS($missing, kind: "fact"), before: "还缺：") }
    { HAS($to) ->
        [yes] 交给{ $to }{ PART(WORDS($chosen, kind: "coverage"), before: "：") }
       *[no] 没有人负责这个客户，请找主管。
    }
handoff-plea = { $by }请你破例：{ $name }{ PART($company, before: " · ") }（{ WORD($tier, kind: "tier") }）
    匹配度 { $icp }（门槛 { $icp_needed }）、BANT { $bant }（门槛 { $bant_needed }）{ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "不利条件：") }
    { PART(WORDS($missing, kind: "fact"), before: "还缺：") }
    { PART($to, before: "会交给", after: "。") }
handoff-pleaded = 已经问{ $manager }{ $name }能不能放行。
handoff-sent = { $name }{ PART($company, before: " · ") }已移交{ $to }{ PART($instead_of, before: "（代理", after: "）") }，{ WHEN($sla_due) } 前回复（{ $hours } 个工作小时）。
handoff-offered = { $from }移交{ PART($instead_of, before: "（你代理", after: "）") }：{ $name }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: " · ") } · 匹配度 { $icp }、BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "主管放行：") }
    { PART($why_now, before: "时机：") }{ $why_guess ->
        [yes] { HAS($why_now) ->
            [yes] ？
           *[no] { "" }
        }
       *[no] { PART(DAY($why_at), before: "（", after: "通话）") }
    }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "待确认：") }
    请在 { WHEN($sla_due) } 前接手（{ $hours } 个工作小时）。
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
handoff-replied = { $by }答复{ $name }{ PART($company, before: " · ") }：{ $answer }
    你问的是：{ $question }
    请在 { WHEN($sla_due) } 前接手。
handoff-reply-sent = 已答复{ $to }。
handoff-reminder = 还没回复：{ $from }移交的{ $name }{ PART($company, before: " · ") }{ PART(MONEY($amount), before: " · ") }{ PART($by, before: "，", after: "请你回复") }
    { $left_minutes ->
        [0] { WHEN($sla_due) } 已到期。
       *[other] 还剩 { $left_minutes } 分钟工作时间，{ WHEN($sla_due) } 到期。
    }
    { PART($why_now, before: "时机：") }
handoff-reminded = 已提醒{ $to }：{ $name }{ PART($company, before: " · ") }。
handoff-escalated = { $to }超过 { $hours } 个工作小时没有回复：{ $from }移交的{ $name }{ PART($company, before: " · ") }{ PART(MONEY($amount), before: " · ") }，{ WHEN($sla_due) } 到期。
    { PART($next_best, before: "可改派：") }
handoff-to-whom = { $name }{ PART($company, before: " · ") }不给{ $to }，改派给谁？
handoff-expired = { $name }{ PART($company, before: " · ") }已由{ $by }改派给{ $given_to }，{ $to }不用再处理。
handoff-accepted = { $by }接手了{ $from }移交的{ $name }{ PART($company, before: " · ") }，客户经理：{ $account_manager }。
    { HAS($visit_on) ->
        [yes] 拜访：{ WHEN($visit_on) }。
       *[no] { "" }
    }
    { $moved ->
        [0] { "" }
       *[other] 约好的 { $moved } 项跟进一并交给外勤。
    }
handoff-returned = { $by }退回{ $name }{ PART($company, before: " · ") }：{ WORD($reason, kind: "return-reason") }{ PART($note, before: "，") }
    退回培育：{ $nurture_by }，{ WHEN($wake_up) } { WORD($kind, kind: "kind") }。
handoff-asked = { $by }想了解{ $name }{ PART($company, before: " · ") }：{ $reason }
    时限不变，{ WHEN($sla_due) } 到期。
handoff-already = { $name }{ PART($company, before: " · ") }：{ WORD($state, kind: "handoff-state") }{ PART($by, before: "（", after: "）") }，{ WHEN($at) }。目前在{ $to }手上，{ $from }移交。
handoff-brief = { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: "（", after: "）") }{ PART($dial, before: " · ") }{ PART($email, before: " · ") }
    { $from }移交{ $to }：{ WORD($state, kind: "handoff-state") } · 匹配度 { $icp }、BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "主管放行：") }
    { PART($why_now, before: "时机：") }{ PART(DAY($why_at), before: "（", after: "通话）") }
    { $said }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "待确认：") }
    { HAS($next_due) ->
        [yes] 下一步：{ WHEN($next_due) } { WORD($next_kind, kind: "kind") }
       *[no] 还没约下一步。
    }
    { $owns }
    { PART($competitor, before: "也跟", after: "买") }
    { $answers }
    .said = ・{ WORD($field, kind: "fact") }：{ HAS($money) ->
        [yes] { MONEY($money) }
       *[no] { $text }
    }{ $guess ->
        [yes] ？
       *[no] { "" }
    }{ HAS($call_id) ->
        [yes] { PART(DAY($at), before: "（", after: "通话）") }
       *[no] （资料卡）
    }
    .said-none = 通话里还没记下什么。
    .promised = { $by ->
        [customer] 客户答应
       *[us] 已答应
    }：{ PART(WHEN($due), after: " ") }{ HAS($text) ->
        [yes] { $text }
       *[no] { WORD($kind, kind: "kind") }
    }
    .promised-none = { "" }
    .owns = 已有：{ $name } × { $quantity }
    .owns-none = { "" }
    .answers = 问：{ $question }　答：{ $answer }（{ $by }）
    .answers-none = { "" }
handoff-forward = { handoff-brief }
    .said = { handoff-brief.said }
    .said-none = { "" }
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
    .owns = { handoff-brief.owns }
    .owns-none = { "" }
    .answers = { handoff-brief.answers }
    .answers-none = { "" }
handoff-list = { $count ->
        [0] 没有移交出去或收到的线索。
       *[other] 移交 { $count } 条
    }
    { $items }
    .items = { $side ->
        [given] 给{ $to }
       *[received] { $from }给的
    }：{ $name }{ PART($company, before: " · ") } · { WORD($state, kind: "handoff-state") }{ $waits ->
        [yes] { PART(WHEN($sla_due), before: "，", after: " 到期") }
       *[no] { "" }
    }{ $overdue ->
        [yes] （超时）
       *[no] { "" }
    }{ PART(MONEY($amount), before: " · ") }
    .items-none = { "" }
handoff-outcome = { $name }{ PART($company, before: " · ") }：{ WORD($outcome, kind: "handoff-state") }{ PART(MONEY($amount), before: " ") }（{ $by }，{ $from }移交）
    { PART(WORD($reason, kind: "lost-reason"), before: "原因：") }{ PART($note, before: " ") }
handoff-visit-planned = { WHEN($visit_on) } 拜访{ $name }{ PART($company, before: " · ") }（{ $by }）。
handoff-prompt = { WHEN($visit_on) } 拜访过{ $name }{ PART($company, before: " · ") }，结果怎么样？
handoff-praise = { $by }拿下{ $company }{ PART(MONEY($amount), before: " ") }，线索来自{ $giver }。

button-handoff-offer = 移交
button-handoff-offer-to = 移交给{ $person }
button-handoff-fill = 补齐缺的信息
button-handoff-override = 放行…
button-handoff-plead = 请主管放行
button-handoff-accept = 接手
button-handoff-ask = 提问
button-handoff-return = 退回…
button-handoff-brief = 完整简报
button-handoff-forward = 转成文字
button-handoff-visit = 安排拜访
button-handoff-visited = 已拜访
button-handoff-quoted = 已报价
button-handoff-won = 赢单
button-handoff-lost = 输单
button-handoff-reply = 答复
button-handoff-remind = 提醒他
button-handoff-reassign = 改派…
button-handoff-give-to = 改派给{ $person }

form-handoff-facts-budget = 预算多少？
form-handoff-facts-authority = 谁拍板？
form-handoff-facts-need = 需求是什么？
form-handoff-facts-timeline = 什么时候要？
form-handoff-facts-industry = 什么行业？
form-handoff-facts-size = 员工多少人？
form-handoff-facts-territory = 哪个区域？
form-handoff-facts-product-fit = 跟哪条产品线有关？
form-handoff-override-reason = 为什么要放行？
form-handoff-return-reason = 为什么退回？
form-handoff-return-note = 要跟内勤多说一句吗？
form-handoff-return-wake-up = 什么时候再联系？（不填就按退回原因）
form-handoff-ask-question = 想知道什么？
form-handoff-reply-answer = 怎么答复？
form-handoff-outcome-outcome = 结果怎么样？
form-handoff-outcome-amount = 金额多少？（不填就用原来的预估）
form-handoff-outcome-reason = 为什么输单？
form-handoff-outcome-note = 要让内勤知道什么吗？
form-handoff-visit-when = 什么时候拜访？

refused-handoff-nobody = 没有外勤负责这个客户，也找不到主管。
refused-handoff-which = 是哪一条？请输入“移交”，从列表里选。
refused-handoff-reason-needed = 请选一个原因。
refused-handoff-amount-needed = 赢单多少？请填金额。
refused-colleague-nobody = 没有叫“{ $typed }”的同事。
refused-colleague-several = 有好几位同事符合“{ $typed }”，请写全名。

help-handoff = <谁>：确认合格并移交外勤；不写名字就列出移交出去和收到的
help-handoff-example = 移交 林志远

fact-industry = 行业
fact-size = 员工人数
fact-territory = 区域
fact-product-fit = 产品线
fact-competitor = 竞争对手
fact-note = 通话记录
fact-promise = 承诺
fact-decision-maker = 决策人
fact-quantity = 数量
fact-product = 产品
fact-owned = 现有设备
fact-employees = 员工人数
fact-competitor-price = 对手报价
fact-amount = 金额
coverage-owner = 原本就是客户经理
coverage-territory = 负责这个区域
coverage-industry = 熟悉这个行业
coverage-line = 负责这条产品线
coverage-lightest-load = 手上单子最少
coverage-all-full = 大家都满了
coverage-delegate = 工作代理
coverage-covering-away = 负责的人不在
coverage-uncovered = 没有人正好负责
coverage-no-one-covers = 没有人负责
coverage-team-manager = 团队主管
coverage-nobody = 没有人
negative-bad-credit = 付款记录不好
negative-competitor = 同行
negative-out-of-business = 已注销
return-reason-no-budget = 没有预算
return-reason-no-need = 没有需求
return-reason-not-decision-maker = 不是决策人
return-reason-bad-timing = 时机不对
return-reason-not-reachable = 联系不上
return-reason-wrong-territory = 不是我的区域
return-reason-too-little-known = 信息太少
return-reason-duplicate = 重复线索
lost-reason-price = 价格
lost-reason-competitor = 输给竞争对手
lost-reason-no-budget = 没有预算
lost-reason-timing = 时机不对
lost-reason-missing-feature = 功能不符
lost-reason-out-of-stock = 缺货
lost-reason-no-decision = 客户没有决定
lost-reason-relationship = 客情关系
why-returned = 外勤退回
why-lost = 上次输单，再试一次

# 記電話、後續、提醒、復原。

log-draft = 草稿{ HAS($name) ->
        [yes] ：{ $name }{ PART($company, before: " · ") }
       *[no] { "" }
    }
    { HAS($disposition) ->
        [yes] { WORD($disposition, kind: "disposition") }
       *[no] 結果怎麼樣？
    }{ PART($minutes, before: " · ", after: " 分鐘") }{ PART(WORD($direction, kind: "direction"), before: " · ") }{ PART(MONEY($amount), before: " · ") }{ PART($products, before: " · ") }
    { $qualifying }
    { HAS($due) ->
        [yes] { WHEN($due) } { WORD($kind, kind: "kind") }{ PART($also, before: " · 另外自動排：") }
       *[no] { HAS($kind) ->
            [yes] { WORD($kind, kind: "kind") }：什麼時候？
           *[no] { PART($also, before: "另外自動排：") }
        }
    }
    { $promises }
    { PART($intel, before: "聽到：") }
    { $do_not_call ->
        [yes] 之後不再打。
       *[no] { "" }
    }
    { $note }
    { HAS($replaces) ->
        [yes] 存了就取代那一行原本的紀錄。
       *[no] { "" }
    }
    { PART(WORDS($unsure, kind: "field"), before: "不太確定：", after: "？") }
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
        [us] 我方答應：{ "" }
       *[customer] 對方答應：{ "" }
    }{ $what }{ HAS($due) ->
        [yes] ，{ WHEN($due) } 前
       *[no] { "" }
    }
    .promises-none = { "" }
    .intel = { PART($about, after: "：") }{ $text }
    .intel-none = { "" }
    .qualifying = { $what ->
        [budget] 預算 { MONEY($told) }
        [authority] 決定的人：{ $told }
        [need] 需求：{ $told }
       *[timeline] 時程：{ $told }
    }
    .qualifying-joint = { " · " }
    .qualifying-none = { "" }
log-unclear = 看不出「{ $line }」是跟誰講的。請把姓名寫在前面，或先打開聯絡人。
log-dropped = 已丟棄，沒有記錄。
call-logged = 已記錄：{ PART($name, after: "，") }{ WORD($disposition, kind: "disposition") }{ PART($minutes, before: "，", after: " 分鐘") }
    { $follow_ups }
    .follow_ups = 下一步：{ WHEN($due) } { WORD($kind, kind: "kind") }，{ WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
call-no-next-step = { $name }：還沒有下一步，接下來呢？
undo-done = 已復原：{ WORDS($told, kind: "noun") }{ HAS($name) ->
        [yes] （{ $name }{ PART($company, before: " · ") }）
       *[no] { "" }
    }。
undo-withdrawn = { $by } 已收回這件事{ PART($name, before: "：") }{ PART($company, before: " · ") }，你不用處理了。
refused-undo-nothing = 最近 { $minutes } 分鐘沒有可以復原的動作。
refused-undo-built-on = 後來又動過同一筆資料，這裡不能復原了。輸入「復原」會收回你最後一次的修改。
refused-undo-gone = 這件已經復原過，或已超過 { $minutes } 分鐘。
refused-undo-acted = 同事已經接著處理，不能復原了。
refused-log-closed = 這張草稿{ $state ->
        [saved] 已經存了
       *[other] 已經丟棄
    }。
edit-unused = 只有記通話的那一行可以改；這則改了不算數，請重新傳一次。
refused-edit-off = 已經存的紀錄不會跟著訊息改。{ $minutes } 分鐘內可以輸入「復原」取消，再重新傳一次。
refused-edit-too-late = 存了 { $minutes } 分鐘內才能改，原本的紀錄不動。要更正的話，請另記一行。
refused-edit-acted = 這筆紀錄後面已經有人接著做，原本的紀錄不動。要更正的話，請另記一行。

button-log-save = 儲存
button-log-edit = 修改
button-log-drop = 丟棄
button-log-newcomer = 新增聯絡人
button-undo-last = 復原
button-handoff-check = 轉交
button-case-close = 結案
button-order-new = 下訂單

form-log-call-contact = 跟誰講的？
form-log-call-disposition = 結果怎麼樣？
form-log-call-minutes = 講了幾分鐘？
form-log-call-next-step = 下次什麼時候？
form-log-call-note = 要備註什麼？

followup-list = { $count ->
        [0] 目前沒有待辦。
       *[other] 待辦 { $count } 件
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
        [yes] 還沒處理：
       *[no] { "" }
    }{ WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") }：{ WORD($reason, kind: "why") }{ PART($note, before: " · ") }
    { HAS($last_at) ->
        [yes] 上次：{ WHEN($last_at) } · { WORD($last_disposition, kind: "disposition") }{ PART($last_note, before: " · ", most: 200) }
       *[no] { "" }
    }
    { $dial }
followup-letter = 給 { HAS($address) ->
        [yes] { $address }
       *[no] { $name }（還沒有信箱）
    }：{ $subject }
    { $body }
    { $mailto }
followup-done = 完成：{ WORD($kind, kind: "kind") } { $name }
followup-moved = 已改：{ WORD($kind, kind: "kind") } { $name } → { WHEN($due) }
followup-to-whom = { $name }，{ WHEN($due) }，交給誰？
followup-given = { $name }，{ WHEN($due) }，由 { $person } 處理。
followup-received = { $giver } 交給你：{ WHEN($due) } { WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") }，{ WORD($reason, kind: "why") }
followup-overdue = { $name }{ PART($company, before: " · ") } 的{ WORD($kind, kind: "kind") }原訂 { WHEN($due) }，{ $owner } 還沒顧到，要改派嗎？

button-followup-done = 完成
button-followup-done-of = { $n }. 完成：{ $name }
button-followup-more = 還有 { $count } 件
button-followup-snooze = { $hours ->
        [0] 晚點
        [24] 明天
       *[other] { $hours } 小時後
    }
button-followup-move = 改時間
button-followup-reassign = 換人
button-followup-letter = 開信

form-follow-up-contact = 跟誰？
form-follow-up-when = 什麼時候？
form-follow-up-kind = 做什麼？
form-follow-up-reason = 要談什麼？
refused-followup-closed = 這件{ $state ->
        [done] 已經完成
       *[other] 已經取消
    }。
refused-contact-do-not-call = 這位是拒絕來電，不能打。

letter-spec-sheet-subject = { $company }：您要的產品規格
letter-spec-sheet-body = { $name } 您好：
    { LINE() }
    今天電話裡談到的產品如下：
    { $products }
    之後我再打電話跟您確認合不合用，我的分機是 { $extension }。
    { LINE() }
    { $company } { $agent }
    .products = { $name } × { $quantity }{ PART(MONEY($price), before: "，單價 ") }
    .products-none = 規格如附件。
letter-email-subject = { $company }：想跟您聯絡
letter-email-body = { $name } 您好：
    { LINE() }
    剛才打電話沒聯絡上您，請問什麼時候方便？我的分機是 { $extension }。
    { LINE() }
    { $company } { $agent }

help-log = <一行話>：用自己的話記一通電話；只打「記」會一題一題問
help-log-example = 記 周文彬 要報價 15 分鐘 週五十點再打
help-due = 我的待辦，逾期的在前
help-due-example = 待辦
help-follow = <誰> <什麼時候> [做什麼]：排一個後續
help-follow-example = 跟進 周文彬 週五十點 寄報價
help-undo = 收回我剛才的紀錄或修改（10 分鐘內）
help-undo-example = 復原

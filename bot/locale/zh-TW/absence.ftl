# 請假與職務代理、離職移轉。

away-set = { $person } { SPAN($from, $to) }請假。{ HAS($delegate) ->
        [yes] 這段時間由{ $delegate }代理，回來後交還。
       *[no] 沒有代理人，到期的事會等著。
    }
away-asked = { SPAN($from, $to) }由你代理{ $person }，第一天早上會把還沒做完的事交給你。
away-received = { $person }請假到 { DAY($to) }，{ $anything ->
        [yes] 這段時間的 { $follow_ups } 件後續、{ $handoffs } 筆轉交由你處理。
       *[no] 目前沒有到期的工作，有新的就由你處理。
    }
away-back = { $person }回來上班，{ $follow_ups } 件後續、{ $handoffs } 筆轉交已經交還給你。
away-returned = { $person }回來了，還沒做完的已交還（{ $follow_ups } 件後續、{ $handoffs } 筆轉交）。
away-uncovered = { $person }請假到 { DAY($to) }，沒有人代理：這段時間有 { $follow_ups } 件後續、{ $handoffs } 筆轉交到期。
away-who = { $person }的工作由誰代理？
away-cancelled = 已取消{ $person } { SPAN($from, $to) }的請假。
away-list = 請假：
    { $items }
    .items = { SPAN($from, $to) }{ PART($delegate, before: " · 代理：") }
transfer-done = { $person }離職，由{ $to }接手：{ $accounts } 家客戶、{ $contacts } 位聯絡人、{ $follow_ups } 件後續、{ $opportunities } 個銷售機會、{ $handoffs } 筆轉交。
    { $managed_accounts ->
        [0] { "" }
       *[other] 另外接任 { $managed_accounts } 家客戶的客戶經理。
    }
    帳號已停用；做過的紀錄仍掛{ $person }的名字。
transfer-received = { $person }的工作移轉給你：{ $accounts } 家客戶、{ $contacts } 位聯絡人、{ $follow_ups } 件後續、{ $opportunities } 個銷售機會、{ $handoffs } 筆轉交。
    { $managed_accounts ->
        [0] { "" }
       *[other] 另外接任 { $managed_accounts } 家客戶的客戶經理。
    }

button-away-cancel = 取消請假
button-away-cancel-of = 取消 { SPAN($first, $last) }
button-away-delegate = 指定代理人
button-away-name = 指定代理人
button-away-new = 再請一段
button-away-work = 我的待辦

form-away-starts = 從什麼時候？（不填就從現在起）
form-away-until = 請到哪一天（含當天）？
form-away-delegate = 由誰代理？
form-transfer-person = 誰要離開？
form-transfer-to = 由誰接手？

refused-away-over = 這段請假已經結束，或是結束早於開始。
refused-away-himself = 不能自己代理自己，請找一位同事。
refused-away-other-work = { $delegate }做的是別的工作，請找同樣職務的人或主管。
refused-away-circle = { $delegate }那時也請假，而且正是由他代理，請換一位。
refused-away-delegate-away = { $delegate }那時也請假，又沒有人代理，請換一位。
refused-transfer-same = 不能移轉給同一個人。
refused-transfer-self = 不能移轉自己，請找主管或管理員。
refused-transfer-other-work = { $successor }做的是別的工作，請找同樣職務的人或主管。

help-away = <從> <到> [代理人]：請假並指定代理；主管可寫：請假 <同事> <從> <到> [代理人]
help-away-example = 請假 明天 週五 何雅婷
help-transfer = <離職者> <接手者>：工作全部移轉，帳號停用
help-transfer-example = 移轉 何雅婷 許佩珊

# 请假与工作代理、离职转移。

away-set = { $person } { SPAN($from, $to) }请假。{ HAS($delegate) ->
        [yes] 这段时间由{ $delegate }代理，回来后交还。
       *[no] 没有代理人，到期的事会等着。
    }
away-asked = { SPAN($from, $to) }由你代理{ $person }，第一天早上会把没做完的事交给你。
away-received = { $person }请假到 { DAY($to) }，{ $anything ->
        [yes] 这段时间的 { $follow_ups } 项跟进、{ $handoffs } 条移交由你处理。
       *[no] 目前没有到期的工作，有新的就由你处理。
    }
away-back = { $person }回来上班，{ $follow_ups } 项跟进、{ $handoffs } 条移交已经交还给你。
away-returned = { $person }回来了，没做完的已交还（{ $follow_ups } 项跟进、{ $handoffs } 条移交）。
away-uncovered = { $person }请假到 { DAY($to) }，没有人代理：这段时间有 { $follow_ups } 项跟进、{ $handoffs } 条移交到期。
away-who = { $person }的工作由谁代理？
away-cancelled = 已取消{ $person } { SPAN($from, $to) }的请假。
away-list = 请假：
    { $items }
    .items = { SPAN($from, $to) }{ PART($delegate, before: " · 代理：") }
transfer-done = { $person }离职，由{ $to }接手：{ $accounts } 家客户、{ $contacts } 位联系人、{ $follow_ups } 项跟进、{ $opportunities } 个商机、{ $handoffs } 条移交。
    { $managed_accounts ->
        [0] { "" }
       *[other] 另外接任 { $managed_accounts } 家客户的客户经理。
    }
    账号已停用；做过的记录仍记在{ $person }名下。
transfer-received = { $person }的工作转给你了：{ $accounts } 家客户、{ $contacts } 位联系人、{ $follow_ups } 项跟进、{ $opportunities } 个商机、{ $handoffs } 条移交。
    { $managed_accounts ->
        [0] { "" }
       *[other] 另外接任 { $managed_accounts } 家客户的客户经理。
    }

button-away-cancel = 取消请假
button-away-cancel-of = 取消 { SPAN($first, $last) }
button-away-delegate = 指定代理人
button-away-name = 指定代理人
button-away-new = 再请一段
button-away-work = 我的待办

form-away-starts = 从什么时候？（不填就从现在起）
form-away-until = 请到哪一天（含当天）？
form-away-delegate = 由谁代理？
form-transfer-person = 谁要离开？
form-transfer-to = 由谁接手？

refused-away-over = 这段请假已经结束，或者结束早于开始。
refused-away-himself = 不能自己代理自己，请找一位同事。
refused-away-other-work = { $delegate }做的是别的工作，请找同样岗位的人或主管。
refused-away-circle = { $delegate }那时也请假，而且正是由他代理，请换一位。
refused-away-delegate-away = { $delegate }那时也请假，又没有人代理，请换一位。
refused-transfer-same = 不能转给同一个人。
refused-transfer-self = 不能转移自己，请找主管或管理员。
refused-transfer-other-work = { $successor }做的是别的工作，请找同样岗位的人或主管。

help-away = <从> <到> [代理人]：请假并指定代理；主管可写：请假 <同事> <从> <到> [代理人]
help-away-example = 请假 明天 周五 何雅婷
help-transfer = <离职者> <接手者>：工作全部转移，账号停用
help-transfer-example = 转移 何雅婷 许佩珊

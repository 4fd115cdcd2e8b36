# 主管日报、每日安排与图表。

digest-daily = { $quiet ->
        [yes] { digest-quiet }
       *[no] { digest-full }
    }
    .actions = { $n }. { digest-action }
    .actions-none = 今天没有要处理的事。
    .waiting = { digest-action }
    .waiting-joint = { "；" }
    .waiting-none = { "" }
digest-action = { $code ->
        [handoff_breached] { $company }：{ $manager }还没回复，已超时 { $over_hours } 小时{ PART(MONEY($amount), before: " · ") }
        [handoff_waiting] { $company }：等{ $manager }回复 { $waited_hours } 小时了{ PART(MONEY($amount), before: " · ") }
        [overdue_absent] { $person }今天不在，有 { $count } 条跟进逾期
        [overdue] { $person }有 { $count } 条跟进逾期
        [renewal] { $company }：{ $product } { DAY($until) }到期，还剩 { $days } 天
        [deal_stuck] { $company }：在{ WORD($stage, kind: "stage") }停了 { $days } 天（平时 { $usual } 天）{ PART(MONEY($amount), before: " · ") }
        [quota_gap] 业绩完成 { PERCENT($share) }，时间已过 { PERCENT($pace) }，还差 { MONEY($gap) }
       *[without_calls] { $person }：{ $days } 个工作日没打电话，问问卡在哪儿
    }
digest-quiet = { DAY($today) }{ PART($team, before: " · ") }：{ $running ->
        [yes] 截至目前还没有通话
       *[no] { DAY($date) }没有通话
    }{ $handoffs_waiting ->
        [0] { "" }
       *[other] {" "}· 等待接手 { $handoffs_waiting } 件
    }{ $follow_ups_overdue ->
        [0] { "" }
       *[other] {" "}· 跟进逾期 { $follow_ups_overdue } 项
    }{ HAS($waiting) ->
        [yes] {" "}· 今天要处理：{ $waiting }
       *[no] { $nothing_waits ->
            [yes] ，也没有待处理的事
           *[no] { "" }
        }
    }。
digest-full =
    { digest-head }
    通话 { $calls } 通{ PART($calls_change, before: "（", after: "%）") } · 接通 { $connects } 通{ HAS($connect_rate) ->
        [yes] （{ PERCENT($connect_rate) }{ PART($rate_change, before: "，") }）
       *[no] { "" }
    }{ digest-telephone } · 合格线索 { $qualified } 条{ $handoffs_total ->
        [0] { "" }
       *[other] { digest-handoffs }
    }
    跟进：完成 { $follow_ups_done } 条、逾期 { $follow_ups_overdue } 条 · 加购：推荐 { $cross_sell_offered } 次、成交 { $cross_sell_taken } 次
    商机 { MONEY($pipeline_amount) } · 预测 { MONEY($forecast_weighted) }{ HAS($forecast_quota) ->
        [yes] ／指标 { MONEY($forecast_quota) }（{ PERCENT($forecast_share) }）
       *[no] { "" }
    }{ HAS($stuck) ->
        [yes] {" "}· 卡点：{ WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }，停留 { $stuck_days } 天（平时 { $stuck_usual } 天）
       *[no] { "" }
    }
    { $actions }
digest-head = { DAY($today) }{ PART($team, before: " · ") }：{ $running ->
        [yes] 截至目前
       *[no] { DAY($date) }
    }{ $compared_days ->
        [0] { "" }
        [1] ，对比上周同一天
       *[other] ，对比前 { $compared_days } 个{ digest-weekdays }
    }
digest-weekdays = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
    }
digest-telephone = { $abandoned ->
        [0] { "" }
       *[other] {" "}· 来电放弃 { $abandoned } 通{ PART(PERCENT($abandon_rate), before: "（", after: "）") }
    }{ HAS($wait_seconds) ->
        [yes] {" "}· 来电平均等待 { $wait_seconds } 秒
       *[no] { "" }
    }
digest-handoffs = {" "}· 移交：接手 { $handoffs_accepted }、退回 { $handoffs_returned }、等待 { $handoffs_waiting }{ $handoffs_breached ->
        [0] { "" }
       *[other] （其中 { $handoffs_breached } 条超时）
    }
digest-people = { DAY($date) }{ PART($team, before: " · ") }
    { $people }
    .people = { $name }{ $away ->
        [yes] （请假）
       *[no] { "" }
    }{ PART(MONEY($won_amount), before: " · 赢单 ") } · 合格 { $qualified } · 接手 { $handoffs_accepted } · 通话 { $calls }、接通 { $connects } · 通话时长 { $talk_minutes } 分钟{ PART(PERCENT($quota_share), before: " · 完成率 ") }
    .people-none = 这个团队还没有销售。
followup-overdue-list = { $person }：{ $count ->
        [0] 没有逾期的跟进。
       *[other] 逾期跟进 { $count } 条
    }
    { $items }
    .items = { $n }. { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }

agenda-daily = { DAY($date) }：今天{ $today_count ->
        [0] 没有安排
       *[other] {" "}{ $today_count } 项
    }{ $overdue_count ->
        [0] { "" }
       *[other] ，之前还有 { $overdue_count } 项没做完
    }
    { $overdue }
    { $items }
    { $handoffs }
    { HAS($next_name) ->
        [yes] 下一个电话：{ $next_name }{ PART($next_company, before: " · ") }
       *[no] { "" }
    }
    { HAS($won_share) ->
        [yes] 本期业绩 { MONEY($won) }／{ MONEY($quota) }（{ PERCENT($won_share) }），合格线索 { $qualified }／{ $quota_count } 条
       *[no] { "" }
    }
    .overdue = { WHEN($due) } 起未完成：{ $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .overdue-none = { "" }
    .items = { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }
    .handoffs = 移交：{ $company }{ PART($name, before: " · ") }，{ $mine ->
        [yes] { WHEN($sla_due) } 前要回复
       *[no] { $person }有问题问你
    }
    .handoffs-none = { "" }

button-digest-people = 个人明细
button-digest-handoff-remind = { $n }. 提醒{ $manager }
button-digest-handoff-reassign = { $n }. 改派给别人
button-digest-away-delegate = { $n }. 指定代理
button-digest-followup-show = { $n }. 看清单
button-digest-contact-company = { $n }. 看{ $company }
button-digest-deal-open = { $n }. 看{ $company }
button-digest-pipeline-open = { $n }. 看管线
button-digest-person-open = { $n }. 看{ $person }
button-followup-give = { $n }. 改派
button-digest-call = 打给{ $name }
button-digest-handoff = 移交：{ $company }
button-digest-next = 下一个电话

refused-digest-day = 看不懂“{ $typed }”是哪一天，请写成“昨天”、“周五”或 2026-11-20。
refused-digest-future = { DAY($day) }还没到。
help-digest = [哪一天]：现在就看团队日报，或看某一天的
help-digest-example = 日报 昨天

picture-title = { $team } · { DAY($date) }
picture-subtitle = 通话、商机、业绩预测
picture-calls-title = 每日通话与接通
picture-calls = 通话
picture-connects = 接通
picture-usual = 平时
picture-pipeline-title = 各阶段商机
picture-forecast-title = 业绩预测与指标
picture-won = 已赢单
picture-commit = 承诺
picture-weighted = 加权预测
picture-quota = 业绩指标
picture-nothing = 还没有记录
picture-stuck = { $days } 天，平时 { $usual } 天
picture-share = { PERCENT($share) }

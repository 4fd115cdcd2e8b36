# 主管日報、每日行程與圖表。

digest-daily = { $quiet ->
        [yes] { digest-quiet }
       *[no] { digest-full }
    }
    .actions = { $n }. { digest-action }
    .actions-none = 今天沒有要處理的事。
    .waiting = { digest-action }
    .waiting-joint = { "；" }
    .waiting-none = { "" }
digest-action = { $code ->
        [handoff_breached] { $company }：{ $manager }還沒回覆，已超時 { $over_hours } 小時{ PART(MONEY($amount), before: " · ") }
        [handoff_waiting] { $company }：等{ $manager }回覆 { $waited_hours } 小時了{ PART(MONEY($amount), before: " · ") }
        [overdue_absent] { $person }今天不在，有 { $count } 件後續逾期
        [overdue] { $person }有 { $count } 件後續逾期
        [renewal] { $company }：{ $product } { DAY($until) }到期，剩 { $days } 天
        [deal_stuck] { $company }：停在{ WORD($stage, kind: "stage") } { $days } 天（平常 { $usual } 天）{ PART(MONEY($amount), before: " · ") }
        [quota_gap] 業績達成 { PERCENT($share) }，時間已過 { PERCENT($pace) }，還差 { MONEY($gap) }
       *[without_calls] { $person }：{ $days } 個工作天沒有通話，問問卡在哪裡
    }
digest-quiet = { DAY($today) }{ PART($team, before: " · ") }：{ $running ->
        [yes] 到目前為止還沒有通話
       *[no] { DAY($date) }沒有通話
    }{ $handoffs_waiting ->
        [0] { "" }
       *[other] {" "}· 等待接手 { $handoffs_waiting } 件
    }{ $follow_ups_overdue ->
        [0] { "" }
       *[other] {" "}· 後續逾期 { $follow_ups_overdue } 件
    }{ HAS($waiting) ->
        [yes] {" "}· 今天要處理：{ $waiting }
       *[no] { $nothing_waits ->
            [yes] ，也沒有待處理的事
           *[no] { "" }
        }
    }。
digest-full =
    { digest-head }
    通話 { $calls } 通{ PART($calls_change, before: "（", after: "%）") } · 接通 { $connects } 通{ HAS($connect_rate) ->
        [yes] （{ PERCENT($connect_rate) }{ PART($rate_change, before: "，") }）
       *[no] { "" }
    }{ digest-telephone } · 合格名單 { $qualified } 筆{ $handoffs_total ->
        [0] { "" }
       *[other] { digest-handoffs }
    }
    後續追蹤：完成 { $follow_ups_done } 件、逾期 { $follow_ups_overdue } 件 · 加購：提了 { $cross_sell_offered } 次、成交 { $cross_sell_taken } 次
    商機 { MONEY($pipeline_amount) } · 預測 { MONEY($forecast_weighted) }{ HAS($forecast_quota) ->
        [yes] ／目標 { MONEY($forecast_quota) }（{ PERCENT($forecast_share) }）
       *[no] { "" }
    }{ HAS($stuck) ->
        [yes] {" "}· 卡關：{ WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }，停留 { $stuck_days } 天（平常 { $stuck_usual } 天）
       *[no] { "" }
    }
    { $actions }
digest-head = { DAY($today) }{ PART($team, before: " · ") }：{ $running ->
        [yes] 到目前為止
       *[no] { DAY($date) }
    }{ $compared_days ->
        [0] { "" }
        [1] ，跟上週同一天比
       *[other] ，跟前 { $compared_days } 個{ digest-weekdays }比
    }
digest-weekdays = { $weekday ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[7] 週日
    }
digest-telephone = { $abandoned ->
        [0] { "" }
       *[other] {" "}· 來電放棄 { $abandoned } 通{ PART(PERCENT($abandon_rate), before: "（", after: "）") }
    }{ HAS($wait_seconds) ->
        [yes] {" "}· 來電平均等 { $wait_seconds } 秒
       *[no] { "" }
    }
digest-handoffs = {" "}· 轉交：接手 { $handoffs_accepted }、退回 { $handoffs_returned }、等待 { $handoffs_waiting }{ $handoffs_breached ->
        [0] { "" }
       *[other] （其中 { $handoffs_breached } 件超時）
    }
digest-people = { DAY($date) }{ PART($team, before: " · ") }
    { $people }
    .people = { $name }{ $away ->
        [yes] （請假）
       *[no] { "" }
    }{ PART(MONEY($won_amount), before: " · 成交 ") } · 合格 { $qualified } · 接手 { $handoffs_accepted } · 通話 { $calls }、接通 { $connects } · 講了 { $talk_minutes } 分鐘{ PART(PERCENT($quota_share), before: " · 達成 ") }
    .people-none = 這個團隊還沒有業務。
followup-overdue-list = { $person }：{ $count ->
        [0] 沒有逾期的後續。
       *[other] 逾期後續 { $count } 件
    }
    { $items }
    .items = { $n }. { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }

agenda-daily = { DAY($date) }：今天{ $today_count ->
        [0] 沒有排定的事
       *[other] {" "}{ $today_count } 件
    }{ $overdue_count ->
        [0] { "" }
       *[other] ，之前還有 { $overdue_count } 件沒做完
    }
    { $overdue }
    { $items }
    { $handoffs }
    { HAS($next_name) ->
        [yes] 下一通：{ $next_name }{ PART($next_company, before: " · ") }
       *[no] { "" }
    }
    { HAS($won_share) ->
        [yes] 本期業績 { MONEY($won) }／{ MONEY($quota) }（{ PERCENT($won_share) }），合格名單 { $qualified }／{ $quota_count } 筆
       *[no] { "" }
    }
    .overdue = { WHEN($due) } 起未完成：{ $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .overdue-none = { "" }
    .items = { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }
    .handoffs = 轉交：{ $company }{ PART($name, before: " · ") }，{ $mine ->
        [yes] { WHEN($sla_due) } 前要回覆
       *[no] { $person }有問題問你
    }
    .handoffs-none = { "" }

button-digest-people = 個人明細
button-digest-handoff-remind = { $n }. 提醒{ $manager }
button-digest-handoff-reassign = { $n }. 改派給別人
button-digest-away-delegate = { $n }. 指定代理
button-digest-followup-show = { $n }. 看清單
button-digest-contact-company = { $n }. 看{ $company }
button-digest-deal-open = { $n }. 看{ $company }
button-digest-pipeline-open = { $n }. 看管線
button-digest-person-open = { $n }. 看{ $person }
button-followup-give = { $n }. 改派
button-digest-call = 打給{ $name }
button-digest-handoff = 轉交：{ $company }
button-digest-next = 下一通

refused-digest-day = 看不懂「{ $typed }」是哪一天，請寫成像「昨天」、「週五」或 2026-11-20。
refused-digest-future = { DAY($day) }還沒到。
help-digest = [哪一天]：現在就看團隊日報，或看某一天的
help-digest-example = 日報 昨天

picture-title = { $team } · { DAY($date) }
picture-subtitle = 通話、商機、業績預測
picture-calls-title = 每日通話與接通
picture-calls = 通話
picture-connects = 接通
picture-usual = 平常
picture-pipeline-title = 各階段商機
picture-forecast-title = 業績預測與目標
picture-won = 已成交
picture-commit = 承諾
picture-weighted = 加權預測
picture-quota = 業績目標
picture-nothing = 還沒有紀錄
picture-stuck = { $days } 天，平常 { $usual } 天
picture-share = { PERCENT($share) }

# 個人數字、管線、預測。

me-figures = { $name }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = 、
    .given-none = { "" }
person-figures = { $name }{ $overdue ->
        [0] { "" }
       *[other] {" "}· 逾期 { $overdue } 件
    }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = 、
    .given-none = { "" }
figures-lines =
    今天：通話 { $today_calls }、接通 { $today_connects }{ PART(PERCENT($today_connect_rate), before: "（", after: "）") }、{ $today_talk_minutes } 分鐘 · 合格 { $today_qualified }
    本週：通話 { $week_calls }、接通 { $week_connects }{ PART(PERCENT($week_connect_rate), before: "（", after: "）") }、{ $week_talk_minutes } 分鐘 · 合格 { $week_qualified }
    { DAY($quota_first) }–{ DAY($quota_last) }：通話 { $period_calls } · 成交 { MONEY($quota_won) }{ HAS($quota_quota) ->
        [yes] ／目標 { MONEY($quota_quota) }（{ PERCENT($quota_won_share) }，時間已過 { PERCENT($quota_pace) }）· 合格 { $quota_qualified }{ $quota_count ->
            [0] { "" }
           *[other] ／{ $quota_count }
        }
       *[no] {" "}· 合格 { $quota_qualified }
    }
    加購：提了 { $offered } 次、成交 { $taken } 次{ PART($given, before: " · 轉交：") }
    { HAS($bot_seconds) ->
        [yes] Baton 每通花你 { $bot_seconds } 秒。
       *[no] { "" }
    }

pipeline-table = 進行中商機 { $count } 筆，{ MONEY($amount) }{ HAS($stuck) ->
        [yes] 。卡關：{ WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }，停留 { $stuck_days } 天（平常 { $stuck_usual } 天）
       *[no] { "" }
    }
    { $items }
    { $deals }
    .items = { $count ->
        [0] { "" }
       *[other] { pipeline-stage }
    }
    .deals = 停太久：{ $company } · { WORD($stage, kind: "stage") } { $days } 天{ PART(MONEY($amount), before: " · ") }
    .deals-none = { "" }

pipeline-stage = { WORD($stage, kind: "stage") }：{ $count }{ PART(MONEY($amount), before: " · ") }{ HAS($conversion) ->
        [yes] {" "}· 轉換率 { PERCENT($conversion) }
       *[no] { "" }
    }{ HAS($dwell_days) ->
        [yes] {" "}· 停留 { $dwell_days } 天{ PART($usual, before: "（平常 ", after: " 天）") }
       *[no] { "" }
    }

forecast-table = { DAY($first) }–{ DAY($last) }：加權 { MONEY($about) }、承諾 { MONEY($commit) }{ HAS($quota) ->
        [yes] ／目標 { MONEY($quota) }（{ PERCENT($share) }）
       *[no] { "" }
    }
    已成交 { MONEY($won) }{ HAS($attained) ->
        [yes] （{ PERCENT($attained) }，時間已過 { PERCENT($pace) }）
       *[no] { "" }
    } · 進行中 { $deals } 筆，{ MONEY($open) }
    { HAS($undated) ->
        [yes] 沒填結案日：加權 { MONEY($undated) }
       *[no] { "" }
    }
    { $items }
    .items = { $name }：加權 { MONEY($about) }、承諾 { MONEY($commit) }{ HAS($quota) ->
        [yes] ／目標 { MONEY($quota) }（{ PERCENT($share) }）
       *[no] { "" }
    }
    .items-none = { "" }

deal-card = { $company }{ PART($name, before: " · ") }{ PART(MONEY($amount), before: " · ") }
    { $state ->
        [won] 已成交
        [lost] 未成交
       *[open] { WORD($stage, kind: "stage") }已 { $days } 天{ PART($usual, before: "（平常 ", after: " 天）") }
    }{ PART(DAY($close_on), before: " · 預計結案 ") }{ $commit ->
        [yes] {" "}· 已承諾
       *[no] { "" }
    }{ PART($owner, before: " · ") }

button-pipeline-open = 看管線
button-followup-show = 逾期後續
button-deal-open = 打開
button-person-open = 打開
button-contact-open = 聯絡人資料
button-contact-company = 公司資料

help-me = 我自己的數字與業績目標
help-me-example = 我的
help-pipeline = 各階段商機，卡在哪裡
help-pipeline-example = 管線
help-forecast = 這一期可能做到多少，跟目標比
help-forecast-example = 預測

# 个人数据、管线、预测。

me-figures = { $name }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = 、
    .given-none = { "" }
person-figures = { $name }{ $overdue ->
        [0] { "" }
       *[other] {" "}· 逾期 { $overdue } 条
    }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = 、
    .given-none = { "" }
figures-lines =
    今天：通话 { $today_calls }、接通 { $today_connects }{ PART(PERCENT($today_connect_rate), before: "（", after: "）") }、{ $today_talk_minutes } 分钟 · 合格线索 { $today_qualified }
    本周：通话 { $week_calls }、接通 { $week_connects }{ PART(PERCENT($week_connect_rate), before: "（", after: "）") }、{ $week_talk_minutes } 分钟 · 合格线索 { $week_qualified }
    { DAY($quota_first) }–{ DAY($quota_last) }：通话 { $period_calls } · 赢单 { MONEY($quota_won) }{ HAS($quota_quota) ->
        [yes] ／指标 { MONEY($quota_quota) }（{ PERCENT($quota_won_share) }，时间已过 { PERCENT($quota_pace) }）· 合格线索 { $quota_qualified }{ $quota_count ->
            [0] { "" }
           *[other] ／{ $quota_count }
        }
       *[no] {" "}· 合格线索 { $quota_qualified }
    }
    加购：推荐 { $offered } 次、成交 { $taken } 次{ PART($given, before: " · 移交：") }
    { HAS($bot_seconds) ->
        [yes] Baton 每个电话花你 { $bot_seconds } 秒。
       *[no] { "" }
    }

pipeline-table = 进行中商机 { $count } 个，{ MONEY($amount) }{ HAS($stuck) ->
        [yes] 。卡点：{ WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }，停留 { $stuck_days } 天（平时 { $stuck_usual } 天）
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
        [yes] {" "}· 转化率 { PERCENT($conversion) }
       *[no] { "" }
    }{ HAS($dwell_days) ->
        [yes] {" "}· 停留 { $dwell_days } 天{ PART($usual, before: "（平时 ", after: " 天）") }
       *[no] { "" }
    }

forecast-table = { DAY($first) }–{ DAY($last) }：加权 { MONEY($about) }、承诺 { MONEY($commit) }{ HAS($quota) ->
        [yes] ／指标 { MONEY($quota) }（{ PERCENT($share) }）
       *[no] { "" }
    }
    已赢单 { MONEY($won) }{ HAS($attained) ->
        [yes] （{ PERCENT($attained) }，时间已过 { PERCENT($pace) }）
       *[no] { "" }
    } · 进行中 { $deals } 个，{ MONEY($open) }
    { HAS($undated) ->
        [yes] 没填成交日期：加权 { MONEY($undated) }
       *[no] { "" }
    }
    { $items }
    .items = { $name }：加权 { MONEY($about) }、承诺 { MONEY($commit) }{ HAS($quota) ->
        [yes] ／指标 { MONEY($quota) }（{ PERCENT($share) }）
       *[no] { "" }
    }
    .items-none = { "" }

deal-card = { $company }{ PART($name, before: " · ") }{ PART(MONEY($amount), before: " · ") }
    { $state ->
        [won] 已赢单
        [lost] 已输单
       *[open] { WORD($stage, kind: "stage") }已 { $days } 天{ PART($usual, before: "（平时 ", after: " 天）") }
    }{ PART(DAY($close_on), before: " · 预计成交 ") }{ $commit ->
        [yes] {" "}· 已承诺
       *[no] { "" }
    }{ PART($owner, before: " · ") }

button-pipeline-open = 看管线
button-followup-show = 逾期跟进
button-deal-open = 打开
button-person-open = 打开
button-contact-open = 联系人资料
button-contact-company = 公司资料

help-me = 我自己的数据和业绩指标
help-me-example = 我的
help-pipeline = 各阶段商机，卡在哪儿
help-pipeline-example = 管线
help-forecast = 这一期大概能做多少，对比指标
help-forecast-example = 预测

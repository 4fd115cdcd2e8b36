# One's own figures, the pipeline, the forecast.

me-figures = { $name }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = { ", " }
    .given-none = { "" }
person-figures = { $name }{ $overdue ->
        [0] { "" }
       *[other] {" "}· { $overdue } overdue
    }
    { figures-lines }
    .given = { WORD($state, kind: "handoff-state") } { $count }
    .given-joint = { ", " }
    .given-none = { "" }
figures-lines =
    Today: { $today_calls ->
        [one] 1 call
       *[other] { $today_calls } calls
    }, { $today_connects } connected{ PART(PERCENT($today_connect_rate), before: " (", after: ")") }, { $today_talk_minutes } min · { $today_qualified } qualified
    This week: { $week_calls ->
        [one] 1 call
       *[other] { $week_calls } calls
    }, { $week_connects } connected{ PART(PERCENT($week_connect_rate), before: " (", after: ")") }, { $week_talk_minutes } min · { $week_qualified } qualified
    { DAY($quota_first) } – { DAY($quota_last) }: { $period_calls ->
        [one] 1 call
       *[other] { $period_calls } calls
    } · won { MONEY($quota_won) }{ HAS($quota_quota) ->
        [yes] {" "}of { MONEY($quota_quota) } ({ PERCENT($quota_won_share) }; { PERCENT($quota_pace) } of the time gone) · qualified { $quota_qualified }{ $quota_count ->
            [0] { "" }
           *[other] {" "}of { $quota_count }
        }
       *[no] {" "}· qualified { $quota_qualified }
    }
    Cross-sell: { $offered } offered, { $taken } taken{ PART($given, before: " · handed over: ") }
    { HAS($bot_seconds) ->
        [yes] Baton cost you { $bot_seconds } s a call.
       *[no] { "" }
    }

pipeline-table = { $count } open { $count ->
        [one] deal
       *[other] deals
    }, { MONEY($amount) }{ HAS($stuck) ->
        [yes] {" "}– stuck: { WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }, { $stuck_days } days (usual { $stuck_usual })
       *[no] { "" }
    }
    { $items }
    { $deals }
    .items = { $count ->
        [0] { "" }
       *[other] { pipeline-stage }
    }
    .deals = Too long in { WORD($stage, kind: "stage") }: { $company }, { $days } days{ PART(MONEY($amount), before: " · ") }
    .deals-none = { "" }

pipeline-stage = { WORD($stage, kind: "stage") }: { $count }{ PART(MONEY($amount), before: " · ") }{ HAS($conversion) ->
        [yes] {" "}· { PERCENT($conversion) } move on
       *[no] { "" }
    }{ HAS($dwell_days) ->
        [yes] {" "}· { $dwell_days } days{ PART($usual, before: " (usual ", after: ")") }
       *[no] { "" }
    }

forecast-table = { DAY($first) } – { DAY($last) }: weighted { MONEY($about) }, commit { MONEY($commit) }{ HAS($quota) ->
        [yes] {" "}of { MONEY($quota) } ({ PERCENT($share) })
       *[no] { "" }
    }
    Won { MONEY($won) }{ HAS($attained) ->
        [yes] {" "}({ PERCENT($attained) }, { PERCENT($pace) } of the time gone)
       *[no] { "" }
    } · { $deals } open { $deals ->
        [one] deal
       *[other] deals
    }, { MONEY($open) }
    { HAS($undated) ->
        [yes] Without a closing date: { MONEY($undated) } weighted
       *[no] { "" }
    }
    { $items }
    .items = { $name }: weighted { MONEY($about) }, commit { MONEY($commit) }{ HAS($quota) ->
        [yes] {" "}of { MONEY($quota) } ({ PERCENT($share) })
       *[no] { "" }
    }
    .items-none = { "" }

deal-card = { $company }{ PART($name, before: " · ") }{ PART(MONEY($amount), before: " · ") }
    { $state ->
        [won] Won
        [lost] Lost
       *[open] { WORD($stage, kind: "stage") } for { $days } days{ PART($usual, before: " (usual ", after: ")") }
    }{ PART(DAY($close_on), before: " · closes ") }{ $commit ->
        [yes] {" "}· committed
       *[no] { "" }
    }{ PART($owner, before: " · ") }

button-pipeline-open = Pipeline
button-followup-show = Overdue follow-ups
button-deal-open = Open
button-person-open = Open
button-contact-open = Contact card
button-contact-company = Company

help-me = my own figures against my quota
help-me-example = me
help-pipeline = what is being worked, by stage, and where it sticks
help-pipeline-example = pipeline
help-forecast = what the period is likely to bring, against quota
help-forecast-example = forecast

# The manager's digest, the agendas, and the picture.

digest-daily = { $quiet ->
        [yes] { digest-quiet }
       *[no] { digest-full }
    }
    .actions = { $n }. { digest-action }
    .actions-none = Nothing to act on today.
    .waiting = { digest-action }
    .waiting-joint = { "; " }
    .waiting-none = { "" }
digest-action = { $code ->
        [handoff_breached] { $company } unanswered by { $manager }, { $over_hours } h beyond its limit{ PART(MONEY($amount), before: " · ") }
        [handoff_waiting] { $company } waits for { $manager } since { $waited_hours } h{ PART(MONEY($amount), before: " · ") }
        [overdue_absent] { $person } is away: { $count } overdue { $count ->
            [one] follow-up
           *[other] follow-ups
        }
        [overdue] { $person } has { $count } overdue { $count ->
            [one] follow-up
           *[other] follow-ups
        }
        [renewal] { $company }: { $product } ends { DAY($until) }, { $days } days left
        [deal_stuck] { $company }: { $days } days in { WORD($stage, kind: "stage") } (usual { $usual }){ PART(MONEY($amount), before: " · ") }
        [quota_gap] Quota { PERCENT($share) } reached, { PERCENT($pace) } of the time gone; { MONEY($gap) } to go
       *[without_calls] { $person }: no call for { $days } working days – ask what stands in the way
    }
digest-quiet = { DAY($today) }{ PART($team, before: " · ") } – { $running ->
        [yes] quiet so far, no calls
       *[no] { DAY($date) } was quiet: no calls
    }{ $handoffs_waiting ->
        [0] { "" }
       *[other] {" "}· handoffs waiting: { $handoffs_waiting }
    }{ $follow_ups_overdue ->
        [0] { "" }
       *[other] {" "}· follow-ups overdue: { $follow_ups_overdue }
    }{ HAS($waiting) ->
        [yes] {" "}· today: { $waiting }
       *[no] { $nothing_waits ->
            [yes] , and nothing waits
           *[no] { "" }
        }
    }.
digest-full =
    { digest-head }
    Calls { $calls }{ PART($calls_change, before: " (", after: " %)") } · connected { $connects }{ HAS($connect_rate) ->
        [yes] {" "}({ PERCENT($connect_rate) }{ PART($rate_change, before: ", ") })
       *[no] { "" }
    }{ digest-telephone } · { $qualified } qualified{ $handoffs_total ->
        [0] { "" }
       *[other] { digest-handoffs }
    }
    Follow-ups: { $follow_ups_done } done, { $follow_ups_overdue } overdue · cross-sell: { $cross_sell_offered } offered, { $cross_sell_taken } taken
    Pipeline { MONEY($pipeline_amount) } · forecast { MONEY($forecast_weighted) }{ HAS($forecast_quota) ->
        [yes] {" "}of { MONEY($forecast_quota) } ({ PERCENT($forecast_share) })
       *[no] { "" }
    }{ HAS($stuck) ->
        [yes] {" "}· stuck: { WORD($stuck, kind: "stage") } → { WORD($stuck_next, kind: "stage") }, { $stuck_days } days (usual { $stuck_usual })
       *[no] { "" }
    }
    { $actions }
digest-head = { DAY($today) }{ PART($team, before: " · ") } – { $running ->
        [yes] so far
       *[no] { DAY($date) }
    }{ $compared_days ->
        [0] { "" }
        [1] {" "}against a week ago
       *[other] {" "}against the last { $compared_days } { digest-weekdays }
    }
digest-weekdays = { $weekday ->
    [1] Mondays
    [2] Tuesdays
    [3] Wednesdays
    [4] Thursdays
    [5] Fridays
    [6] Saturdays
   *[7] Sundays
    }
digest-telephone = { $abandoned ->
        [0] { "" }
       *[other] {" "}· given up by callers { $abandoned }{ PART(PERCENT($abandon_rate), before: " (", after: ")") }
    }{ HAS($wait_seconds) ->
        [yes] {" "}· callers waited { $wait_seconds } s
       *[no] { "" }
    }
digest-handoffs = {" "}· handed over: { $handoffs_accepted } accepted, { $handoffs_returned } returned, { $handoffs_waiting } waiting{ $handoffs_breached ->
        [0] { "" }
       *[other] , { $handoffs_breached } beyond the limit
    }
digest-people = { DAY($date) }{ PART($team, before: " · ") }
    { $people }
    .people = { $name }{ $away ->
        [yes] {" "}(away)
       *[no] { "" }
    }{ PART(MONEY($won_amount), before: " · won ") } · { $qualified } qualified · { $handoffs_accepted } accepted · calls { $calls }, connected { $connects } · talk { $talk_minutes } min{ PART(PERCENT($quota_share), before: " · quota ") }
    .people-none = Nobody sells in this team yet.
followup-overdue-list = { $person }: { $count ->
        [0] nothing overdue.
        [one] 1 overdue follow-up
       *[other] { $count } overdue follow-ups
    }
    { $items }
    .items = { $n }. { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }

agenda-daily = { DAY($date) } – { $today_count ->
        [0] nothing
       *[other] { $today_count }
    } for today{ $overdue_count ->
        [0] { "" }
       *[other] , { $overdue_count } still open from before
    }
    { $overdue }
    { $items }
    { $handoffs }
    { HAS($next_name) ->
        [yes] Next call: { $next_name }{ PART($next_company, before: " · ") }
       *[no] { "" }
    }
    { HAS($won_share) ->
        [yes] This period: { MONEY($won) } of { MONEY($quota) } ({ PERCENT($won_share) }), { $qualified } of { $quota_count } qualified
       *[no] { "" }
    }
    .overdue = Open since { WHEN($due) }: { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .overdue-none = { "" }
    .items = { WHEN($due) } · { $name }{ PART($company, before: " · ") } · { WORD($kind, kind: "kind") }
    .items-none = { "" }
    .handoffs = Handoff { $company }{ PART($name, before: " · ") }: { $mine ->
        [yes] answer by { WHEN($sla_due) }
       *[no] { $person } asks you something
    }
    .handoffs-none = { "" }

button-digest-people = Per person
button-digest-handoff-remind = { $n }. Remind { $manager }
button-digest-handoff-reassign = { $n }. Give to somebody else
button-digest-away-delegate = { $n }. Delegate
button-digest-followup-show = { $n }. Show
button-digest-contact-company = { $n }. Open { $company }
button-digest-deal-open = { $n }. Open { $company }
button-digest-pipeline-open = { $n }. Pipeline
button-digest-person-open = { $n }. Open { $person }
button-followup-give = { $n }. Reassign
button-digest-call = Call { $name }
button-digest-handoff = Handoff { $company }
button-digest-next = Next call

refused-digest-day = “{ $typed }” is no day I understand; write for example yesterday, Friday or 2026-11-20.
refused-digest-future = { DAY($day) } is still to come.
help-digest = [day] – the digest of your team now, or of a day
help-digest-example = digest yesterday

picture-title = { $team } · { DAY($date) }
picture-subtitle = Calls, pipeline, forecast
picture-calls-title = Calls and connects by day
picture-calls = Calls
picture-connects = Connected
picture-usual = Usual
picture-pipeline-title = Pipeline by stage
picture-forecast-title = Forecast against quota
picture-won = Won
picture-commit = Commit
picture-weighted = Weighted
picture-quota = Quota
picture-nothing = Nothing yet
picture-stuck = { $days } days, usual { $usual }
picture-share = { PERCENT($share) }

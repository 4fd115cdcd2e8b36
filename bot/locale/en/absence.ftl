# Absences with a delegate, and leaving for good.

away-set = { $person } is away { SPAN($from, $to) }. { HAS($delegate) ->
        [yes] { $delegate } does the work meanwhile; it comes back afterwards.
       *[no] Nobody stands in; what falls due meanwhile waits.
    }
away-asked = You stand in for { $person }, { SPAN($from, $to) }. The open work comes to you on the first day.
away-received = { $person } is away until { DAY($to) }; { $anything ->
        [yes] meanwhile you have follow-ups: { $follow_ups }, handoffs: { $handoffs }.
       *[no] nothing is due meanwhile; what comes up is yours.
    }
away-back = { $person } is back at work; returned to you – follow-ups: { $follow_ups }, handoffs: { $handoffs }.
away-returned = { $person } is back; what was open went back – follow-ups: { $follow_ups }, handoffs: { $handoffs }.
away-uncovered = { $person } is away until { DAY($to) } and nobody stands in. Due meanwhile – follow-ups: { $follow_ups }, handoffs: { $handoffs }.
away-who = Who does the work of { $person }?
away-cancelled = Cancelled: { $person }'s absence { SPAN($from, $to) }.
away-list = Away:
    { $items }
    .items = { SPAN($from, $to) }{ PART($delegate, before: " · standing in: ") }
transfer-done = { $person } has left; { $to } takes over: accounts { $accounts } · contacts { $contacts } · follow-ups { $follow_ups } · opportunities { $opportunities } · handoffs { $handoffs }.
    { $managed_accounts ->
        [0] { "" }
       *[other] Accounts managed: { $managed_accounts }.
    }
    Access has ended; what was done stays under { $person }'s name.
transfer-received = The work of { $person } is yours now: accounts { $accounts } · contacts { $contacts } · follow-ups { $follow_ups } · opportunities { $opportunities } · handoffs { $handoffs }.
    { $managed_accounts ->
        [0] { "" }
       *[other] Accounts managed: { $managed_accounts }.
    }

button-away-cancel = Cancel the absence
button-away-cancel-of = Cancel { SPAN($first, $last) }
button-away-delegate = Choose who stands in
button-away-name = Choose who stands in
button-away-new = One more
button-away-work = My follow-ups

form-away-starts = From when? (left empty: from now)
form-away-until = Until which day, that day included?
form-away-delegate = Who stands in?
form-transfer-person = Who leaves?
form-transfer-to = Who takes over?

refused-away-over = That absence is over, or ends before it begins.
refused-away-himself = Nobody stands in for himself; name a colleague.
refused-away-other-work = { $delegate } does other work; name somebody of the same role or a manager.
refused-away-circle = { $delegate } is away then, and this person stands in for { $delegate }. Name somebody else.
refused-away-delegate-away = { $delegate } is away then with nobody standing in. Name somebody else.
refused-transfer-same = One person cannot take over from himself.
refused-transfer-self = Nobody transfers himself; ask your manager or the administrator.
refused-transfer-other-work = { $successor } does other work; name somebody of the same role or a manager.

help-away = <from> <to> [delegate] – away, and who stands in; managers: away <colleague> <from> <to> [delegate]
help-away-example = away tomorrow Friday ben
help-transfer = <user> <to> – a colleague leaves, all his work moves, his access ends
help-transfer-example = transfer ben amy

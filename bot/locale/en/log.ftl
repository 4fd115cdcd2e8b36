# Logging a call, follow-ups, reminders, undo.

log-draft = Draft{ HAS($name) ->
        [yes] : { $name }{ PART($company, before: " · ") }
       *[no] { "" }
    }
    { HAS($disposition) ->
        [yes] { WORD($disposition, kind: "disposition") }
       *[no] How did it end?
    }{ PART($minutes, before: " · ", after: " min") }{ PART(WORD($direction, kind: "direction"), before: " · ") }{ PART(MONEY($amount), before: " · ") }{ PART($products, before: " · ") }
    { $qualifying }
    { HAS($due) ->
        [yes] { WORD($kind, kind: "kind") } { WHEN($due) }{ PART($also, before: " · also by cadence: ") }
       *[no] { HAS($kind) ->
            [yes] { WORD($kind, kind: "kind") } – when?
           *[no] { PART($also, before: "By cadence: ") }
        }
    }
    { $promises }
    { PART($intel, before: "Heard: ") }
    { $do_not_call ->
        [yes] Do not call from now on.
       *[no] { "" }
    }
    { $note }
    { HAS($replaces) ->
        [yes] Takes the place of what that line had logged.
       *[no] { "" }
    }
    { PART(WORDS($unsure, kind: "field"), before: "Not sure about: ", after: "?") }
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
        [us] we promised: { "" }
       *[customer] promised to us: { "" }
    }{ $what }{ HAS($due) ->
        [yes] {" "}by { WHEN($due) }
       *[no] { "" }
    }
    .promises-none = { "" }
    .intel = { PART($about, after: ": ") }{ $text }
    .intel-none = { "" }
    .qualifying = { $what ->
        [budget] budget { MONEY($told) }
        [authority] decides: { $told }
        [need] need: { $told }
       *[timeline] by: { $told }
    }
    .qualifying-joint = { " · " }
    .qualifying-none = { "" }
log-unclear = I cannot tell whose call “{ $line }” was. Start with the name, or open the contact first.
log-dropped = Dropped; nothing was written.
call-logged = Saved: { PART($name, after: ", ") }{ WORD($disposition, kind: "disposition") }{ PART($minutes, before: ", ", after: " min") }.
    { $follow_ups }
    .follow_ups = Next: { WORD($kind, kind: "kind") } { WHEN($due) } – { WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
call-no-next-step = { $name }: no next step yet. What follows?
undo-done = Taken back: { WORDS($told, kind: "noun") }{ HAS($name) ->
        [yes] {" "}– { $name }{ PART($company, before: " · ") }
       *[no] { "" }
    }.
undo-withdrawn = { $by } took this back: { PART($name, after: " ") }{ PART($company, before: "· ") }. Nothing is expected of you.
refused-undo-nothing = Nothing of the last { $minutes } minutes can be taken back.
refused-undo-built-on = Something was done since with what this had changed; it stays. “undo” takes back your last change.
refused-undo-gone = This was taken back already, or is more than { $minutes } minutes old.
refused-undo-acted = A colleague has acted on it meanwhile; it stays.
refused-log-closed = This draft is { $state ->
        [saved] saved already
       *[other] dropped already
    }.
edit-unused = Edits count only where the message was a line for the log. Send it anew.
refused-edit-off = What is saved is not changed by editing here. “undo” takes the last log back within { $minutes } minutes, then send it anew.
refused-edit-too-late = An edit counts for { $minutes } minutes after saving; the log stays as it was. Put right in a new line what was wrong.
refused-edit-acted = More was built on that log meanwhile; it stays as it was. Put right in a new line what was wrong.

button-log-save = Save
button-log-edit = Change
button-log-drop = Drop
button-log-newcomer = New contact
button-undo-last = Undo
button-handoff-check = Hand over
button-case-close = Close the case
button-order-new = Take an order

form-log-call-contact = Who was it?
form-log-call-disposition = How did it end?
form-log-call-minutes = How many minutes?
form-log-call-next-step = When next?
form-log-call-note = Anything to note?

followup-list = { $count ->
        [0] Nothing is due.
       *[other] { $count } open
    }
    { $items }
    .items = { $n }. { $overdue ->
        [yes] overdue ·{ " " }
       *[no] { "" }
    }{ WHEN($due) } · { WORD($kind, kind: "kind") } · { $name }{ PART($company, before: " · ") } · { WORD($reason, kind: "why") }
    .items-none = { "" }
followup-planned = { WORD($kind, kind: "kind") } { $name }: { WHEN($due) }{ $day_off ->
        [yes] { " " }(a day off)
       *[no] { "" }
    }
followup-due = { $nudge ->
        [yes] Still open:{ " " }
       *[no] { "" }
    }{ WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") } – { WORD($reason, kind: "why") }{ PART($note, before: " · ") }
    { HAS($last_at) ->
        [yes] Last: { WHEN($last_at) } · { WORD($last_disposition, kind: "disposition") }{ PART($last_note, before: " · ", most: 200) }
       *[no] { "" }
    }
    { $dial }
followup-letter = To { HAS($address) ->
        [yes] { $address }
       *[no] { $name } (no e-mail yet)
    }: { $subject }
    { $body }
    { $mailto }
followup-done = Done: { WORD($kind, kind: "kind") } { $name }.
followup-moved = Moved: { WORD($kind, kind: "kind") } { $name } → { WHEN($due) }.
followup-to-whom = Who takes { $name }, { WHEN($due) }?
followup-given = { $person } takes { $name }, { WHEN($due) }.
followup-received = { $giver } gave you: { WORD($kind, kind: "kind") } { $name }{ PART($company, before: " · ") }, { WHEN($due) } – { WORD($reason, kind: "why") }
followup-overdue = { $owner } has not got to { $name }{ PART($company, before: " · ") } ({ WORD($kind, kind: "kind") }, due { WHEN($due) }). Somebody else?

button-followup-done = Done
button-followup-done-of = { $n }. Done: { $name }
button-followup-more = { $count } more
button-followup-snooze = { $hours ->
        [0] Later
        [24] Tomorrow
       *[other] +{ $hours } h
    }
button-followup-move = Another time
button-followup-reassign = Someone else
button-followup-letter = Open mail

form-follow-up-contact = With whom?
form-follow-up-when = When?
form-follow-up-kind = What kind?
form-follow-up-reason = What about?
refused-followup-closed = That is { $state ->
        [done] done already
       *[other] cancelled already
    }.
refused-contact-do-not-call = This person must not be called.

letter-spec-sheet-subject = { $company }: the specification you asked for
letter-spec-sheet-body = Dear { $name },
    { LINE() }
    as promised, here is what we talked about:
    { $products }
    I will call you to hear whether it fits. My extension is { $extension }.
    { LINE() }
    { $agent }, { $company }
    .products = { $quantity } × { $name }{ PART(MONEY($price), before: ", ", after: " each") }
    .products-none = the specification is attached.
letter-email-subject = { $company }: following up
letter-email-body = Dear { $name },
    { LINE() }
    I tried to reach you by phone. When would be a good time? My extension is { $extension }.
    { LINE() }
    { $agent }, { $company }

help-log = <line> – log a call in your own words; alone it asks
help-log-example = log Ann Price wants a quote, 15 min, call back Friday 10
help-due = my follow-ups, overdue first
help-due-example = due
help-follow = <who> <when> [what] – plan a follow-up
help-follow-example = follow Ann Price Friday 10:00 send the price
help-undo = take back my last log or change (10 minutes)
help-undo-example = undo

# The next call.

next-call = { $name }{ PART($company, before: " · ") }{ PART($dial, before: " · ") }
    { $why }
    Script: { WORD($script, kind: "reason") }
    .why = { $code ->
        [overdue] Promised call is { WHOLE($days) ->
            [0] late
            [one] 1 day late
           *[other] { WHOLE($days) } days late
        }
        [due] Due { WHEN($due) }
        [value] Value { $value } of 100
        [stage] Stage: { WORD($stage, kind: "stage") }, a call can move it
        [likely_hour] Answers at this hour ({ $hour }:00)
        [cadence] Series under way: { WORD($cadence, kind: "cadence") }
       *[returned] Came back from the field { WHEN($at) }
    }
    .why-none = { "" }
next-none = Nobody to call right now: nothing is due, and the rest may not be called at this hour or was called lately.
button-next-later = In { $hours } h
button-next-skip = Not this one
button-next-show = Next call
help-next = the best call to make now, and why
help-next-example = next

cadence-enquiry = after an enquiry
cadence-quote-requested = after a quotation
cadence-callback = agreed call
cadence-qualified = qualified lead
cadence-no-answer = not reached yet
cadence-busy = line was busy
cadence-gatekeeper = stopped at the switchboard
cadence-wrong-number = number to be found
cadence-not-now = not now
cadence-nurture = nurture
cadence-reactivation = reactivation
cadence-renewal = renewal
cadence-after-sale = after the sale
cadence-complaint = complaint
cadence-service = service
cadence-event = event

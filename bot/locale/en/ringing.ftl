# The telephone rings, was missed, or the call is over.

ring-withheld = { $ringing ->
        [outbound] Dialling:{ " " }
       *[other] Incoming call:{ " " }
    }number withheld. Ask for the name and a number to call back.
ring-colleague = { $ringing ->
        [outbound] Dialling{ " " }
       *[other] Incoming call from{ " " }
    }{ HAS($owner) ->
        [yes] a customer of { $owner }{ PART($extension, before: ", ext. ") } – put the call through.
       *[no] a customer of another team – put the call through.
    }
ring-over = Call with { $dial } is over{ $minutes ->
        [0] { "" }
       *[other] , { $minutes } min
    }. Add who it was, and the log is ready.
call-missed = Missed call { WHEN($at) }: { $name }{ PART($company, before: " · ") }
    { $do_not_call ->
        [yes] Do not call back: this person asked not to be called.
       *[no] { "" }
    }
    { PART(WHEN($due), before: "Call back by ") }
why-missed-call = missed call, call back
disposition-answered = answered

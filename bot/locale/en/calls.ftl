# Calling with a script.

script-step =
    { PART($noted, before: "Noted: ", most: 80) }
    { $first ->
        [yes] { $title } { $position }{ PART($name, before: " · ") }
       *[no] { $position }{ PART($name, before: " · ") }
    }
    “{ $say }”
    { $hint }
    { $first ->
        [yes] why: { $why }
       *[no] { "" }
    }
    .why = { WORD($key, "script-key") } { $key ->
        [promotion] { promotion-any }
        [cross_sell] { PERCENT($value) }
       *[told] { WORD($value, $key) }
    }
    .why-joint = { " · " }
    .why-none = it fits every call
call-reason-unknown = “{ $typed }” is no reason I know{ HAS($reason) ->
        [yes] { PART(WORD($reason, kind: "reason"), before: "; script for ") }
       *[no] { PART($name, before: "; the usual script for ") }
    }.
    Reasons: { $reasons }
    .reasons = { $told }
    .reasons-joint = {", "}
script-more = { $objections ->
        [0] Go to another step:
       *[other] The customer objects, or go to another step:
    }
script-card = { $label }: “{ $say }”
promotion-line = { $name }{ PART($percent, before: ", ", after: " % off") }

button-script-on = Next
button-script-skip = Doesn't say
button-script-back = Back
button-script-note = Note
button-script-nofit = No fitting answer
button-script-more = ⋯
button-script-finish = Log this call

form-script-note-text = What did he say?
refused-script-over = That call is over.
refused-script-none = No script fits this call; log it in one line when it is done.

help-call = <who> [reason] – the right script, step by step; alone it goes on with the call under way
help-call-example = call Ann Price enquiry

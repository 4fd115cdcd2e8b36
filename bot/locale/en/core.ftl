# Help, languages, forms, refusals: what every feature leans on.

welcome = { $name }, I am Baton. { $role ->
        [admin] You look after people, rules and data: "help" lists what you can do here, the administrator's page of the documentation the rest.
        [manager] "digest" shows today's figures and what to act on; type a name, a company or a number and I find it. "help" lists the rest.
        [field] Handoffs come to you here with all that is known: "handoff" lists yours. Type a name, a company or a number and I find it. "help" lists the rest.
       *[other] Type a name, a company or a number and I find it; type a line after a call and I log it. "help" lists the rest.
    }
ready = Ready. “next” is the next call; “help” lists the rest.
stranger = This assistant works for registered colleagues only. Please ask your administrator for an invitation.
error = Something went wrong on our side; nothing was changed. Reference { $ref } – tell your administrator, then try once more.
rules-faulty = An edited policy or script file has faults; the old rules stay in force.
    { $faults }
    .faults = { $item }

help-list = { $items }
    .items = { $word }{ PART($aliases, before: " (", after: ")") } – { $usage }
help-word = { $word }{ PART($aliases, before: " (", after: ")") }: { $usage }
    Example: { $example }
help-unknown = There is no "{ $word }". The nearest is "{ $nearest }"; "help" lists all.
help-help = what you can say; help <word> shows an example
help-help-example = help call
help-language = speak English, 繁體中文 or 简体中文
help-language-example = language zh-TW
help-cancel = close the open form
help-cancel-example = cancel
help-start = say hello
help-start-example = start

language-ask = Which language?
language-set = From now on in { $name }.
button-language-set = { $name }

cancel-nothing = Nothing is open. "help" lists what I can do.
form-cancelled = Closed without saving.
form-ask = …
button-form-skip = Skip
button-form-finish = Finish now
button-form-back = Back
button-form-cancel = Cancel

refused-not-available = That is not available here.
refused-changed-meanwhile = Somebody changed this at the same moment; nothing of yours was saved. Look again and repeat it.
refused-too-long = That is too long: { $at_most } characters at most. Nothing was saved.
refused-edit-too-long = That is too long: { $at_most } characters at most. What was understood before stays.
refused-bad-line-json = This line is not JSON.
refused-bad-line-act = Write text, or one of say, press, submit with fields, as, at.
refused-bad-line-id = “id” is a string or a number.
refused-bad-line-moment = “{ $detail }” is no moment; write it with its offset, as 2026-11-23T10:00:00+08:00.
refused-bad-line-back = The clock never goes back ({ $detail }).
refused-bad-line-nobody = Nobody here is called “{ $detail }”.
refused-form-unknown-field = This form has no such field.
refused-form-required = An answer is needed here.
refused-form-too-long = { $length } characters; { $at_most } at most.
refused-form-not-an-option = “{ $typed }” is not one of the answers; choose below.
refused-form-not-a-number = “{ $typed }” is not a whole number; write for example 15.
refused-form-out-of-range = Between { $at_least } and { $at_most }, please.
refused-form-not-money = “{ $typed }” is not an amount; write for example 90,000 or 90k.
refused-form-not-a-phone = “{ $typed }” is not a telephone number; write it as you dial it.
refused-form-not-an-email = “{ $typed }” is not an e-mail address.
refused-form-several = Several match “{ $typed }”; choose below.
refused-form-nobody = Nobody found for “{ $typed }”; try the company or the number.
refused-form-stale = That form is no longer open; start it again. Nothing was changed.
refused-form-nothing-open = That form is closed already.
refused-time-not-understood = “{ $typed }” is not a time I understand; write for example tomorrow 10:00 or Friday 3pm.
refused-time-past = { WHEN($due) } has passed; when instead?
refused-time-ambiguous = “{ $typed }” is not clear as a time; which one?

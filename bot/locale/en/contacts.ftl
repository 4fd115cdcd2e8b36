# Finding, adding and changing contacts.

contact-card =
    { $ringing ->
        [inbound] Incoming call:{ " " }
        [outbound] Dialling:{ " " }
       *[other] { "" }
    }{ $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: " (") }{ PART(WORD($pyramid, kind: "pyramid"), before: " · ") }{ PART(WORD($stage, kind: "stage"), before: " · ", after: ")") }
    { $do_not_call ->
        [yes] Do not call.
       *[no] { "" }
    }
    { HAS($dial) ->
        [yes] { $dial }{ PART($extension, before: " ext. ") }
       *[no] No number yet
    }{ PART($email, before: " · ") } · owner: { HAS($owner) ->
        [yes] { $owner }
       *[no] nobody
    }{ PART($account_manager, before: " · account manager: ") }
    { PART(WORD($style, kind: "style"), before: "Style: ", after: " ") }{ PART(DAY($birthday), before: "Birthday ") }
    { $last_calls }
    { HAS($open_handoff) ->
        [yes] Handoff: { WORD($handoff_state, kind: "handoff-state") }
       *[no] { "" }
    }
    { HAS($next_due) ->
        [yes] Next: { WORD($next_kind, kind: "kind") } { WHEN($next_due) }
       *[no] { "" }
    }
    { $owns }
    { $never_bought ->
        [yes] Bought nothing from us yet
       *[no] { "" }
    }
    { PART($competitor, before: "Also buys from ") }
    { PART($personal_notes, most: 200) }
    { PART(WORDS($missing, kind: "fact"), before: "Not asked yet: ") }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " min") }{ PART($note, before: " · ", most: 200) }
    .last_calls-none = Never called
    .owns = { $quantity } × { $name }{ PART(DAY($until), before: " (covered until ", after: ")") }
    .owns-none = { "" }
contact-notes = { $name }{ PART($company, before: " · ") }
    { $personal_notes }
    { $last_calls }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " min") }{ PART($note, before: " · ") }
    .last_calls-none = Never called
contact-choices = { $ringing ->
        [inbound] Incoming call:{ " " }
        [outbound] Dialling:{ " " }
       *[other] { "" }
    }{ $count ->
        [one] Is this “{ $query }”?
       *[other] Who is meant by “{ $query }”?
    }
    { $candidates }
    { PART($rest, before: "Then: ", most: 200) }
    .candidates = { $n }. { $name }{ PART($company, before: " · ") }{ PART($detail, before: " · ") }{ $do_not_call ->
            [yes] { " " }· do not call
           *[no] { "" }
        }
refused-whom-answered = That was answered already. Type the line once more if somebody else is meant.
contact-none = { $ringing ->
        [inbound] Incoming call:{ " " }
        [outbound] Dialling:{ " " }
       *[other] { "" }
    }{ HAS($near) ->
    [yes] Unknown number { $query }. { $near } has almost the same – same company?
   *[no] Nobody found for “{ $query }”.
    }
contact-added = Added: { $name }{ PART($company, before: " · ") }.
    { $like }
    .like = May be { HAS($contact_id) ->
            [yes] the same as
           *[no] the same company as
        } { $name }{ PART($company, before: " · ") } ({ WORDS($why, kind: "duplicate-why") }) – compare before going on.
    .like-none = { "" }
contact-changed = Changed: { $name }.
    { $like }
    .like = May be { HAS($contact_id) ->
            [yes] the same as
           *[no] the same company as
        } { $name }{ PART($company, before: " · ") } ({ WORDS($why, kind: "duplicate-why") }) – compare before going on.
    .like-none = { "" }
company-card = { $ringing ->
        [inbound] Incoming call:{ " " }
        [outbound] Dialling:{ " " }
       *[other] { "" }
    }{ $name } ({ WORD($tier, kind: "tier") } · { WORD($stage, kind: "stage") }){ PART($tax_id, before: " · ") }
    Owner: { HAS($owner) ->
        [yes] { $owner }
       *[no] nobody
    }{ PART($account_manager, before: " · account manager: ") }
    Who are you talking to?

button-contact-new = New contact
button-contact-at-company = Add a contact there
button-contact-notes = Whole notes
button-contact-edit = Edit
button-call-start = Start call
button-log-start = Log a call
button-followup-new = Plan follow-up
button-crosssell-show = Openings

form-add-contact-name = Name?
form-add-contact-company = Company?
form-add-contact-phone = Direct line or mobile?
form-add-contact-email = E-mail?
form-add-contact-title = Title?
form-edit-contact-name = New name? (left empty: as it is)
form-edit-contact-title = Title?
form-edit-contact-phone = Another number?
form-edit-contact-email = E-mail?
form-edit-contact-style = Behavioural style?
form-edit-contact-personal-notes = Personal notes?

refused-contact-who = Who? Write a name, a company or a number after the word.

help-find = <who> – the card of a contact or company
help-find-example = find 02-5555 0162
help-add = <who…> – a new contact; number and e-mail are recognised
help-add-example = add Ann Chen Greenfield Foods 02-5555 0162
help-edit = <who> – change a fact
help-edit-example = edit Ann Chen

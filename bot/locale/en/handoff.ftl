# Handing leads over to the field, and what becomes of them.

handoff-check = { $name }{ PART($company, before: " · ") }: { $qualified ->
        [yes] qualified
       *[no] not qualified yet
    } ({ WORD($tier, kind: "tier") })
    Fit { $icp } (needs { $icp_needed }), BANT { $bant } (needs { $bant_needed }){ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "Speaks against it: ") }
    { PART(WORDS($missing, kind: "fact"), before: "Missing: ") }
    { HAS($to) ->
        [yes] Goes to { $to }{ PART(WORDS($chosen, kind: "coverage"), before: " – ") }
       *[no] Nobody covers this account; ask your manager.
    }
handoff-plea = { $by } asks for an exception: { $name }{ PART($company, before: " · ") } ({ WORD($tier, kind: "tier") })
    Fit { $icp } (needs { $icp_needed }), BANT { $bant } (needs { $bant_needed }){ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "Speaks against it: ") }
    { PART(WORDS($missing, kind: "fact"), before: "Missing: ") }
    { PART($to, before: "Would go to ", after: ".") }
handoff-pleaded = Asked { $manager } about { $name }.
handoff-sent = { $name }{ PART($company, before: " · ") } is with { $to }{ PART($instead_of, before: ", standing in for ") }. Answer due { WHEN($sla_due) } ({ $hours } working hours).
handoff-offered = Handoff from { $from }{ PART($instead_of, before: " for ", after: ", who is away") }: { $name }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: " · ") } · fit { $icp }, BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "Let through by the manager: ") }
    { PART($why_now, before: "Why now: ") }{ $why_guess ->
        [yes] { HAS($why_now) ->
            [yes] ?
           *[no] { "" }
        }
       *[no] { PART(DAY($why_at), before: " (call ", after: ")") }
    }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "Open: ") }
    Accept by { WHEN($sla_due) } ({ $hours } working hours).
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
handoff-replied = { $by } answers about { $name }{ PART($company, before: " · ") }: { $answer }
    You asked: { $question }
    Accept by { WHEN($sla_due) }.
handoff-reply-sent = Answer sent to { $to }.
handoff-reminder = Still unanswered: { $name }{ PART($company, before: " · ") } from { $from }{ PART(MONEY($amount), before: " · ") }{ PART($by, before: " – ", after: " asks for your answer") }
    { $left_minutes ->
        [0] The time for an answer ended { WHEN($sla_due) }.
       *[other] { $left_minutes } working minutes left, until { WHEN($sla_due) }.
    }
    { PART($why_now, before: "Why now: ") }
handoff-reminded = { $to } was reminded of { $name }{ PART($company, before: " · ") }.
handoff-escalated = { $to } has not answered in { $hours } working hours: { $name }{ PART($company, before: " · ") } from { $from }{ PART(MONEY($amount), before: " · ") }. Due { WHEN($sla_due) }.
    { PART($next_best, before: "Could take it: ") }
handoff-to-whom = Who takes { $name }{ PART($company, before: " · ") } instead of { $to }?
handoff-expired = { $name }{ PART($company, before: " · ") } went to { $given_to } ({ $by }). Nothing is expected of { $to } any more.
handoff-accepted = { $by } accepted { $name }{ PART($company, before: " · ") } from { $from }. Account manager: { $account_manager }.
    { HAS($visit_on) ->
        [yes] Visit: { WHEN($visit_on) }.
       *[no] { "" }
    }
    { $moved ->
        [0] { "" }
       *[other] Agreed next steps now with the field: { $moved }.
    }
handoff-returned = { $by } returned { $name }{ PART($company, before: " · ") }: { WORD($reason, kind: "return-reason") }{ PART($note, before: " – ") }
    Nurture: { $nurture_by }, { WORD($kind, kind: "kind") } { WHEN($wake_up) }.
handoff-asked = { $by } asks about { $name }{ PART($company, before: " · ") }: { $reason }
    The answer to the handoff stays due { WHEN($sla_due) }.
handoff-already = { $name }{ PART($company, before: " · ") }: { WORD($state, kind: "handoff-state") }{ PART($by, before: " – ") }, { WHEN($at) }. With { $to }, from { $from }.
handoff-brief = { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: " (", after: ")") }{ PART($dial, before: " · ") }{ PART($email, before: " · ") }
    From { $from } to { $to }: { WORD($state, kind: "handoff-state") } · fit { $icp }, BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "Let through by the manager: ") }
    { PART($why_now, before: "Why now: ") }{ PART(DAY($why_at), before: " (call ", after: ")") }
    { $said }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "Open: ") }
    { HAS($next_due) ->
        [yes] Next: { WORD($next_kind, kind: "kind") } { WHEN($next_due) }
       *[no] No next step is dated yet.
    }
    { $owns }
    { PART($competitor, before: "Also buys from ") }
    { $answers }
    .said = – { WORD($field, kind: "fact") }: { HAS($money) ->
        [yes] { MONEY($money) }
       *[no] { $text }
    }{ $guess ->
        [yes] ?
       *[no] { "" }
    }{ HAS($call_id) ->
        [yes] { PART(DAY($at), before: " (call ", after: ")") }
       *[no] {" "}(from the card)
    }
    .said-none = Nothing was noted on calls yet.
    .promised = { $by ->
        [customer] They promised
       *[us] Promised
    }: { HAS($text) ->
        [yes] { $text }
       *[no] { WORD($kind, kind: "kind") }
    }{ PART(WHEN($due), before: " ") }
    .promised-none = { "" }
    .owns = Owns: { $quantity } × { $name }
    .owns-none = { "" }
    .answers = Asked: { $question } – { $answer } ({ $by })
    .answers-none = { "" }
handoff-forward = { handoff-brief }
    .said = { handoff-brief.said }
    .said-none = { "" }
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
    .owns = { handoff-brief.owns }
    .owns-none = { "" }
    .answers = { handoff-brief.answers }
    .answers-none = { "" }
handoff-list = { $count ->
        [0] No handoffs given or received.
        [one] 1 handoff
       *[other] { $count } handoffs
    }
    { $items }
    .items = { $side ->
        [given] To { $to }
       *[received] From { $from }
    }: { $name }{ PART($company, before: " · ") } · { WORD($state, kind: "handoff-state") }{ $waits ->
        [yes] { PART(WHEN($sla_due), before: ", due ") }
       *[no] { "" }
    }{ $overdue ->
        [yes] {" "}(overdue)
       *[no] { "" }
    }{ PART(MONEY($amount), before: " · ") }
    .items-none = { "" }
handoff-outcome = { $name }{ PART($company, before: " · ") }: { WORD($outcome, kind: "handoff-state") }{ PART(MONEY($amount), before: " ") } – { $by }, lead from { $from }.
    { PART(WORD($reason, kind: "lost-reason"), before: "Why: ") }{ PART($note, before: " ") }
handoff-visit-planned = Visit { $name }{ PART($company, before: " · ") }: { WHEN($visit_on) } ({ $by }).
handoff-prompt = { $name }{ PART($company, before: " · ") }: the visit was { WHEN($visit_on) }. How did it go?
handoff-praise = { $company }{ PART(MONEY($amount), before: ": ") } won by { $by }; the lead came from { $giver }.

button-handoff-offer = Hand over
button-handoff-offer-to = Hand over to { $person }
button-handoff-fill = Fill in what is missing
button-handoff-override = Let it through…
button-handoff-plead = Ask the manager
button-handoff-accept = Accept
button-handoff-ask = Ask
button-handoff-return = Return…
button-handoff-brief = Whole brief
button-handoff-forward = As text to forward
button-handoff-visit = Plan the visit
button-handoff-visited = Visited
button-handoff-quoted = Quoted
button-handoff-won = Won
button-handoff-lost = Lost
button-handoff-reply = Answer
button-handoff-remind = Remind
button-handoff-reassign = Give to…
button-handoff-give-to = Give to { $person }

form-handoff-facts-budget = Budget?
form-handoff-facts-authority = Who decides?
form-handoff-facts-need = What do they need?
form-handoff-facts-timeline = By when?
form-handoff-facts-industry = Industry?
form-handoff-facts-size = How many employees?
form-handoff-facts-territory = Territory?
form-handoff-facts-product-fit = Which product line is it about?
form-handoff-override-reason = Why should it go to the field?
form-handoff-return-reason = Why does it go back?
form-handoff-return-note = A word more for the desk?
form-handoff-return-wake-up = When to try again? (left empty: as the reason says)
form-handoff-ask-question = What do you need to know?
form-handoff-reply-answer = Your answer?
form-handoff-outcome-outcome = What became of it?
form-handoff-outcome-amount = What amount? (left empty: as expected)
form-handoff-outcome-reason = Why was it lost?
form-handoff-outcome-note = Anything the desk should know?
form-handoff-visit-when = When is the visit?

refused-handoff-nobody = Nobody in the field covers this account, and no manager is there either.
refused-handoff-which = Which one? Open “handoff” and choose it there.
refused-handoff-reason-needed = Please choose a reason.
refused-handoff-amount-needed = Won for how much? An amount is needed.
refused-colleague-nobody = No colleague is called “{ $typed }”.
refused-colleague-several = Several colleagues match “{ $typed }”; write the whole name.

help-handoff = <who> – qualify a lead and hand it over; without a name: given and received
help-handoff-example = handoff Ann Chen

fact-industry = industry
fact-size = number of employees
fact-territory = territory
fact-product-fit = product line
fact-competitor = competitor
fact-note = said
fact-promise = promise
fact-decision-maker = decision maker
fact-quantity = quantity
fact-product = product
fact-owned = owns
fact-employees = employees
fact-competitor-price = competitor's price
fact-amount = amount
coverage-owner = already their account manager
coverage-territory = covers the territory
coverage-industry = knows the industry
coverage-line = sells this product line
coverage-lightest-load = lightest load
coverage-all-full = everybody is full
coverage-delegate = standing in
coverage-covering-away = whoever covers it is away
coverage-uncovered = nobody covers it exactly
coverage-no-one-covers = nobody covers it
coverage-team-manager = the team's manager
coverage-nobody = nobody there
negative-bad-credit = bad payment record
negative-competitor = a competitor
negative-out-of-business = out of business
return-reason-no-budget = no budget
return-reason-no-need = no need
return-reason-not-decision-maker = not the decision maker
return-reason-bad-timing = bad timing
return-reason-not-reachable = not reachable
return-reason-wrong-territory = wrong territory
return-reason-too-little-known = too little known
return-reason-duplicate = duplicate
lost-reason-price = price
lost-reason-competitor = competitor
lost-reason-no-budget = no budget
lost-reason-timing = timing
lost-reason-missing-feature = missing feature
lost-reason-out-of-stock = out of stock
lost-reason-no-decision = no decision
lost-reason-relationship = relationship
why-returned = returned by the field
why-lost = lost, try again

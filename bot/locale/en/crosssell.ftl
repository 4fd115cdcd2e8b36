# Cross-sell: openings with their reasons, the lines to say, the answers.

crosssell-offer = Openings for { $name }
    { $openings }
    .openings = { $n }. { $name }{ PART(MONEY($price), before: " · ") } – { $reason }
        “{ $line }”
crosssell-none = Nothing worth offering { $name } right now.
crosssell-gone = { $sku } cannot be offered any more; ask for the openings again.
crosssell-answered = { $answer ->
    [taken] Taken: { $name }. Order it now?
    [offered] Offered: { $name }. What does { $contact } say?
    [refused] Refused: { $name }. Left alone for { $again_days } days.
   *[irrelevant] Not relevant: { $name }. It will not come up again for { $contact }.
    }
refused-crosssell-answered = Already noted: { $answer ->
    [taken] taken
    [offered] offered
    [refused] refused
   *[irrelevant] not relevant
    }.

button-crosssell-offered = Offered
button-crosssell-taken = Taken
button-crosssell-refused = Refused
button-crosssell-irrelevant = Not relevant

crosssell-reason-bought-together = bought with { $percent } % of { $with_name } orders
crosssell-reason-ageing = { $quantity } × { $with_name } in use for { $months } months
crosssell-reason-reorder = last bought { $months } months ago, should be running out
crosssell-reason-warranty-ending = warranty on { $quantity } × { $with_name } ends { DAY($until) }
crosssell-reason-warranty-ended = warranty on { $quantity } × { $with_name } ended { DAY($until) }
crosssell-reason-contract-ending = contract for { $with_name } ends { DAY($until) }
crosssell-reason-contract-ended = contract for { $with_name } ended { DAY($until) }
crosssell-reason-promotion = { $name }: −{ $percent } %{ PART(DAY($until), before: " until ") }
crosssell-reason-alternative = { $instead_of } is out of stock
crosssell-reason-offered-before = offered on { DAY($on) }, no answer yet
crosssell-reason-cheaper-now = refused on { DAY($on) }, now −{ $percent } %
crosssell-reason-goes-with = goes with { $with_name }

crosssell-line-bought-together = Most people who take the { $with_name } add the { $name }. Shall I put { $pieces ->
    [1] one
   *[other] { $pieces }
    } in?
crosssell-line-ageing = Your { $with_name } have done { $months } months now. The { $name } would take over before they start failing.
crosssell-line-reorder = You last ordered { $name } { $months } months ago. Shall I send the next lot?
crosssell-line-warranty-ending = The warranty on your { $with_name } ends { DAY($until) }. With { $name } you stay covered.
crosssell-line-warranty-ended = The warranty on your { $with_name } ended { DAY($until) }. With { $name } you are covered again.
crosssell-line-contract-ending = Your contract for { $with_name } ends { DAY($until) }. Shall we get the renewal ready in time?
crosssell-line-contract-ended = Your contract for { $with_name } ended { DAY($until) }. I can put { $name } in place today.
crosssell-line-promotion = { $name } is { $percent } % off{ PART(DAY($until), before: " until ") }{ PART(MONEY($price), before: ", ", after: " each") }.
crosssell-line-alternative = The { $instead_of } is out of stock. The { $name } can go out today{ PART(MONEY($price), before: ", at ") }.
crosssell-line-offered-before = We talked about { $name } the other day. Have you had time to think it over?
crosssell-line-cheaper-now = The { $name } was too dear last time. It is { $percent } % less now{ PART(DAY($until), before: ", until ") }.
crosssell-line-goes-with = With the { $with_name } you will want { $name }. Shall I add it?
crosssell-line-with-promotion = It is { $percent } % off{ PART(DAY($until), before: " until ") }.

help-cross = <who> – what to offer besides, with the reason and the line to say
help-cross-example = cross Ann Chen

# Records that may be of one person or company.

noun-duplicate = the merge
noun-account-name = a company's other name

duplicate-list = { $count ->
        [0] Nothing looks alike.
       *[other] { $count } pairs look alike; the surest first. Nothing is merged without you.
    }
    { $items }
    .items = { $n }. { $left } · { $right }{ PART($company, before: " · ") } · { $score } % · { WORDS($why, kind: "duplicate-why") }
    .items-none = { "" }
duplicate-pair = One and the same? { $score } %{ PART(WORDS($why, kind: "duplicate-why"), before: " · ") }
    { $sides }
    .sides = { $id }. { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART($phone, before: " · ") }{ PART($email, before: " · ") }{ PART($tax_id, before: " · tax id ") }{ PART($calls, before: " · calls: ") }{ PART($people, before: " · people: ") }{ $do_not_call ->
            [yes] { " " }· do not call
           *[no] { "" }
        }
duplicate-merged = Made one: { $name }{ PART($company, before: " · ") }. { $moved } records moved; the other name still finds him, and undo puts both back.
duplicate-apart = Kept apart; this pair is not asked about again.
duplicate-keep = Keep
duplicate-why-tax-id = same tax id
duplicate-why-email = same e-mail
duplicate-why-phone = same number
duplicate-why-name = same name
duplicate-why-near-name = nearly the same name
button-duplicates-more = { $count } more
button-duplicates-apart = These are two
help-duplicates = [who] – what may be there twice; `A = B` for two of your choice
help-duplicates-example = duplicates Ann Chen
refused-duplicate-same = Both names mean the same contact already.
refused-duplicate-handoffs = Both are being handed over. Wait until one handoff has ended.

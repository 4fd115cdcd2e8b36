# Products: price, stock, promotions, alternatives.

product-card = { $sku } · { $name }{ PART(MONEY($price), before: " · ") } · { $sellable ->
    [no] not sold to this customer
   *[yes] { $supply ->
        [unlimited] always available
        [available] { $stock } in stock
        [some] only { $stock } in stock{ PART(DAY($restock_on), before: ", more on ") }
        [until] out of stock until { DAY($restock_on) }
       *[out] out of stock, no date yet
    }
    }
    { $promotions }
    { $alternatives }
    “{ $line }”
    .promotions = { $name }: { MONEY($price) } (−{ $percent } %){ PART(DAY($until), before: " until ") }
    .promotions-none = { "" }
    .alternatives = Instead: { $sku }{ PART(MONEY($price), before: " · ") }{ PART($stock, before: " · ", after: " in stock") } – { $reason }
    .alternatives-none = { "" }
product-choices = Which one is “{ $query }”?
    { $candidates }
    .candidates = { $n }. { $sku } · { $name }
product-none = Nothing on the price list fits “{ $query }”. Try the number or one word of its name.
product-who = Who is calling? Add the contact, then press again; { $sku } stays on the card.
product-taken = { $contact } takes { $sku } instead. Order it now?
product-refused = { HAS($contact) ->
    [yes] Noted: { $contact } wants neither. When do we call again?
   *[no] Noted. Take name and number before the caller hangs up.
    }
refused-product-which = Which product? Write its number or a word of its name after it.
refused-product-waits-already = He is waiting for this one already; the call is planned for { WHEN($due) }.

button-product-taken = Offer taken
button-product-waits = Customer waits
button-product-refused = Refused

product-reason-cheaper = { MONEY($by) } cheaper
product-reason-same-price = same price
product-reason-dearer = { MONEY($by) } dearer
product-reason-better-spec = { WORD($spec, kind: "spec") } { $value } instead of { $instead_of }
product-reason-same-spec = same { WORD($spec, kind: "spec") }, { $value }
product-reason-declared = named as its substitute
product-reason-same-line = same line
product-reason-goes-with = fits as well

product-line-in-stock = The { $name } is in stock and can go out today.
product-line-always = { $name } is always available; I can start it today.
product-line-part-now = { $stock } × { $name } can go out today, the rest{ PART(DAY($restock_on), before: " on ") } as soon as it is in.
product-line-wait-until = The { $name } is due in on { DAY($restock_on) }. I will call you that day, if you give me your number.
product-line-find-and-call-back = I will find out when the { $name } is available and call you back. What is the best number?
product-line-instead = The { $instead_of } is not in stock, but the { $name } can go out today{ PART(MONEY($price), before: ", at ") }.
product-line-instead-cheaper = The { $instead_of } { HAS($restock_on) ->
    [yes] is not in before { DAY($restock_on) }
   *[no] is not in stock
    }. The { $name } can go out today, and it is { MONEY($by) } cheaper.
product-line-instead-same-price = The { $instead_of } { HAS($restock_on) ->
    [yes] is not in before { DAY($restock_on) }
   *[no] is not in stock
    }. The { $name } costs the same and can go out today.
product-line-instead-dearer = The { $instead_of } { HAS($restock_on) ->
    [yes] is not in before { DAY($restock_on) }
   *[no] is not in stock
    }. For { MONEY($by) } more, the { $name } can go out today.
product-line-goes-with = The { $name } would fit.

spec-ram-gb = memory (GB)
spec-disk-gb = disk (GB)
spec-disk = disk
spec-cores = cores
spec-screen = screen
spec-cpu = processor

why-restocked = it is back in stock
why-ask-for-stock = find out when it comes in

help-product = <what> – price, stock, promotions, and what can be had instead
help-product-example = product NB-14i5

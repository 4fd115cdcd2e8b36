# Orders taken, cases closed.

order-saved = Order { $number }: { $name }{ PART($company, before: " · ") }, { MONEY($total) }
    { $lines }
    { $short ->
        [yes] Not all in stock ({ $stock }){ PART(DAY($restock_on), before: ", more on ") }: tell the customer.
       *[no] { "" }
    }
    { $follow_ups }
    .lines = { $quantity } × { $sku } at { MONEY($unit_price) }{ PART(DAY($warranty_until), before: ", warranty until ") }
    .follow_ups = Next: { WORD($kind, kind: "kind") } { WHEN($due) }, { WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
order-no-price = { $sku } has no price today. Which price was agreed?
case-why = Why is the case of { $name } closed?
case-closed = Closed: { $name }{ PART($company, before: " · ") }, { $told }{ PART($note, before: ": ") }.{ $stopped ->
        [0] { "" }
       *[other] { " " }Follow-ups stopped: { $stopped }.
    }
    { HAS($wakes) ->
        [yes] Wakes up { WHEN($wakes) }.
       *[no] { "" }
    }

refused-order-unsellable = { $product } is not sold to { $company }.
refused-order-other-currency = This order is in { $currency }; one order has one currency.
refused-order-moved-on = Order { $number } has changed since; look at its latest card.

button-order-more = Another product

form-take-order-contact = Who orders?
form-take-order-product = Which product?
form-take-order-quantity = How many?
form-take-order-price = Price each? (left empty: today's price)
form-take-order-note = Anything to note?
form-close-case-contact = Whose case is closed?
form-close-case-reason = Why?
form-close-case-note = Anything to note?

close-no-need = no need
close-not-a-fit = not a fit
close-bought-elsewhere = bought elsewhere
close-no-budget = no budget
close-out-of-business = out of business
close-duplicate = duplicate
close-unreachable = unreachable
close-do-not-call = do not call
close-solved = solved

why-wake-up = ask again, the case was closed for now
noun-order-line = the order's line

help-order = <who> [3 NB-14r5] – take an order
help-order-example = order Ann Chen
help-close = <who> <reason> – close the case; everything planned stops
help-close-example = close Ann Chen no budget

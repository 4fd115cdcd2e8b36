# The narrator of `baton demo`.

demo-opening-scene = { $company } is a made-up computer maker: ten people, eighty customers, a year of orders and calls.
    It is { WHEN($at) } in Taipei, and this is the desk of 許佩珊 (amy), extension 218.
demo-ring = { WHEN($at) } – the telephone rings. A number nobody knows; a small firm needs three computers.
demo-script = She takes the call with its script.
demo-stock = He names a model. It is out of stock; the caller is not sent to a shop.
demo-log = { WHEN($at) } – he has hung up. One line in her own words is the whole record.
demo-opening = An opening fits, and he takes it.
demo-letter = The specification goes out the same day, ready written.
demo-elsewhere = { WHEN($at) } – the others work too: { $calls } more calls logged today.
demo-reminder = { WHEN($at) } – nobody had to remember the call.
demo-order = The boss agreed: the order, with the warranty.
demo-grows = { WHEN($at) } – he passes her on to the sister company: forty computers. That is one for the field.
demo-field = It appears in the chat of 蔡宗翰 (tim), who covers Taipei.
demo-half = { WHEN($at) } – half of his time is gone.
demo-won = { WHEN($at) } – after the visit. What becomes of the lead goes back to her who gave it.
demo-digest = { WHEN($at) } – what the manager, 林淑芬 (mia), reads in the morning.
demo-others = ({ $count ->
        [one] and one other message
       *[other] and { $count } other messages
    })
demo-end = End of the story. Everything above came from Baton, nothing was written beforehand.
demo-yours = The desk is yours: you are 許佩珊. Try: next · due · find 晨光食品 · product NB-14i5 · help

# Market intelligence.

intel-saved = Kept ({ WORD($kind, kind: "intel") }){ PART($competitor, before: " · ") }{ PART($source, before: " · from ") }: { $text }
intel-withdrawn = Taken back: { $text }
intel-list = { $count ->
        [0] Nothing heard yet. Write it after the word: intel Acme offers 26,000.
       *[other] Last heard
    }
    { $items }
    .items = { WHEN($at) } · { WORD($kind, kind: "intel") }{ PART($competitor, before: " · ") }{ PART($source, before: " · ") } – { $text }{ PART($by, before: " (", after: ")") }
    .items-none = { "" }

button-intel-withdraw = Take back
button-intel-about = Which competitor?
form-name-competitor-competitor = Which competitor?

intel-competitor = competitor
intel-price = price
intel-complaint = complaint
intel-other = other

help-intel = <text> – what was heard on the market; without text, the last things heard
help-intel-example = intel Acme offers 26,000 for the same notebook

# 市場情報。

intel-saved = 已記（{ WORD($kind, kind: "intel") }{ PART($competitor, before: " · ") }{ PART($source, before: "，來自") }）：{ $text }
intel-withdrawn = 已收回：{ $text }
intel-list = { $count ->
        [0] 還沒有情報。直接寫在後面：情報 宏遠同款報 26,000。
       *[other] 最近聽到的
    }
    { $items }
    .items = { WHEN($at) } · { WORD($kind, kind: "intel") }{ PART($competitor, before: " · ") }{ PART($source, before: " · ") }：{ $text }{ PART($by, before: "（", after: "）") }
    .items-none = { "" }

button-intel-withdraw = 收回
button-intel-about = 是哪家對手？
form-name-competitor-competitor = 是哪家競爭對手？

intel-competitor = 對手動態
intel-price = 價格
intel-complaint = 抱怨
intel-other = 其他

help-intel = <一句話>：記下市場上聽到的；不寫內容就列出最近的
help-intel-example = 情報 宏遠同款筆電報 26,000

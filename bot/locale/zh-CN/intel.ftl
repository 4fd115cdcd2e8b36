# 市场情报。

intel-saved = 已记（{ WORD($kind, kind: "intel") }{ PART($competitor, before: " · ") }{ PART($source, before: "，来自") }）：{ $text }
intel-withdrawn = 已撤回：{ $text }
intel-list = { $count ->
        [0] 还没有情报。直接写在后面：情报 宏远同款报 26,000。
       *[other] 最近听到的
    }
    { $items }
    .items = { WHEN($at) } · { WORD($kind, kind: "intel") }{ PART($competitor, before: " · ") }{ PART($source, before: " · ") }：{ $text }{ PART($by, before: "（", after: "）") }
    .items-none = { "" }

button-intel-withdraw = 撤回
button-intel-about = 是哪家对手？
form-name-competitor-competitor = 是哪家竞争对手？

intel-competitor = 对手动态
intel-price = 价格
intel-complaint = 抱怨
intel-other = 其他

help-intel = <一句话>：记下市场上听到的；不写内容就列出最近的
help-intel-example = 情报 宏远同款笔记本报 26,000

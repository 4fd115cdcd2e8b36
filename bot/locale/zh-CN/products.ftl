# 产品：价格、库存、促销、替代品。

product-card = { $sku } · { $name }{ PART(MONEY($price), before: " · ") } · { $sellable ->
    [no] 不卖给这类客户
   *[yes] { $supply ->
        [unlimited] 随时可发
        [available] 现货 { $stock }
        [some] 只剩 { $stock }{ PART(DAY($restock_on), before: "，", after: "补货") }
        [until] 缺货，{ DAY($restock_on) }到货
       *[out] 缺货，到货日期未定
    }
    }
    { $promotions }
    { $alternatives }
    “{ $line }”
    .promotions = { $name }：{ MONEY($price) }（省 { $percent }%）{ PART(DAY($until), before: "，到 ") }
    .promotions-none = { "" }
    .alternatives = 改推：{ $sku }{ PART(MONEY($price), before: " · ") }{ PART($stock, before: " · 现货 ") }：{ $reason }
    .alternatives-none = { "" }
product-choices = “{ $query }”是哪一款？
    { $candidates }
    .candidates = { $n }. { $sku } · { $name }
product-none = 价目表上没有像“{ $query }”的，试试型号或品名里的一个词。
product-who = 来电的是哪一位？先新增联系人，再按一次；{ $sku } 的卡片还在。
product-taken = { $contact }改要 { $sku }，现在下单？
product-refused = { HAS($contact) ->
    [yes] 已记：{ $contact }都不要，什么时候再打？
   *[no] 已记。挂电话之前，先留下姓名和电话。
    }
refused-product-which = 哪一款？请在后面写型号或品名里的一个词。
refused-product-waits-already = 这款已经在等了，{ WHEN($due) } 会打给他。

button-product-taken = 改要这款
button-product-waits = 客户愿意等
button-product-refused = 都不要

product-reason-cheaper = 便宜 { MONEY($by) }
product-reason-same-price = 价格一样
product-reason-dearer = 贵 { MONEY($by) }
product-reason-better-spec = { WORD($spec, kind: "spec") } { $value }（原款 { $instead_of }）
product-reason-same-spec = { WORD($spec, kind: "spec") }同为 { $value }
product-reason-declared = 厂家指定的替代款
product-reason-same-line = 同系列
product-reason-goes-with = 也合适

product-line-in-stock = { $name } 有现货，今天就能发。
product-line-always = { $name } 随时都有，今天就能给您开通。
product-line-part-now = { $name } 今天先发 { $stock } 份，其余{ PART(DAY($restock_on), before: " ") }一到就补发给您。
product-line-wait-until = { $name } { DAY($restock_on) }到货，您留个电话，到货当天我打给您。
product-line-find-and-call-back = { $name } 我去查什么时候有货，查到马上给您回电话，打哪个号码方便？
product-line-instead = { $instead_of } 目前没货，{ $name } 今天就能发{ PART(MONEY($price), before: "，") }。
product-line-instead-cheaper = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到货
   *[no] 目前没货
    }，同档次的 { $name } 今天就能发，还便宜 { MONEY($by) }。
product-line-instead-same-price = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到货
   *[no] 目前没货
    }，{ $name } 价格一样，今天就能发。
product-line-instead-dearer = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到货
   *[no] 目前没货
    }，加 { MONEY($by) } 就有 { $name }，今天就能发。
product-line-goes-with = { $name } 也合适。

spec-ram-gb = 内存（GB）
spec-disk-gb = 硬盘（GB）
spec-disk = 硬盘
spec-cores = 核心数
spec-screen = 屏幕
spec-cpu = 处理器

why-restocked = 到货通知
why-ask-for-stock = 问清到货日期后回复

help-product = <什么>：价格、库存、促销，缺货时能改推什么
help-product-example = 产品 NB-14i5

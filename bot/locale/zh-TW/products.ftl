# 產品：價格、庫存、促銷、替代品。

product-card = { $sku } · { $name }{ PART(MONEY($price), before: " · ") } · { $sellable ->
    [no] 不賣給這類客戶
   *[yes] { $supply ->
        [unlimited] 隨時可出
        [available] 現貨 { $stock }
        [some] 只剩 { $stock }{ PART(DAY($restock_on), before: "，", after: "補貨") }
        [until] 缺貨，{ DAY($restock_on) }到貨
       *[out] 缺貨，到貨日未定
    }
    }
    { $promotions }
    { $alternatives }
    「{ $line }」
    .promotions = { $name }：{ MONEY($price) }（省 { $percent } %）{ PART(DAY($until), before: "，到 ") }
    .promotions-none = { "" }
    .alternatives = 改推：{ $sku }{ PART(MONEY($price), before: " · ") }{ PART($stock, before: " · 現貨 ") }：{ $reason }
    .alternatives-none = { "" }
product-choices = 「{ $query }」是哪一款？
    { $candidates }
    .candidates = { $n }. { $sku } · { $name }
product-none = 價目表上沒有像「{ $query }」的，試試型號或品名裡的一個詞。
product-who = 來電的是哪一位？先新增聯絡人，再按一次；{ $sku } 的卡片還在。
product-taken = { $contact }改要 { $sku }，現在下單？
product-refused = { HAS($contact) ->
    [yes] 已記：{ $contact }都不要，什麼時候再打？
   *[no] 已記。掛電話前，先留下姓名和電話。
    }
refused-product-which = 哪一款？請在後面寫型號或品名裡的一個詞。
refused-product-waits-already = 這款已經在等了，{ WHEN($due) } 會打給他。

button-product-taken = 改要這款
button-product-waits = 客戶願意等
button-product-refused = 都不要

product-reason-cheaper = 便宜 { MONEY($by) }
product-reason-same-price = 價錢一樣
product-reason-dearer = 貴 { MONEY($by) }
product-reason-better-spec = { WORD($spec, kind: "spec") } { $value }（原款 { $instead_of }）
product-reason-same-spec = { WORD($spec, kind: "spec") }同為 { $value }
product-reason-declared = 原廠指定的替代款
product-reason-same-line = 同系列
product-reason-goes-with = 也適合

product-line-in-stock = { $name } 有現貨，今天就能出。
product-line-always = { $name } 隨時都有，今天就能幫您開通。
product-line-part-now = { $name } 今天先出 { $stock } 份，其餘{ PART(DAY($restock_on), before: " ") }一到就補給您。
product-line-wait-until = { $name } { DAY($restock_on) }到貨，您留個電話，貨到當天我打給您。
product-line-find-and-call-back = { $name } 我去查什麼時候有，查到馬上回您電話，打哪一支方便？
product-line-instead = { $instead_of } 目前沒貨，{ $name } 今天就能出{ PART(MONEY($price), before: "，") }。
product-line-instead-cheaper = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到貨
   *[no] 目前沒貨
    }，同級的 { $name } 今天就能出，還便宜 { MONEY($by) }。
product-line-instead-same-price = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到貨
   *[no] 目前沒貨
    }，{ $name } 價錢一樣，今天就能出。
product-line-instead-dearer = { $instead_of } { HAS($restock_on) ->
    [yes] 要 { DAY($restock_on) }才到貨
   *[no] 目前沒貨
    }，加 { MONEY($by) } 就有 { $name }，今天就能出。
product-line-goes-with = { $name } 也適合。

spec-ram-gb = 記憶體（GB）
spec-disk-gb = 硬碟（GB）
spec-disk = 硬碟
spec-cores = 核心數
spec-screen = 螢幕
spec-cpu = 處理器

why-restocked = 到貨通知
why-ask-for-stock = 問到貨日後回覆

help-product = <什麼>：價格、庫存、促銷，缺貨時能改推什麼
help-product-example = 產品 NB-14i5

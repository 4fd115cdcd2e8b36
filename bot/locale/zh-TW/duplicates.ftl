# 可能重複的資料。

noun-duplicate = 合併
noun-account-name = 公司別名

duplicate-list = { $count ->
        [0] 沒有看起來重複的資料。
       *[other] { $count } 組看起來重複，最像的排前面。沒有你同意不會合併。
    }
    { $items }
    .items = { $n }. { $left } · { $right }{ PART($company, before: " · ") } · { $score }% · { WORDS($why, kind: "duplicate-why") }
    .items-none = { "" }
duplicate-pair = 是同一個嗎？{ $score }%{ PART(WORDS($why, kind: "duplicate-why"), before: " · ") }
    { $sides }
    .sides = { $id }. { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART($phone, before: " · ") }{ PART($email, before: " · ") }{ PART($tax_id, before: " · 統編 ") }{ PART($calls, before: " · 通話 ") }{ PART($people, before: " · 聯絡人 ") }{ $do_not_call ->
            [yes] { " " }· 拒絕來電
           *[no] { "" }
        }
duplicate-merged = 已合併為{ $name }{ PART($company, before: " · ") }，移了 { $moved } 筆紀錄。用原來的名字一樣找得到，復原可以拆回兩筆。
duplicate-apart = 已分開保留，不會再問這一組。
duplicate-keep = 保留
duplicate-why-tax-id = 統編相同
duplicate-why-email = 信箱相同
duplicate-why-phone = 電話相同
duplicate-why-name = 名稱相同
duplicate-why-near-name = 名稱很接近
button-duplicates-more = 還有 { $count } 組
button-duplicates-apart = 是兩個
help-duplicates = [誰]：可能重複的資料；「甲 = 乙」可以指定兩位
help-duplicates-example = 重複 王小明
refused-duplicate-same = 這兩個名字本來就是同一位聯絡人。
refused-duplicate-handoffs = 兩位都在轉交中，等其中一件結束再合併。

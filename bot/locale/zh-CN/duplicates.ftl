# 可能重复的资料。

noun-duplicate = 合并
noun-account-name = 公司别名

duplicate-list = { $count ->
        [0] 没有看起来重复的资料。
       *[other] { $count } 组看起来重复，最像的排前面。没有你同意不会合并。
    }
    { $items }
    .items = { $n }. { $left } · { $right }{ PART($company, before: " · ") } · { $score }% · { WORDS($why, kind: "duplicate-why") }
    .items-none = { "" }
duplicate-pair = 是同一个吗？{ $score }%{ PART(WORDS($why, kind: "duplicate-why"), before: " · ") }
    { $sides }
    .sides = { $id }. { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART($phone, before: " · ") }{ PART($email, before: " · ") }{ PART($tax_id, before: " · 税号 ") }{ PART($calls, before: " · 通话 ") }{ PART($people, before: " · 联系人 ") }{ $do_not_call ->
            [yes] { " " }· 免打扰
           *[no] { "" }
        }
duplicate-merged = 已合并为{ $name }{ PART($company, before: " · ") }，移了 { $moved } 条记录。用原来的名字照样找得到，撤销可以拆回两条。
duplicate-apart = 已分开保留，不会再问这一组。
duplicate-keep = 保留
duplicate-why-tax-id = 税号相同
duplicate-why-email = 邮箱相同
duplicate-why-phone = 电话相同
duplicate-why-name = 名称相同
duplicate-why-near-name = 名称很接近
button-duplicates-more = 还有 { $count } 组
button-duplicates-apart = 是两个
help-duplicates = [谁]：可能重复的资料；“甲 = 乙”可以指定两位
help-duplicates-example = 重复 王小明
refused-duplicate-same = 这两个名字本来就是同一位联系人。
refused-duplicate-handoffs = 两位都在移交中，等其中一件结束再合并。

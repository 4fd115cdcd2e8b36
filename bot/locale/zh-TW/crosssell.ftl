# 加購：機會、理由、可以說的話、客戶的回答。

crosssell-offer = 加購機會：{ $name }
    { $openings }
    .openings = { $n }. { $name }{ PART(MONEY($price), before: " · ") }：{ $reason }
        「{ $line }」
crosssell-none = { $name }：目前沒有值得一提的加購。
crosssell-gone = { $sku } 現在不能推了，請重看加購機會。
crosssell-answered = { $answer ->
    [taken] 已記：{ $contact }要了「{ $name }」，現在下單？
    [offered] 已推薦「{ $name }」，{ $contact }怎麼說？
    [refused] 已記：不要「{ $name }」，{ $again_days } 天內不再提。
   *[irrelevant] 已記：「{ $name }」不適合，之後不再跟{ $contact }提。
    }
refused-crosssell-answered = 這項已經記為「{ $answer ->
    [taken] 要了
    [offered] 已推薦
    [refused] 不要
   *[irrelevant] 不適合
    }」。

button-crosssell-offered = 已推薦
button-crosssell-taken = 要了
button-crosssell-refused = 不要
button-crosssell-irrelevant = 不適合

crosssell-reason-bought-together = 買 { $with_name } 的訂單有 { $percent }% 一起買
crosssell-reason-ageing = { $with_name } × { $quantity } 已用 { $months } 個月
crosssell-reason-reorder = 上次買是 { $months } 個月前，該用完了
crosssell-reason-warranty-ending = { $with_name } × { $quantity } 的保固到 { DAY($until) }
crosssell-reason-warranty-ended = { $with_name } × { $quantity } 的保固 { DAY($until) } 就過了
crosssell-reason-contract-ending = { $with_name } 的合約到 { DAY($until) }
crosssell-reason-contract-ended = { $with_name } 的合約 { DAY($until) } 就到期了
crosssell-reason-promotion = { $name }打 { $digits } 折{ PART(DAY($until), before: "，到 ") }
crosssell-reason-alternative = { $instead_of } 缺貨
crosssell-reason-offered-before = { DAY($on) } 推薦過，還沒回覆
crosssell-reason-cheaper-now = { DAY($on) } 嫌貴沒買，現在打 { $digits } 折
crosssell-reason-goes-with = 跟 { $with_name } 搭著用

crosssell-line-bought-together = 買 { $with_name } 的客戶多半會一起帶 { $name }，要不要順便幫您加{ $pieces ->
    [1] 一份
   *[other] { " " }{ $pieces } 份
    }？
crosssell-line-ageing = 您那批 { $with_name } 用了 { $months } 個月，趁還沒出狀況，換成 { $name } 剛好接得上。
crosssell-line-reorder = { $name } 您上次是 { $months } 個月前叫的，要不要這次一起補？
crosssell-line-warranty-ending = 您的 { $with_name } 保固到 { DAY($until) }，加 { $name } 就能接著保。
crosssell-line-warranty-ended = 您的 { $with_name } 保固 { DAY($until) } 已經過了，加 { $name } 之後維修就不用自己出。
crosssell-line-contract-ending = 您 { $with_name } 的合約到 { DAY($until) }，要不要先把續約準備好？
crosssell-line-contract-ended = 您 { $with_name } 的合約 { DAY($until) } 到期了，{ $name } 今天就能幫您接上。
crosssell-line-promotion = { $name } 現在打 { $digits } 折{ PART(MONEY($price), before: "，一份 ") }{ PART(DAY($until), before: "，到 ", after: "為止") }。
crosssell-line-alternative = { $instead_of } 目前缺貨，{ $name } 今天就能出{ PART(MONEY($price), before: "，") }。
crosssell-line-offered-before = 上次跟您提過的 { $name }，考慮得怎麼樣？
crosssell-line-cheaper-now = 上次您覺得 { $name } 貴了點，現在打 { $digits } 折{ PART(DAY($until), before: "，到 ", after: "為止") }。
crosssell-line-goes-with = 用 { $with_name } 通常要搭 { $name }，要不要一起帶？
crosssell-line-with-promotion = 現在打 { $digits } 折{ PART(DAY($until), before: "，到 ", after: "為止") }。

help-cross = <誰>：還能推什麼，附理由和可以說的話
help-cross-example = 加購 周文彬

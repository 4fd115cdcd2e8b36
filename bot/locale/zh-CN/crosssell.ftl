# 加购：机会、理由、可以说的话、客户的回答。

crosssell-offer = 加购机会：{ $name }
    { $openings }
    .openings = { $n }. { $name }{ PART(MONEY($price), before: " · ") }：{ $reason }
        “{ $line }”
crosssell-none = { $name }：目前没有值得推的加购。
crosssell-gone = { $sku } 现在不能推了，请重新看加购机会。
crosssell-answered = { $answer ->
    [taken] 已记：{ $contact }要了“{ $name }”，现在下单？
    [offered] 已推荐“{ $name }”，{ $contact }怎么说？
    [refused] 已记：不要“{ $name }”，{ $again_days } 天内不再提。
   *[irrelevant] 已记：“{ $name }”不适用，以后不再跟{ $contact }提。
    }
refused-crosssell-answered = 这一项已经记为“{ $answer ->
    [taken] 要了
    [offered] 已推荐
    [refused] 不要
   *[irrelevant] 不适用
    }”。

button-crosssell-offered = 已推荐
button-crosssell-taken = 要了
button-crosssell-refused = 不要
button-crosssell-irrelevant = 不适用

crosssell-reason-bought-together = 买 { $with_name } 的订单有 { $percent }% 一起买
crosssell-reason-ageing = { $with_name } × { $quantity } 已用 { $months } 个月
crosssell-reason-reorder = 上次买是 { $months } 个月前，该用完了
crosssell-reason-warranty-ending = { $with_name } × { $quantity } 的质保到 { DAY($until) }
crosssell-reason-warranty-ended = { $with_name } × { $quantity } 的质保 { DAY($until) } 已过
crosssell-reason-contract-ending = { $with_name } 的合同到 { DAY($until) }
crosssell-reason-contract-ended = { $with_name } 的合同 { DAY($until) } 已到期
crosssell-reason-promotion = { $name }打 { $tenths } 折{ PART(DAY($until), before: "，到 ") }
crosssell-reason-alternative = { $instead_of } 缺货
crosssell-reason-offered-before = { DAY($on) } 推荐过，还没回复
crosssell-reason-cheaper-now = { DAY($on) } 嫌贵没买，现在打 { $tenths } 折
crosssell-reason-goes-with = 跟 { $with_name } 搭配使用

crosssell-line-bought-together = 买 { $with_name } 的客户大多会一起带上 { $name }，要不要顺便给您加{ $pieces ->
    [1] 一份
   *[other] { " " }{ $pieces } 份
    }？
crosssell-line-ageing = 您那批 { $with_name } 用了 { $months } 个月了，趁还没出故障，换成 { $name } 正好接上。
crosssell-line-reorder = { $name } 您上次是 { $months } 个月前订的，这次要不要一起补上？
crosssell-line-warranty-ending = 您的 { $with_name } 质保到 { DAY($until) }，加上 { $name } 就能接着保。
crosssell-line-warranty-ended = 您的 { $with_name } 质保 { DAY($until) } 已经过了，加上 { $name }，以后维修就不用自己掏钱。
crosssell-line-contract-ending = 您 { $with_name } 的合同到 { DAY($until) }，要不要先把续约准备好？
crosssell-line-contract-ended = 您 { $with_name } 的合同 { DAY($until) } 到期了，{ $name } 今天就能给您接上。
crosssell-line-promotion = { $name } 现在打 { $tenths } 折{ PART(MONEY($price), before: "，一份 ") }{ PART(DAY($until), before: "，到 ", after: "为止") }。
crosssell-line-alternative = { $instead_of } 目前缺货，{ $name } 今天就能发货{ PART(MONEY($price), before: "，") }。
crosssell-line-offered-before = 上次跟您提过的 { $name }，考虑得怎么样了？
crosssell-line-cheaper-now = 上次您觉得 { $name } 贵，现在打 { $tenths } 折{ PART(DAY($until), before: "，到 ", after: "为止") }。
crosssell-line-goes-with = 用 { $with_name } 一般要配 { $name }，要不要一起带上？
crosssell-line-with-promotion = 现在打 { $tenths } 折{ PART(DAY($until), before: "，到 ", after: "为止") }。

help-cross = <谁>：还能推什么，附理由和可以说的话
help-cross-example = 加购 周文彬

# 订单、结案。

order-saved = 订单 { $number }：{ $name }{ PART($company, before: " · ") }，{ MONEY($total) }
    { $lines }
    { $short ->
        [yes] 现货不足（{ $stock }）{ PART(DAY($restock_on), before: "，", after: "补货") }，请跟客户说明。
       *[no] { "" }
    }
    { $follow_ups }
    .lines = { $sku } × { $quantity }，单价 { MONEY($unit_price) }{ PART(DAY($warranty_until), before: "，质保到 ") }
    .follow_ups = 下一步：{ WHEN($due) } { WORD($kind, kind: "kind") }，{ WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
order-no-price = { $sku } 今天没有牌价，谈好的单价是多少？
case-why = { $name }：为什么结案？
case-closed = 已结案：{ $name }{ PART($company, before: " · ") }，{ $told }{ PART($note, before: "：") }。{ $stopped ->
        [0] { "" }
       *[other] 停掉 { $stopped } 项跟进。
    }
    { HAS($wakes) ->
        [yes] { WHEN($wakes) } 再唤醒。
       *[no] { "" }
    }

refused-order-unsellable = { $product } 不卖给 { $company } 这类客户。
refused-order-other-currency = 这张订单是 { $currency }，一张订单只能用一种货币。
refused-order-moved-on = 订单 { $number } 之后改过了，请看最新的卡片。

button-order-more = 再加一项

form-take-order-contact = 谁下的单？
form-take-order-product = 哪一款？
form-take-order-quantity = 数量？
form-take-order-price = 单价？（不填就用今天的价格）
form-take-order-note = 要备注什么？
form-close-case-contact = 给谁结案？
form-close-case-reason = 为什么结案？
form-close-case-note = 要备注什么？

close-no-need = 没有需求
close-not-a-fit = 不合适
close-bought-elsewhere = 已从别家买
close-no-budget = 没有预算
close-out-of-business = 已停业
close-duplicate = 重复资料
close-unreachable = 联系不上
close-do-not-call = 免打扰
close-solved = 已解决

why-wake-up = 之前结案，再问一次
noun-order-line = 订单项目

help-order = <谁> [3 台 NB-14r5]：下订单
help-order-example = 订单 周文彬
help-close = <谁> <原因>：结案，排好的跟进全部停掉
help-close-example = 结案 周文彬 没有预算

# 訂單、結案。

order-saved = 訂單 { $number }：{ $name }{ PART($company, before: " · ") }，{ MONEY($total) }
    { $lines }
    { $short ->
        [yes] 現貨不足（{ $stock }）{ PART(DAY($restock_on), before: "，", after: "補貨") }，請跟客戶說明。
       *[no] { "" }
    }
    { $follow_ups }
    .lines = { $sku } × { $quantity }，單價 { MONEY($unit_price) }{ PART(DAY($warranty_until), before: "，保固到 ") }
    .follow_ups = 下一步：{ WHEN($due) } { WORD($kind, kind: "kind") }，{ WORD($reason, kind: "why") }
    .follow_ups-none = { "" }
order-no-price = { $sku } 今天沒有牌價，談好的單價是多少？
case-why = { $name }：為什麼結案？
case-closed = 已結案：{ $name }{ PART($company, before: " · ") }，{ $told }{ PART($note, before: "：") }。{ $stopped ->
        [0] { "" }
       *[other] 停掉 { $stopped } 件後續。
    }
    { HAS($wakes) ->
        [yes] { WHEN($wakes) } 再喚醒。
       *[no] { "" }
    }

refused-order-unsellable = { $product } 不賣給 { $company } 這類客戶。
refused-order-other-currency = 這張訂單是 { $currency }，一張訂單只能用一種幣別。
refused-order-moved-on = 訂單 { $number } 之後改過了，請看最新那張卡。

button-order-more = 再加一項

form-take-order-contact = 誰下的單？
form-take-order-product = 哪一款？
form-take-order-quantity = 數量？
form-take-order-price = 單價？（不填就用今天的價格）
form-take-order-note = 要備註什麼？
form-close-case-contact = 要結誰的案？
form-close-case-reason = 為什麼結案？
form-close-case-note = 要備註什麼？

close-no-need = 沒有需求
close-not-a-fit = 不適合
close-bought-elsewhere = 已跟別家買
close-no-budget = 沒有預算
close-out-of-business = 已歇業
close-duplicate = 重複資料
close-unreachable = 聯絡不上
close-do-not-call = 拒絕來電
close-solved = 已解決

why-wake-up = 之前結案，再問一次
noun-order-line = 訂單項目

help-order = <誰> [3 台 NB-14r5]：下訂單
help-order-example = 訂單 周文彬
help-close = <誰> <原因>：結案，排好的後續全部停掉
help-close-example = 結案 周文彬 沒有預算

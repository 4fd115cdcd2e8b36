"""What agents noted after a call, in the customer's language; {sku} and {n} stand for what it was about."""

NOTES = {
    "zh-TW": {
        "sale": ("訂 {n} 台 {sku}，下週送到", "確認訂單 {sku} × {n}，統編已核對", "老客戶加訂 {sku}"),
        "quote_requested": ("要 {sku} {n} 台的報價", "跟別家比價中，想要 {sku} 的最低價", "月底前要決定，請先給報價"),
        "callback": ("在開會，請明天再打", "主管不在，約好再撥", "正在驗收，下週再談"),
        "qualified": ("預算已編，想約見面談 {sku}", "兩個據點要一起換，約業務拜訪"),
        "not_now": ("今年預算用完了，明年再說", "去年才換過，暫時不需要", "等總公司決定"),
        "not_a_fit": ("只買平板，不適合", "已外包給系統商"),
        "complaint": ("{sku} 送錯規格，已請倉庫換貨", "維修等太久，客戶不太高興"),
        "service": ("問 {sku} 保固怎麼報修", "問發票抬頭怎麼改", "查出貨進度"),
        "gatekeeper": ("總機說經理不接推銷電話", "總機請我們先寄資料"),
        "voicemail": ("已留言",),
    },
    "zh-CN": {
        "sale": ("订 {n} 台 {sku}，下周送到", "确认订单 {sku} × {n}，开票信息已核对", "老客户追加 {sku}"),
        "quote_requested": ("要 {sku} {n} 台的报价", "正在跟别家比价，想要 {sku} 的底价", "月底前要定，先发报价"),
        "callback": ("在开会，明天再打", "领导不在，约好再联系", "正在验收，下周再谈"),
        "qualified": ("预算已批，想约见面谈 {sku}", "两个厂区要一起换，约客户经理上门"),
        "not_now": ("今年预算用完了，明年再说", "去年刚换过，暂时不需要", "等总部决定"),
        "not_a_fit": ("只用平板，不合适", "已外包给集成商"),
        "complaint": ("{sku} 发错配置，已让仓库换货", "维修等太久，客户不太满意"),
        "service": ("问 {sku} 怎么报修", "问开票信息怎么改", "查发货进度"),
        "gatekeeper": ("前台说经理不接推销电话", "前台让先发资料"),
        "voicemail": ("已留言",),
    },
    "en": {
        "sale": ("Ordered {n} × {sku}, delivery next week", "Confirmed {sku} × {n}, invoice details checked"),
        "quote_requested": ("Wants a quote for {n} × {sku}", "Comparing prices, asks for our best on {sku}"),
        "callback": ("In a meeting, call again tomorrow", "Manager out, agreed to call back"),
        "qualified": ("Budget approved, wants to meet about {sku}", "Two sites change together, visit agreed"),
        "not_now": ("Budget spent, again next year", "Replaced everything last year", "Waiting for head office"),
        "not_a_fit": ("Tablets only, not for us",),
        "complaint": ("Wrong specification of {sku} delivered, exchange arranged", "Repair takes too long"),
        "service": ("How to report a warranty case for {sku}", "Where is the delivery"),
        "gatekeeper": ("Switchboard does not put sales calls through",),
        "voicemail": ("Left a message",),
    },
}  # fmt: skip

HEARD = {
    "zh-TW": (("price", "北辰電腦", "北辰筆電報價比我們低 5%，但要等三週"),
              ("complaint", "華匯資訊", "華匯的維修要等兩週，客戶想換"),
              ("competitor", "TechBay", "TechBay 下個月出新款 14 吋"),),
    "zh-CN": (("price", "华汇资讯", "华汇报价低 5%，但要先付全款"),
              ("competitor", "TechBay", "TechBay 在上海新开了服务点"),),
    "en": (("price", "Orbis IT", "Orbis undercuts us by 4% on monitors"),),
}  # fmt: skip

# 聯絡不到某人，而他有工作到期。

unreached-work = { $person }完全聯絡不到：{ WORD($platform, kind: "platform") } 已封鎖 Baton。今天到期的後續 { $follow_ups } 件，等待回覆的轉交 { $handoffs } 筆。
    請選一位代理到今晚。
unreached-received = { $person }完全聯絡不到，由你代理：{ $follow_ups } 件後續、{ $handoffs } 筆轉交已交給你。

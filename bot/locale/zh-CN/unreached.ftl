# 联系不上某人，而他有工作到期。

unreached-work = { $person }完全联系不上：{ WORD($platform, kind: "platform") } 已屏蔽 Baton。今天到期的跟进 { $follow_ups } 项，等待回复的移交 { $handoffs } 条。
    请选一位代理到今晚。
unreached-received = { $person }完全联系不上，由你代理：{ $follow_ups } 项跟进、{ $handoffs } 条移交已转给你。

# 维护：系统修复后告诉大家的话。

upkeep-restored = Baton 已恢复到 { WHEN($at) } 的状态，之后做的都不在了：请先看待办，缺的补记一次。
trouble-told = { $kind ->
        [event] { $name }的一项操作在我们这边出错（{ $what }），没有改动任何数据，也已经告诉{ $name }。
        [message] 给{ $name }的一条消息显示不出来（{ $what }）。
       *[task] 一项排定的工作连续失败三次，先搁置（{ $what }）。
    }
    原因在日志里，请查 { $ref }。这一小时内同类的问题只记日志，不再另行通知。
work-late = 该做的工作已经晚了 { $seconds } 秒。
    请看一下主机负载和数据库；工作不会丢，会按顺序补上。

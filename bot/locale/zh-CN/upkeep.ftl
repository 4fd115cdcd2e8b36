# 维护：系统修复后告诉大家的话。

upkeep-restored = Baton 已恢复到 { WHEN($at) } 的状态，之后做的都不在了：请先看待办，缺的补记一次。

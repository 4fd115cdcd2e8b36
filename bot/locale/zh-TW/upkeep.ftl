# 維護：系統修復後告訴大家的話。

upkeep-restored = Baton 已還原到 { WHEN($at) } 的狀態，之後做的都不在了：請先看待辦，缺的補記一次。

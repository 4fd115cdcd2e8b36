# 維護：系統修復後告訴大家的話。

upkeep-restored = Baton 已還原到 { WHEN($at) } 的狀態，之後做的都不在了：請先看待辦，缺的補記一次。
trouble-told = { $kind ->
        [event] { $name }的一項操作在我們這邊出錯（{ $what }），沒有改到任何資料，也已經告訴{ $name }。
        [message] 給{ $name }的一則訊息顯示不出來（{ $what }）。
       *[task] 一項排定的工作連續失敗三次，先擱著（{ $what }）。
    }
    原因在日誌裡，請查 { $ref }。這一小時內同類的問題只記日誌，不再另外通知。
work-late = 該做的工作已經晚了 { $seconds } 秒。
    請看一下主機負載與資料庫；工作不會掉，會照順序補上。

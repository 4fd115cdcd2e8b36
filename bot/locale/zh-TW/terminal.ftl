# 終端機自己的幾句話。

terminal-hint = { $name }：打編號就是按鈕，Tab 補字，/as 帳號 換人，Ctrl-D 離開。
terminal-now = 現在是{ $name }，{ WORD($role, kind: "role") }。
terminal-picture = 圖片：{ $path }
terminal-file = 檔案：{ $path }
terminal-unavailable = 資料庫暫時沒有回應，什麼都沒改；稍後再打一次。

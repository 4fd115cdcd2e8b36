# 聊天帳號：綁定、能收什麼、提醒送到哪裡、送不到的訊息。

platform-telegram = Telegram
platform-slack = Slack
platform-terminal = 終端機

telegram-accepts = 我看得懂文字、分享的聯絡人和電話號碼，這一則沒有存。請改用一行文字寫給我。
telegram-cut = 文字超過 4,096 字，Telegram 拆成了幾則。開頭那則已照上面處理，這一則沒有採用。
telegram-private-only = 我只在私訊裡服務已登錄的同仁，請直接傳訊息給我。
telegram-confirm = 確定：{ $label }
telegram-back = 返回

reminders-stopped = { HAS($goes_to) ->
        [yes] 提醒不再送到{ WORD($chat, kind: "platform") }，改送到{ WORD($goes_to, kind: "platform") }。
       *[no] 你只用{ WORD($chat, kind: "platform") }，提醒會在這裡等你看。
    }
reminders-here = 提醒會再送到 { WORD($chat, kind: "platform") }。
button-reminders-here = 重新開啟
help-stop = 這個聊天室不再收提醒
help-stop-example = stop

delivery-unreachable = { $name }的 { WORD($platform, kind: "platform") } 收不到訊息（已封鎖 Baton），未讀的訊息改放在別處等他。
    請跟{ $name }說一聲，或先把工作交給別人：請假 { $handle }。
delivery-token-refused = { WORD($platform, kind: "platform") } 不接受目前的權杖，那邊暫時送不出訊息。
    請更新權杖並重新啟動 baton serve，等待中的訊息會接著送出。

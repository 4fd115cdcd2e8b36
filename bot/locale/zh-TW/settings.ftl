# 個人設定。

settings-card = { WORD($language, "language") } · { $timezone }
    勿擾：{ HAS($quiet_from) ->
        [no] 不限
       *[other] { $quiet_from }–{ $quiet_until }
    } · 提醒送到：{ WORD($reminders, "place") }
    每天早上的清單：{ $digest }
button-settings-change = 修改
form-own-settings-language = 用哪一種語言？
form-own-settings-timezone = 在哪個時區？
form-own-settings-quiet = 哪段時間不要傳訊息？
form-own-settings-reminders = 提醒要送到哪裡？
form-own-settings-digest = 早上的清單或日報幾點送？
help-settings = 語言、時區、勿擾時段、提醒送到哪裡
help-settings-example = 設定
quiet-company = 照公司的
quiet-off = 不設勿擾
place-last = 最後用的地方
place-terminal = 終端機
place-slack = Slack
place-telegram = Telegram

# 个人设置。

settings-card = { WORD($language, "language") } · { $timezone }
    免打扰：{ HAS($quiet_from) ->
        [no] 不限
       *[other] { $quiet_from }–{ $quiet_until }
    } · 提醒发到：{ WORD($reminders, "place") }
    每天早上的清单：{ $digest }
button-settings-change = 修改
form-own-settings-language = 用哪种语言？
form-own-settings-timezone = 在哪个时区？
form-own-settings-quiet = 哪段时间不要发消息？
form-own-settings-reminders = 提醒要发到哪里？
form-own-settings-digest = 早上的清单或日报几点发？
help-settings = 语言、时区、免打扰时段、提醒发到哪里
help-settings-example = 设置
quiet-company = 按公司的
quiet-off = 不设免打扰
place-last = 最后用的地方
place-terminal = 终端
place-slack = Slack
place-telegram = Telegram

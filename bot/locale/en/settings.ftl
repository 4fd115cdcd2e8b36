# One's own settings.

settings-card = { WORD($language, "language") } · { $timezone }
    Quiet: { HAS($quiet_from) ->
        [no] never
       *[other] { $quiet_from } – { $quiet_until }
    } · reminders: { WORD($reminders, "place") }
    Morning list: { $digest }
button-settings-change = Change
form-own-settings-language = Which language?
form-own-settings-timezone = Which time zone?
form-own-settings-quiet = When should nothing be sent?
form-own-settings-reminders = Where should reminders go?
form-own-settings-digest = When should the morning list or digest come?
help-settings = language, time zone, quiet hours, where reminders go
help-settings-example = settings
quiet-company = as the company
quiet-off = never quiet
place-last = where I was last
place-terminal = terminal
place-slack = Slack
place-telegram = Telegram

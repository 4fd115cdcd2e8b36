# Chat accounts: linking, what a chat takes, where reminders go, what could not be delivered.

platform-telegram = Telegram
platform-slack = Slack
platform-terminal = the terminal

telegram-accepts = I read text, shared contacts and phone numbers; nothing of this was kept. Type it in a line instead.
telegram-cut = Telegram cuts a text of more than 4,096 characters. Its beginning was taken as shown above; this rest was left out.
telegram-private-only = I work with registered colleagues in private chats only. Please write to me directly.
telegram-confirm = Yes: { $label }
telegram-back = Back

reminders-stopped = { HAS($goes_to) ->
        [yes] Reminders no longer come to { WORD($chat, kind: "platform") }; they go to { WORD($goes_to, kind: "platform") }.
       *[no] Reminders wait in { WORD($chat, kind: "platform") }, your only chat.
    }
reminders-here = Reminders come to { WORD($chat, kind: "platform") } again.
button-reminders-here = Turn on again
help-stop = no reminders in this chat any more
help-stop-example = stop

delivery-unreachable = { $name } cannot be reached in { WORD($platform, kind: "platform") }: Baton is blocked there. Unread messages wait elsewhere.
    Please tell { $name }, or pass the work on: away { $handle }.
delivery-token-refused = { WORD($platform, kind: "platform") } refuses the token; nothing can be sent there.
    Renew it and restart "baton serve"; what waits is sent then.

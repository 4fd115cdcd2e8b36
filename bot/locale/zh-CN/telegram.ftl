# 聊天账号：绑定、能收什么、提醒发到哪里、送不到的消息。

platform-telegram = Telegram
platform-slack = Slack
platform-terminal = 终端

telegram-accepts = 我能看懂文字、分享的联系人和电话号码，这一条没有保存。请改用一行文字发给我。
telegram-cut = 文字超过 4096 字，Telegram 拆成了几条。开头那条已按上面处理，这一条没有采用。
telegram-private-only = 我只在私聊里为已登记的同事服务，请直接给我发消息。
telegram-confirm = 确定：{ $label }
telegram-back = 返回

reminders-stopped = { HAS($goes_to) ->
        [yes] 提醒不再发到{ WORD($chat, kind: "platform") }，改发到{ WORD($goes_to, kind: "platform") }。
       *[no] 你只用{ WORD($chat, kind: "platform") }，提醒会在这里等你看。
    }
reminders-here = 提醒会重新发到 { WORD($chat, kind: "platform") }。
button-reminders-here = 重新打开
help-stop = 这个聊天不再收提醒
help-stop-example = stop

delivery-unreachable = { $name }的 { WORD($platform, kind: "platform") } 收不到消息（已屏蔽 Baton），未读的消息先放在别处等他。
    请跟{ $name }说一声，或先把工作交给别人：请假 { $handle }。
delivery-token-refused = { WORD($platform, kind: "platform") } 不接受当前的令牌，那边暂时发不出消息。
    请更新令牌并重新启动 baton serve，等待中的消息会接着发出。

# 电话响了、漏接了，或通话结束了。

ring-withheld = { $ringing ->
        [outbound] 拨出：
       *[other] 来电：
    }未显示号码。请问对方姓名和回电号码。
ring-colleague = { $ringing ->
        [outbound] 拨出：
       *[other] 来电：
    }{ HAS($owner) ->
        [yes] 这是{ $owner }的客户，请转给他{ PART($extension, before: "，分机 ") }。
       *[no] 这是其他团队的客户，请转过去。
    }
ring-over = 和 { $dial } 的通话结束了{ $minutes ->
        [0] { "" }
       *[other] ，{ $minutes } 分钟
    }。先新增这位联系人，通话记录就会准备好。
call-missed = 未接来电 { WHEN($at) }：{ $name }{ PART($company, before: " · ") }
    { $do_not_call ->
        [yes] 对方免打扰，不要回拨。
       *[no] { "" }
    }
    { PART(WHEN($due), before: "请在 ", after: " 前回电") }
why-missed-call = 漏接了，要回电
disposition-answered = 已接通

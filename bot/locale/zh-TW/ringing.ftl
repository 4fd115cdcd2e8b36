# 電話響了、漏接了，或通話結束了。

ring-withheld = { $ringing ->
        [outbound] 撥出：
       *[other] 來電：
    }未顯示號碼。請問對方大名和回電號碼。
ring-colleague = { $ringing ->
        [outbound] 撥出：
       *[other] 來電：
    }{ HAS($owner) ->
        [yes] 這是{ $owner }的客戶，請轉給他{ PART($extension, before: "，分機 ") }。
       *[no] 這是其他團隊的客戶，請轉過去。
    }
ring-over = 跟 { $dial } 的通話結束了{ $minutes ->
        [0] { "" }
       *[other] ，{ $minutes } 分鐘
    }。先新增這位聯絡人，通話紀錄就會準備好。
call-missed = 未接來電 { WHEN($at) }：{ $name }{ PART($company, before: " · ") }
    { $do_not_call ->
        [yes] 對方拒絕來電，不要回撥。
       *[no] { "" }
    }
    { PART(WHEN($due), before: "請在 ", after: " 前回電") }
why-missed-call = 漏接了，要回電
disposition-answered = 已接通

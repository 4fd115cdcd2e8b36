# baton demo 的旁白。

demo-opening-scene = { $company }是虛構的電腦公司：十位同事、八十家客戶、一年的訂單和通話。
    現在是台北 { WHEN($at) }，這是許佩珊（amy）的座位，分機 218。
demo-ring = { WHEN($at) }，電話響了。沒見過的號碼，一家小公司要三台電腦。
demo-script = 她照著話術接這通電話。
demo-stock = 客戶指名的機種缺貨，但不會請他去別家問。
demo-log = { WHEN($at) }，掛上電話。用自己的話寫一行，就是全部紀錄。
demo-opening = 有一項加購合適，客戶要了。
demo-letter = 規格當天寄出，信已經寫好。
demo-elsewhere = { WHEN($at) }，其他同事也在忙：今天又記了 { $calls } 通。
demo-reminder = { WHEN($at) }，約好的電話不用自己記。
demo-order = 老闆點頭了：下單，連保固一起。
demo-grows = { WHEN($at) }，他介紹了關係企業：四十台。這要交給外勤。
demo-field = 負責台北的蔡宗翰（tim）在自己的聊天室收到。
demo-half = { WHEN($at) }，他的時限過了一半。
demo-won = { WHEN($at) }，拜訪之後。名單的結果會回到轉出的人手上。
demo-digest = { WHEN($at) }，主管林淑芬（mia）早上看到的日報。
demo-others = （另有 { $count } 則訊息）
demo-end = 故事到此為止。以上都是 Baton 當場的回答，沒有一句是事先寫好的。
demo-yours = 座位交給你：你是許佩珊。可以試試：下一通 · 待辦 · 找晨光食品 · 產品 NB-14i5 · 說明

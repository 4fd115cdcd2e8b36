# 照話術打電話。

script-step =
    { PART($noted, before: "已記：", most: 80) }
    { $first ->
        [yes] { $title } { $position }{ PART($name, before: " · ") }
       *[no] { $position }{ PART($name, before: " · ") }
    }
    「{ $say }」
    { $hint }
    { $first ->
        [yes] 為什麼：{ $why }
       *[no] { "" }
    }
    .why = { WORD($key, "script-key") } { $key ->
        [promotion] { promotion-any }
        [cross_sell] { PERCENT($value) }
       *[told] { WORD($value, $key) }
    }
    .why-joint = { " · " }
    .why-none = 每通電話都適用
call-reason-unknown = 沒有「{ $typed }」這個原因{ HAS($reason) ->
        [yes] { PART(WORD($reason, kind: "reason"), before: "，話術用：") }
       *[no] { PART($name, before: "，先用 ", after: " 平常的話術") }
    }。
    可用的原因：{ $reasons }
    .reasons = { $told }
    .reasons-joint = 、
script-more = { $objections ->
        [0] 跳到別的步驟：
       *[other] 客戶有疑慮，或跳到別的步驟：
    }
script-card = { $label }：「{ $say }」
promotion-line = { $name }{ PART($percent, before: "，省 ", after: " %") }

button-script-on = 下一步
button-script-skip = 沒說
button-script-back = 上一步
button-script-note = 備註
button-script-nofit = 沒有合適的回答
button-script-more = ⋯
button-script-finish = 記錄這通電話

form-script-note-text = 客戶怎麼說？
refused-script-over = 那通電話已經結束了。
refused-script-none = 沒有適合的話術，講完用一行話記下來就好。

help-call = <誰> [原因]：帶出合適的話術，一步一步走；只打「打」會接著進行中的電話
help-call-example = 打 周文彬 詢問產品

# 按话术打电话。

script-step =
    { PART($noted, before: "已记：", most: 80) }
    { $first ->
        [yes] { $title } { $position }{ PART($name, before: " · ") }
       *[no] { $position }{ PART($name, before: " · ") }
    }
    “{ $say }”
    { $hint }
    { $first ->
        [yes] 为什么：{ $why }
       *[no] { "" }
    }
    .why = { WORD($key, "script-key") } { $key ->
        [promotion] { promotion-any }
        [cross_sell] { PERCENT($value) }
       *[told] { WORD($value, $key) }
    }
    .why-joint = { " · " }
    .why-none = 每通电话都适用
call-reason-unknown = 没有“{ $typed }”这个原因{ HAS($reason) ->
        [yes] { PART(WORD($reason, kind: "reason"), before: "，话术用：") }
       *[no] { PART($name, before: "，先用 ", after: " 平常的话术") }
    }。
    可用的原因：{ $reasons }
    .reasons = { $told }
    .reasons-joint = 、
script-more = { $objections ->
        [0] 跳到别的步骤：
       *[other] 客户有顾虑，或跳到别的步骤：
    }
script-card = { $label }：“{ $say }”
promotion-line = { $name }{ PART($percent, before: "，省 ", after: " %") }

button-script-on = 下一步
button-script-skip = 没说
button-script-back = 上一步
button-script-note = 备注
button-script-nofit = 没有合适的回答
button-script-more = ⋯
button-script-finish = 记录这通电话

form-script-note-text = 客户怎么说？
refused-script-over = 那通电话已经结束了。
refused-script-none = 没有合适的话术，打完写一行记下来就好。

help-call = <谁> [原因]：带出合适的话术，一步一步走；只打“打”会接着进行中的电话
help-call-example = 打 周文彬 产品咨询

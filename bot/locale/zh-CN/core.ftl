# 帮助、语言、表单、拒绝：每个功能都会用到的话。

welcome = { $name }，我是 Baton。{ $role ->
        [admin] 人员、规则和数据由你管理：输入“帮助”看这里能做什么，其他的请看管理员手册。
        [manager] 输入“日报”看今天的数据和该处理的事；输入姓名、公司或电话就能找人。其他功能请输入“帮助”。
        [field] 移交给你的客户会连同全部资料发到这里，输入“移交”看你的清单；输入姓名、公司或电话就能找人。其他功能请输入“帮助”。
       *[other] 输入姓名、公司或电话就能找人；打完电话写一行就记好了。其他功能请输入“帮助”。
    }
ready = 随时可以。输入“下一个”看该打给谁，“帮助”看其他功能。
stranger = 这个助手只服务已登记的同事，请向管理员索取邀请。
error = 系统出了问题，数据没有任何变动。请把编号 { $ref } 告诉管理员，然后再试一次。
rules-faulty = 刚修改的规则或话术文件有错，目前仍沿用旧版。
    { $faults }
    .faults = { $item }

help-list = { $items }
    .items = { $word }{ PART($aliases, before: "（", after: "）") }：{ $usage }
help-word = { $word }{ PART($aliases, before: "（", after: "）") }：{ $usage }
    例如：{ $example }
help-unknown = 没有“{ $word }”这个指令，最接近的是“{ $nearest }”。输入“帮助”看全部。
help-help = 可以说什么；“帮助 call”会附例子
help-help-example = 帮助 call
help-language = 改用 English、繁體中文或简体中文
help-language-example = 语言 zh-CN
help-cancel = 关掉打开的表单
help-cancel-example = 取消
help-start = 打个招呼
help-start-example = start

language-ask = 用哪种语言？
language-set = 之后用{ $name }。
button-language-set = { $name }

cancel-nothing = 现在没有打开的表单。输入“帮助”看我会做什么。
form-cancelled = 已关闭，没有保存。
form-ask = …
button-form-skip = 跳过
button-form-finish = 直接完成
button-form-back = 上一步
button-form-cancel = 取消

refused-not-available = 这里没有这项功能或数据。
refused-changed-meanwhile = 刚好有人同时改了这条记录，你这次没有保存。请看过最新内容再做一次。
refused-too-long = 太长了，最多 { $at_most } 个字，这次没有保存。
refused-edit-too-long = 太长了，最多 { $at_most } 个字；之前记下的不变。
refused-bad-line-json = 这一行不是 JSON。
refused-bad-line-act = 请写文字，或 say、press、submit 加 fields、as、at 其中一种。
refused-bad-line-id = id 要是字符串或数字。
refused-bad-line-moment = “{ $detail }”不是时间，请连时区一起写，例如 2026-11-23T10:00:00+08:00。
refused-bad-line-back = 时钟不能倒退（{ $detail }）。
refused-bad-line-nobody = 这里没有“{ $detail }”这个人。
refused-form-unknown-field = 这张表单没有这个字段。
refused-form-required = 这一题要填。
refused-form-too-long = 有 { $length } 个字，最多 { $at_most } 个。
refused-form-not-an-option = “{ $typed }”不在选项里，请从下面选。
refused-form-not-a-number = “{ $typed }”不是整数，请写成像 15 这样。
refused-form-out-of-range = 请填 { $at_least } 到 { $at_most } 之间。
refused-form-not-money = “{ $typed }”看不出金额，请写成像 90,000 或 9 万。
refused-form-not-a-phone = “{ $typed }”不像电话号码，按平时拨号的写法就行。
refused-form-not-an-email = “{ $typed }”不是电子邮箱地址。
refused-form-several = “{ $typed }”对到好几个，请从下面选。
refused-form-nobody = 找不到“{ $typed }”，试试公司名或电话。
refused-form-stale = 那张表单已经不在了，请重新打开。没有改动任何数据。
refused-form-nothing-open = 那张表单已经关了。
refused-time-not-understood = 看不懂“{ $typed }”是什么时候，请写成像“明天十点”或“周五下午三点”。
refused-time-past = { WHEN($due) } 已经过了，改约什么时候？
refused-time-ambiguous = “{ $typed }”不是明确的时间，是哪一个？

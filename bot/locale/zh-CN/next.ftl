# 下一个电话。

next-call = { $name }{ PART($company, before: " · ") }{ PART($dial, before: " · ") }
    { $why }
    话术：{ WORD($script, kind: "reason") }
    .why = { $code ->
        [overdue] 约好的电话{ WHOLE($days) ->
            [0] 过点了
           *[other] 晚了 { WHOLE($days) } 天
        }
        [due] { WHEN($due) } 到期
        [value] 客户价值 { $value } 分
        [stage] { WORD($stage, kind: "stage") }阶段，打一个电话就可能往前走
        [likely_hour] 这个时段（{ $hour } 点）一般会接
        [cadence] 跟进序列进行中：{ WORD($cadence, kind: "cadence") }
       *[returned] { WHEN($at) } 外勤退回的线索
    }
    .why-none = { "" }
next-none = 现在没有要打的电话：没有到期的，其他人要么时段不对，要么刚打过。
button-next-later = { $hours } 小时后
button-next-skip = 今天先不打
button-next-show = 下一个电话
help-next = 现在最该打的电话，以及原因
help-next-example = 下一个

cadence-enquiry = 咨询后跟进
cadence-quote-requested = 报价后跟进
cadence-callback = 约好回电
cadence-qualified = 合格线索
cadence-no-answer = 还没接通
cadence-busy = 上次占线
cadence-gatekeeper = 卡在前台
cadence-wrong-number = 找正确号码
cadence-not-now = 暂时不需要
cadence-nurture = 培育
cadence-reactivation = 唤回老客户
cadence-renewal = 续约
cadence-after-sale = 售后关怀
cadence-complaint = 投诉处理
cadence-service = 售后服务
cadence-event = 活动

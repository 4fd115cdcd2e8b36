# 下一通電話。

next-call = { $name }{ PART($company, before: " · ") }{ PART($dial, before: " · ") }
    { $why }
    話術：{ WORD($script, kind: "reason") }
    .why = { $code ->
        [overdue] 約好的電話{ WHOLE($days) ->
            [0] 過時間了
           *[other] 晚了 { WHOLE($days) } 天
        }
        [due] { WHEN($due) } 到期
        [value] 客戶價值 { $value } 分
        [stage] { WORD($stage, kind: "stage") }階段，打一通就可能往前走
        [likely_hour] 這個時段（{ $hour } 點）通常會接
        [cadence] 接觸節奏進行中：{ WORD($cadence, kind: "cadence") }
       *[returned] { WHEN($at) } 外勤退回的名單
    }
    .why-none = { "" }
next-none = 現在沒有要打的電話：沒有到期的，其他人不是時段不對就是剛打過。
button-next-later = { $hours } 小時後
button-next-skip = 今天先不打
button-next-show = 下一通
help-next = 現在最該打的一通，以及原因
help-next-example = 下一通

cadence-enquiry = 詢問後追蹤
cadence-quote-requested = 報價後追蹤
cadence-callback = 約好回電
cadence-qualified = 合格名單
cadence-no-answer = 還沒接通
cadence-busy = 上次忙線
cadence-gatekeeper = 卡在總機
cadence-wrong-number = 找正確號碼
cadence-not-now = 暫時不需要
cadence-nurture = 培育
cadence-reactivation = 喚回舊客
cadence-renewal = 續約
cadence-after-sale = 售後關懷
cadence-complaint = 客訴處理
cadence-service = 售後服務
cadence-event = 活動

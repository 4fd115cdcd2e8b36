# 轉交外勤，以及後來的結果。

handoff-check = { $name }{ PART($company, before: " · ") }（{ WORD($tier, kind: "tier") }）：{ $qualified ->
        [yes] 合格
       *[no] 還不合格
    }
    契合度 { $icp }（門檻 { $icp_needed }）、BANT { $bant }（門檻 { $bant_needed }）{ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "不利條件：") }
    { PART(WORDS($missing, kind: "fact"), before: "還缺：") }
    { HAS($to) ->
        [yes] 交給{ $to }{ PART(WORDS($chosen, kind: "coverage"), before: "：") }
       *[no] 沒有人負責這個客戶，請找主管。
    }
handoff-plea = { $by }請你破例：{ $name }{ PART($company, before: " · ") }（{ WORD($tier, kind: "tier") }）
    契合度 { $icp }（門檻 { $icp_needed }）、BANT { $bant }（門檻 { $bant_needed }）{ PART(MONEY($amount), before: " · ") }
    { PART(WORDS($against, kind: "negative"), before: "不利條件：") }
    { PART(WORDS($missing, kind: "fact"), before: "還缺：") }
    { PART($to, before: "會交給", after: "。") }
handoff-pleaded = 已經問{ $manager }{ $name }能不能放行。
handoff-sent = { $name }{ PART($company, before: " · ") }已轉交{ $to }{ PART($instead_of, before: "（代理", after: "）") }，{ WHEN($sla_due) } 前回覆（{ $hours } 個工作小時）。
handoff-offered = { $from }轉交{ PART($instead_of, before: "（你代理", after: "）") }：{ $name }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: " · ") } · 契合度 { $icp }、BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "主管放行：") }
    { PART($why_now, before: "時機：") }{ $why_guess ->
        [yes] { HAS($why_now) ->
            [yes] ？
           *[no] { "" }
        }
       *[no] { PART(DAY($why_at), before: "（", after: "通話）") }
    }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "待確認：") }
    請在 { WHEN($sla_due) } 前接手（{ $hours } 個工作小時）。
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
handoff-replied = { $by }回覆{ $name }{ PART($company, before: " · ") }：{ $answer }
    你問的是：{ $question }
    請在 { WHEN($sla_due) } 前接手。
handoff-reply-sent = 已回覆{ $to }。
handoff-reminder = 還沒回覆：{ $from }轉交的{ $name }{ PART($company, before: " · ") }{ PART(MONEY($amount), before: " · ") }{ PART($by, before: "，", after: "請你回覆") }
    { $left_minutes ->
        [0] { WHEN($sla_due) } 已到期。
       *[other] 還剩 { $left_minutes } 分鐘工作時間，{ WHEN($sla_due) } 到期。
    }
    { PART($why_now, before: "時機：") }
handoff-reminded = 已提醒{ $to }：{ $name }{ PART($company, before: " · ") }。
handoff-escalated = { $to }超過 { $hours } 個工作小時沒有回覆：{ $from }轉交的{ $name }{ PART($company, before: " · ") }{ PART(MONEY($amount), before: " · ") }，{ WHEN($sla_due) } 到期。
    { PART($next_best, before: "可改派：") }
handoff-to-whom = { $name }{ PART($company, before: " · ") }不給{ $to }，改派給誰？
handoff-expired = { $name }{ PART($company, before: " · ") }已由{ $by }改派給{ $given_to }，{ $to }不用再處理。
handoff-accepted = { $by }接手了{ $from }轉交的{ $name }{ PART($company, before: " · ") }，客戶經理：{ $account_manager }。
    { HAS($visit_on) ->
        [yes] 拜訪：{ WHEN($visit_on) }。
       *[no] { "" }
    }
    { $moved ->
        [0] { "" }
       *[other] 約好的 { $moved } 件後續一併交給外勤。
    }
handoff-returned = { $by }退回{ $name }{ PART($company, before: " · ") }：{ WORD($reason, kind: "return-reason") }{ PART($note, before: "，") }
    退回培育：{ $nurture_by }，{ WHEN($wake_up) } { WORD($kind, kind: "kind") }。
handoff-asked = { $by }想了解{ $name }{ PART($company, before: " · ") }：{ $reason }
    時限不變，{ WHEN($sla_due) } 到期。
handoff-already = { $name }{ PART($company, before: " · ") }：{ WORD($state, kind: "handoff-state") }{ PART($by, before: "（", after: "）") }，{ WHEN($at) }。目前在{ $to }手上，{ $from }轉交。
handoff-brief = { $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: "（", after: "）") }{ PART($dial, before: " · ") }{ PART($email, before: " · ") }
    { $from }轉交{ $to }：{ WORD($state, kind: "handoff-state") } · 契合度 { $icp }、BANT { $bant }/4{ PART(MONEY($amount), before: " · ") }
    { PART($override_reason, before: "主管放行：") }
    { PART($why_now, before: "時機：") }{ PART(DAY($why_at), before: "（", after: "通話）") }
    { $said }
    { $promised }
    { PART(WORDS($open, kind: "fact"), before: "待確認：") }
    { HAS($next_due) ->
        [yes] 下一步：{ WHEN($next_due) } { WORD($next_kind, kind: "kind") }
       *[no] 還沒有約下一步。
    }
    { $owns }
    { PART($competitor, before: "也跟", after: "買") }
    { $answers }
    .said = ・{ WORD($field, kind: "fact") }：{ HAS($money) ->
        [yes] { MONEY($money) }
       *[no] { $text }
    }{ $guess ->
        [yes] ？
       *[no] { "" }
    }{ HAS($call_id) ->
        [yes] { PART(DAY($at), before: "（", after: "通話）") }
       *[no] （資料卡）
    }
    .said-none = 通話裡還沒有記下什麼。
    .promised = { $by ->
        [customer] 客戶答應
       *[us] 已答應
    }：{ PART(WHEN($due), after: " ") }{ HAS($text) ->
        [yes] { $text }
       *[no] { WORD($kind, kind: "kind") }
    }
    .promised-none = { "" }
    .owns = 已有：{ $name } × { $quantity }
    .owns-none = { "" }
    .answers = 問：{ $question }　答：{ $answer }（{ $by }）
    .answers-none = { "" }
handoff-forward = { handoff-brief }
    .said = { handoff-brief.said }
    .said-none = { "" }
    .promised = { handoff-brief.promised }
    .promised-none = { "" }
    .owns = { handoff-brief.owns }
    .owns-none = { "" }
    .answers = { handoff-brief.answers }
    .answers-none = { "" }
handoff-list = { $count ->
        [0] 沒有轉交出去或收到的名單。
       *[other] 轉交 { $count } 筆
    }
    { $items }
    .items = { $side ->
        [given] 給{ $to }
       *[received] { $from }給的
    }：{ $name }{ PART($company, before: " · ") } · { WORD($state, kind: "handoff-state") }{ $waits ->
        [yes] { PART(WHEN($sla_due), before: "，", after: " 到期") }
       *[no] { "" }
    }{ $overdue ->
        [yes] （逾時）
       *[no] { "" }
    }{ PART(MONEY($amount), before: " · ") }
    .items-none = { "" }
handoff-outcome = { $name }{ PART($company, before: " · ") }：{ WORD($outcome, kind: "handoff-state") }{ PART(MONEY($amount), before: " ") }（{ $by }，{ $from }轉交）
    { PART(WORD($reason, kind: "lost-reason"), before: "原因：") }{ PART($note, before: " ") }
handoff-visit-planned = { WHEN($visit_on) } 拜訪{ $name }{ PART($company, before: " · ") }（{ $by }）。
handoff-prompt = { WHEN($visit_on) } 拜訪過{ $name }{ PART($company, before: " · ") }，結果如何？
handoff-praise = { $by }拿下{ $company }{ PART(MONEY($amount), before: " ") }，名單來自{ $giver }。

button-handoff-offer = 轉交
button-handoff-offer-to = 轉交給{ $person }
button-handoff-fill = 補齊缺的資料
button-handoff-override = 放行…
button-handoff-plead = 請主管放行
button-handoff-accept = 接手
button-handoff-ask = 提問
button-handoff-return = 退回…
button-handoff-brief = 完整簡報
button-handoff-forward = 轉成文字
button-handoff-visit = 安排拜訪
button-handoff-visited = 已拜訪
button-handoff-quoted = 已報價
button-handoff-won = 成交
button-handoff-lost = 未成交
button-handoff-reply = 回覆
button-handoff-remind = 提醒他
button-handoff-reassign = 改派…
button-handoff-give-to = 改派給{ $person }

form-handoff-facts-budget = 預算多少？
form-handoff-facts-authority = 誰決定？
form-handoff-facts-need = 需求是什麼？
form-handoff-facts-timeline = 什麼時候要？
form-handoff-facts-industry = 什麼產業？
form-handoff-facts-size = 員工幾人？
form-handoff-facts-territory = 哪個區域？
form-handoff-facts-product-fit = 跟哪條產品線有關？
form-handoff-override-reason = 為什麼要放行？
form-handoff-return-reason = 為什麼退回？
form-handoff-return-note = 要跟內勤多說一句嗎？
form-handoff-return-wake-up = 什麼時候再聯絡？（不填就照退回原因）
form-handoff-ask-question = 想知道什麼？
form-handoff-reply-answer = 怎麼回覆？
form-handoff-outcome-outcome = 結果如何？
form-handoff-outcome-amount = 金額多少？（不填就用原本的預估）
form-handoff-outcome-reason = 為什麼沒成交？
form-handoff-outcome-note = 要讓內勤知道什麼嗎？
form-handoff-visit-when = 什麼時候拜訪？

refused-handoff-nobody = 沒有外勤負責這個客戶，也找不到主管。
refused-handoff-which = 是哪一筆？請輸入「轉交」，從清單裡選。
refused-handoff-reason-needed = 請選一個原因。
refused-handoff-amount-needed = 成交多少？請填金額。
refused-colleague-nobody = 沒有叫「{ $typed }」的同事。
refused-colleague-several = 有好幾位同事符合「{ $typed }」，請寫全名。

help-handoff = <誰>：確認合格並轉交外勤；不寫名字就列出轉交出去和收到的
help-handoff-example = 轉交 林志遠

fact-industry = 產業
fact-size = 員工人數
fact-territory = 區域
fact-product-fit = 產品線
fact-competitor = 競爭對手
fact-note = 通話紀錄
fact-promise = 承諾
fact-decision-maker = 決策者
fact-quantity = 數量
fact-product = 產品
fact-owned = 現有設備
fact-employees = 員工人數
fact-competitor-price = 對手報價
fact-amount = 金額
coverage-owner = 原本就是客戶經理
coverage-territory = 負責這個區域
coverage-industry = 熟這個產業
coverage-line = 負責這條產品線
coverage-lightest-load = 手上案子最少
coverage-all-full = 大家都滿了
coverage-delegate = 職務代理
coverage-covering-away = 負責的人不在
coverage-uncovered = 沒有人剛好負責
coverage-no-one-covers = 沒有人負責
coverage-team-manager = 團隊主管
coverage-nobody = 沒有人
negative-bad-credit = 付款紀錄不佳
negative-competitor = 同業
negative-out-of-business = 已歇業
return-reason-no-budget = 沒有預算
return-reason-no-need = 沒有需求
return-reason-not-decision-maker = 不是決策者
return-reason-bad-timing = 時機不對
return-reason-not-reachable = 聯絡不上
return-reason-wrong-territory = 不是我的區域
return-reason-too-little-known = 資料太少
return-reason-duplicate = 重複名單
lost-reason-price = 價格
lost-reason-competitor = 輸給競爭對手
lost-reason-no-budget = 沒有預算
lost-reason-timing = 時機不對
lost-reason-missing-feature = 功能不符
lost-reason-out-of-stock = 缺貨
lost-reason-no-decision = 客戶沒有決定
lost-reason-relationship = 客情關係
why-returned = 外勤退回
why-lost = 上次沒成交，再試一次

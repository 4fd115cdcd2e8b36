# 說明、語言、表單、拒絕：每個功能都會用到的話。

welcome = { $name }，我是 Baton。{ $role ->
        [admin] 人員、規則和資料由你管理：輸入「說明」看這裡能做什麼，其他的請見管理員手冊。
        [manager] 輸入「日報」看今天的數字和該處理的事；打姓名、公司或電話就能找人。其他功能請輸入「說明」。
        [field] 轉交給你的客戶會連同所有資料送到這裡，輸入「轉交」看你的清單；打姓名、公司或電話就能找人。其他功能請輸入「說明」。
       *[other] 打姓名、公司或電話就能找人；講完電話打一行字就記好了。其他功能請輸入「說明」。
    }
ready = 隨時可以。輸入「下一通」看該打給誰，「說明」看其他功能。
stranger = 這個助理只服務已登錄的同仁，請向管理員索取邀請。
error = 系統出了狀況，資料沒有任何變動。請把代碼 { $ref } 告訴管理員，然後再試一次。
rules-faulty = 剛修改的規則或話術檔有錯，目前仍沿用舊版。
    { $faults }
    .faults = { $item }

help-list = { $items }
    .items = { $word }{ PART($aliases, before: "（", after: "）") }：{ $usage }
help-word = { $word }{ PART($aliases, before: "（", after: "）") }：{ $usage }
    例如：{ $example }
help-unknown = 沒有「{ $word }」這個指令，最接近的是「{ $nearest }」。輸入「說明」看全部。
help-help = 可以說什麼；「說明 call」會附範例
help-help-example = 說明 call
help-language = 改用 English、繁體中文或简体中文
help-language-example = 語言 zh-TW
help-cancel = 關掉開著的表單
help-cancel-example = 取消
help-start = 打聲招呼
help-start-example = start

language-ask = 要用哪一種語言？
language-set = 之後用{ $name }。
button-language-set = { $name }

cancel-nothing = 目前沒有開著的表單。輸入「說明」看我會做什麼。
form-cancelled = 已關閉，沒有儲存。
form-ask = …
button-form-skip = 略過
button-form-finish = 直接完成
button-form-back = 上一步
button-form-cancel = 取消

refused-not-available = 這裡沒有這項功能或資料。
refused-changed-meanwhile = 剛好有人同時改了這筆資料，你的這次沒有存。請看過最新內容再做一次。
refused-too-long = 太長了，最多 { $at_most } 個字，這次沒有存。
refused-edit-too-long = 太長了，最多 { $at_most } 個字；先前記下的不變。
refused-bad-line-json = 這一行不是 JSON。
refused-bad-line-act = 請寫文字，或 say、press、submit 加 fields、as、at 其中一種。
refused-bad-line-id = id 要是字串或數字。
refused-bad-line-moment = 「{ $detail }」不是時間，請連時區一起寫，例如 2026-11-23T10:00:00+08:00。
refused-bad-line-back = 時鐘不能倒退（{ $detail }）。
refused-bad-line-nobody = 這裡沒有「{ $detail }」這個人。
refused-form-unknown-field = 這張表單沒有這個欄位。
refused-form-required = 這一題要填。
refused-form-too-long = 有 { $length } 個字，最多 { $at_most } 個。
refused-form-not-an-option = 「{ $typed }」不在選項裡，請從下面選。
refused-form-not-a-number = 「{ $typed }」不是整數，請寫成像 15 這樣。
refused-form-out-of-range = 請填 { $at_least } 到 { $at_most } 之間。
refused-form-not-money = 「{ $typed }」看不出金額，請寫成像 90,000 或 9 萬。
refused-form-not-a-phone = 「{ $typed }」不像電話號碼，照你平常撥的方式寫就好。
refused-form-not-an-email = 「{ $typed }」不是電子郵件地址。
refused-form-several = 「{ $typed }」對到好幾個，請從下面選。
refused-form-nobody = 找不到「{ $typed }」，試試公司名或電話。
refused-form-stale = 那張表單已經不在了，請重新打開。沒有改到任何資料。
refused-form-nothing-open = 那張表單已經關了。
refused-time-not-understood = 看不懂「{ $typed }」是什麼時候，請寫成像「明天十點」或「週五下午三點」。
refused-time-past = { WHEN($due) } 已經過了，要改約什麼時候？
refused-time-ambiguous = 「{ $typed }」不是明確的時間，是哪一個？

# 找聯絡人、新增、修改。

contact-card =
    { $ringing ->
        [inbound] 來電：
        [outbound] 撥出：
       *[other] { "" }
    }{ $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: "（") }{ PART(WORD($pyramid, kind: "pyramid"), before: " · ") }{ PART(WORD($stage, kind: "stage"), before: " · ", after: "）") }
    { $do_not_call ->
        [yes] 拒絕來電，不要打。
       *[no] { "" }
    }
    { HAS($dial) ->
        [yes] { $dial }{ PART($extension, before: " 分機 ") }
       *[no] 還沒有電話
    }{ PART($email, before: " · ") } · 負責人：{ HAS($owner) ->
        [yes] { $owner }
       *[no] 無
    }{ PART($account_manager, before: " · 客戶經理：") }
    { PART(WORD($style, kind: "style"), before: "風格：", after: " ") }{ PART(DAY($birthday), before: "生日 ") }
    { $last_calls }
    { HAS($open_handoff) ->
        [yes] 轉交：{ WORD($handoff_state, kind: "handoff-state") }
       *[no] { "" }
    }
    { HAS($next_due) ->
        [yes] 下一步：{ WHEN($next_due) } { WORD($next_kind, kind: "kind") }
       *[no] { "" }
    }
    { $owns }
    { $never_bought ->
        [yes] 還沒跟我們買過
       *[no] { "" }
    }
    { PART($competitor, before: "也跟", after: "買") }
    { PART($personal_notes, most: 200) }
    { PART(WORDS($missing, kind: "fact"), before: "還沒問到：") }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " 分鐘") }{ PART($note, before: " · ", most: 200) }
    .last_calls-none = 還沒打過電話
    .owns = { $name } × { $quantity }{ PART(DAY($until), before: "（保固或合約到 ", after: "）") }
    .owns-none = { "" }
contact-notes = { $name }{ PART($company, before: " · ") }
    { $personal_notes }
    { $last_calls }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " 分鐘") }{ PART($note, before: " · ") }
    .last_calls-none = 還沒打過電話
contact-choices = { $ringing ->
        [inbound] 來電：
        [outbound] 撥出：
       *[other] { "" }
    }「{ $query }」是{ $count ->
        [1] 這一位嗎
       *[other] 哪一位
    }？
    { $candidates }
    { PART($rest, before: "接著：", most: 200) }
    .candidates = { $n }. { $name }{ PART($company, before: " · ") }{ PART($detail, before: " · ") }{ $do_not_call ->
            [yes] { " " }· 請勿致電
           *[no] { "" }
        }
refused-whom-answered = 這一題已經選過了。如果是另一位，請把那一行再打一次。
contact-none = { $ringing ->
        [inbound] 來電：
        [outbound] 撥出：
       *[other] { "" }
    }{ HAS($near) ->
    [yes] 沒有 { $query } 這支號碼。{ $near }的號碼很接近，是同一家嗎？
   *[no] 找不到「{ $query }」。
    }
contact-added = 已新增：{ $name }{ PART($company, before: " · ") }。
    { $like }
    .like = 可能跟{ $name }{ PART($company, before: " · ") }{ HAS($contact_id) ->
            [yes] 是同一位
           *[no] 是同一家公司
        }（{ WORDS($why, kind: "duplicate-why") }），先比對再繼續。
    .like-none = { "" }
contact-changed = 已修改：{ $name }。
    { $like }
    .like = 可能跟{ $name }{ PART($company, before: " · ") }{ HAS($contact_id) ->
            [yes] 是同一位
           *[no] 是同一家公司
        }（{ WORDS($why, kind: "duplicate-why") }），先比對再繼續。
    .like-none = { "" }
company-card = { $ringing ->
        [inbound] 來電：
        [outbound] 撥出：
       *[other] { "" }
    }{ $name }（{ WORD($tier, kind: "tier") } · { WORD($stage, kind: "stage") }）{ PART($tax_id, before: " 統編 ") }
    負責人：{ HAS($owner) ->
        [yes] { $owner }
       *[no] 無
    }{ PART($account_manager, before: " · 客戶經理：") }
    現在跟哪一位談？

button-contact-new = 新增聯絡人
button-contact-at-company = 加在這家公司
button-contact-notes = 看完整備註
button-contact-edit = 修改
button-call-start = 開始通話
button-log-start = 記一通電話
button-followup-new = 安排後續
button-crosssell-show = 加購機會

form-add-contact-name = 姓名？
form-add-contact-company = 哪家公司？
form-add-contact-phone = 直撥或手機號碼？
form-add-contact-email = 電子郵件？
form-add-contact-title = 職稱？
form-edit-contact-name = 姓名要改成什麼？（不填就不改）
form-edit-contact-title = 職稱？
form-edit-contact-phone = 再加一支電話？
form-edit-contact-email = 電子郵件？
form-edit-contact-style = 行為風格？
form-edit-contact-personal-notes = 個人備註？

refused-contact-who = 是哪一位？請在後面寫姓名、公司或電話。

help-find = <誰>：查聯絡人或公司的資料卡
help-find-example = 找 02-5555 0162
help-add = <誰…>：新增聯絡人，電話和信箱會自動認出來
help-add-example = 新增 周文彬 青禾農產 02-5555 0162
help-edit = <誰>：修改資料
help-edit-example = 修改 周文彬

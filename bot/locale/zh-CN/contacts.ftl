# 找联系人、新增、修改。

contact-card =
    { $ringing ->
        [inbound] 来电：
        [outbound] 拨出：
       *[other] { "" }
    }{ $name }{ PART($title, before: " · ") }{ PART($company, before: " · ") }{ PART(WORD($tier, kind: "tier"), before: "（") }{ PART(WORD($pyramid, kind: "pyramid"), before: " · ") }{ PART(WORD($stage, kind: "stage"), before: " · ", after: "）") }
    { $do_not_call ->
        [yes] 免打扰，不要打。
       *[no] { "" }
    }
    { HAS($dial) ->
        [yes] { $dial }{ PART($extension, before: " 分机 ") }
       *[no] 还没有电话
    }{ PART($email, before: " · ") } · 负责人：{ HAS($owner) ->
        [yes] { $owner }
       *[no] 无
    }{ PART($account_manager, before: " · 客户经理：") }
    { PART(WORD($style, kind: "style"), before: "风格：", after: " ") }{ PART(DAY($birthday), before: "生日 ") }
    { $last_calls }
    { HAS($open_handoff) ->
        [yes] 移交：{ WORD($handoff_state, kind: "handoff-state") }
       *[no] { "" }
    }
    { HAS($next_due) ->
        [yes] 下一步：{ WHEN($next_due) } { WORD($next_kind, kind: "kind") }
       *[no] { "" }
    }
    { $owns }
    { $never_bought ->
        [yes] 还没在我们这儿买过
       *[no] { "" }
    }
    { PART($competitor, before: "也从", after: "进货") }
    { PART($personal_notes, most: 200) }
    { PART(WORDS($missing, kind: "fact"), before: "还没问到：") }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " 分钟") }{ PART($note, before: " · ", most: 200) }
    .last_calls-none = 还没打过电话
    .owns = { $name } × { $quantity }{ PART(DAY($until), before: "（质保或合同到 ", after: "）") }
    .owns-none = { "" }
contact-notes = { $name }{ PART($company, before: " · ") }
    { $personal_notes }
    { $last_calls }
    .last_calls = { WHEN($at) } · { WORD($disposition, kind: "disposition") }{ PART($minutes, before: " · ", after: " 分钟") }{ PART($note, before: " · ") }
    .last_calls-none = 还没打过电话
contact-choices = { $ringing ->
        [inbound] 来电：
        [outbound] 拨出：
       *[other] { "" }
    }“{ $query }”是{ $count ->
        [1] 这一位吗
       *[other] 哪一位
    }？
    { $candidates }
    { PART($rest, before: "接着：", most: 200) }
    .candidates = { $n }. { $name }{ PART($company, before: " · ") }{ PART($detail, before: " · ") }{ $do_not_call ->
            [yes] { " " }· 请勿致电
           *[no] { "" }
        }
refused-whom-answered = 这个已经选过了。如果是另一位，请把那一行再发一遍。
contact-none = { $ringing ->
        [inbound] 来电：
        [outbound] 拨出：
       *[other] { "" }
    }{ HAS($near) ->
    [yes] 没有 { $query } 这个号码。{ $near }的号码很接近，是同一家吗？
   *[no] 找不到“{ $query }”。
    }
contact-added = 已新增：{ $name }{ PART($company, before: " · ") }。
    { $like }
    .like = 可能和{ $name }{ PART($company, before: " · ") }{ HAS($contact_id) ->
            [yes] 是同一位
           *[no] 是同一家公司
        }（{ WORDS($why, kind: "duplicate-why") }），先比对再继续。
    .like-none = { "" }
contact-changed = 已修改：{ $name }。
    { $like }
    .like = 可能和{ $name }{ PART($company, before: " · ") }{ HAS($contact_id) ->
            [yes] 是同一位
           *[no] 是同一家公司
        }（{ WORDS($why, kind: "duplicate-why") }），先比对再继续。
    .like-none = { "" }
company-card = { $ringing ->
        [inbound] 来电：
        [outbound] 拨出：
       *[other] { "" }
    }{ $name }（{ WORD($tier, kind: "tier") } · { WORD($stage, kind: "stage") }）{ PART($tax_id, before: " 税号 ") }
    负责人：{ HAS($owner) ->
        [yes] { $owner }
       *[no] 无
    }{ PART($account_manager, before: " · 客户经理：") }
    现在跟哪一位谈？

button-contact-new = 新增联系人
button-contact-at-company = 加到这家公司
button-contact-notes = 看完整备注
button-contact-edit = 修改
button-call-start = 开始通话
button-log-start = 记一通电话
button-followup-new = 安排跟进
button-crosssell-show = 加购机会

form-add-contact-name = 姓名？
form-add-contact-company = 哪家公司？
form-add-contact-phone = 直线或手机号？
form-add-contact-email = 邮箱？
form-add-contact-title = 职务？
form-edit-contact-name = 姓名改成什么？（不填就不改）
form-edit-contact-title = 职务？
form-edit-contact-phone = 再加一个电话？
form-edit-contact-email = 邮箱？
form-edit-contact-style = 行为风格？
form-edit-contact-personal-notes = 个人备注？

refused-contact-who = 是哪一位？请在后面写姓名、公司或电话。

help-find = <谁>：查联系人或公司的资料卡
help-find-example = 找 02-5555 0162
help-add = <谁…>：新增联系人，电话和邮箱会自动认出来
help-add-example = 新增 周文彬 青禾农产 02-5555 0162
help-edit = <谁>：修改资料
help-edit-example = 修改 周文彬

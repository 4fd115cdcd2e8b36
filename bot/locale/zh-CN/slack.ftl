# 只在 Slack 出现：表单窗口、主页、能收什么。

slack-accepts = 我只能看懂文字，这个文件没有保存。请改用一行文字发给我，或输入“/baton help”。
slack-private-only = 我在私信里服务，不在频道里。请直接给我发消息，或输入“/baton help”。
slack-members-only = 我只为这个工作区的正式成员服务，不包括访客和其他公司。
slack-in-messages = 答案在我们的私信里。
slack-form-closed = 表单没有及时打开。点一下按钮就会再打开。
slack-open-form = 打开表单
slack-sure = 确定吗？
slack-back = 返回
slack-submit = 保存
slack-close = 取消
slack-usual = …或选一个常用的
slack-home-today = 今天
slack-home-language = 语言
slack-act-log-call = 记一通电话
slack-act-next-call = 下一个电话
slack-act-new-lead = 新线索

modal-log-call = 记一通电话
modal-add-contact = 新增联系人
modal-edit-contact = 修改联系人
modal-follow-up = 跟进
modal-take-order = 登记订单
modal-handoff-facts = 移交资料
modal-handoff-override = 仍要移交
modal-handoff-return = 退回
modal-handoff-ask = 询问内勤
modal-handoff-reply = 回复
modal-handoff-outcome = 后续结果
modal-handoff-visit = 拜访
modal-script-note = 记录
modal-name-competitor = 竞争对手
modal-away = 请假
modal-transfer = 转移工作
modal-own-settings = 我的设置

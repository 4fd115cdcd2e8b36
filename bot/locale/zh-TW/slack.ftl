# 只在 Slack 出現：表單視窗、首頁、能收什麼。

slack-accepts = 我只看得懂文字，這個檔案沒有存。請改用一行文字寫給我，或輸入「/baton help」。
slack-private-only = 我在私訊裡服務，不在頻道裡。請直接傳訊息給我，或輸入「/baton help」。
slack-members-only = 我只為這個工作區的正式成員服務，不包括訪客和其他公司。
slack-in-messages = 答案在我們的私訊裡。
slack-form-closed = 表單沒有及時打開。按一下按鈕就會再打開。
slack-open-form = 打開表單
slack-sure = 確定嗎？
slack-back = 返回
slack-submit = 儲存
slack-close = 取消
slack-usual = …或選一個常用的
slack-home-today = 今天
slack-home-language = 語言
slack-act-log-call = 記一通電話
slack-act-next-call = 下一通
slack-act-new-lead = 新名單

modal-log-call = 記一通電話
modal-add-contact = 新增聯絡人
modal-edit-contact = 修改聯絡人
modal-follow-up = 跟進
modal-take-order = 登錄訂單
modal-handoff-facts = 轉交資料
modal-handoff-override = 仍要轉交
modal-handoff-return = 退回
modal-handoff-ask = 詢問內勤
modal-handoff-reply = 回覆
modal-handoff-outcome = 後續結果
modal-handoff-visit = 拜訪
modal-script-note = 記錄
modal-name-competitor = 競爭對手
modal-away = 請假
modal-transfer = 移轉工作
modal-own-settings = 我的設定

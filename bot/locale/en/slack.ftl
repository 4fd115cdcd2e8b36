# Slack only: modals, the Home tab, what a chat takes.

slack-accepts = I read text only; nothing of this file was kept. Type it in a line instead, or use /baton.
slack-private-only = I work in direct messages and by /baton, not in channels. Write to me directly, or type /baton help.
slack-members-only = I work for full members of this workspace only, not for guests or other companies.
slack-in-messages = The answer is in our direct messages.
slack-form-closed = The form did not open in time. Press the button and it opens again.
slack-open-form = Open the form
slack-sure = Are you sure?
slack-back = Back
slack-submit = Save
slack-close = Cancel
slack-usual = … or one of the usual
slack-home-today = Today
slack-home-language = Language
slack-act-log-call = Log a call
slack-act-next-call = Next call
slack-act-new-lead = New lead

modal-log-call = Log a call
modal-add-contact = New contact
modal-edit-contact = Change contact
modal-follow-up = Follow-up
modal-take-order = Take an order
modal-handoff-facts = For the handoff
modal-handoff-override = Hand off anyway
modal-handoff-return = Send back
modal-handoff-ask = Ask the desk
modal-handoff-reply = Answer
modal-handoff-outcome = What became of it
modal-handoff-visit = Visit
modal-script-note = Note
modal-name-competitor = Competitor
modal-away = Absence
modal-transfer = Transfer work
modal-own-settings = My settings

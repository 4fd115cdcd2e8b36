# Somebody can be reached nowhere, and his work is due.

unreached-work = { $person } can be reached nowhere: Baton is blocked in { WORD($platform, kind: "platform") }. Due today – follow-ups: { $follow_ups }; waiting handoffs: { $handoffs }.
    Choose who stands in until tonight.
unreached-received = { $person } can be reached nowhere, and you stand in. Yours now – follow-ups: { $follow_ups }, handoffs: { $handoffs }.

# Upkeep: what people are told when the machinery was mended.

upkeep-restored = Baton was restored to its state of { WHEN($at) }. What was done after that is gone: check what is due, and log again what is missing.
trouble-told = { $kind ->
        [event] Something { $name } did failed on our side ({ $what }); nothing was changed, and { $name } was told.
        [message] A message to { $name } cannot be shown ({ $what }).
       *[task] Planned work failed three times and is left alone ({ $what }).
    }
    The log tells why, under { $ref }. Whatever else of this kind fails within the hour stands in the log only.
work-late = Work that is due is { $seconds } seconds late.
    Look at the load of the machine and at the database; nothing is lost, it is done in its order.

# Upkeep: what people are told when the machinery was mended.

upkeep-restored = Baton was restored to its state of { WHEN($at) }. What was done after that is gone: check what is due, and log again what is missing.

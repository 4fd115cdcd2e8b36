"""A week of the desk in seconds: one process, a clock of its own, chance by seed, whatever may go wrong."""

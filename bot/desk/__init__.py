"""The acts of the desk that several features share: log a call, plan the next step, offer a handoff."""

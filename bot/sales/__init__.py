"""The rules of the trade as pure functions over plain values."""

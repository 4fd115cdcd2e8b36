"""Baton: the inside-sales assistant that lives in chat."""

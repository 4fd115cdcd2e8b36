"""Strict local servers that refuse what the real platforms refuse."""

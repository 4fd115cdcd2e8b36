"""Tests are conversations."""

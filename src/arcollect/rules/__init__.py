"""Excuses and what to say: standard library only."""

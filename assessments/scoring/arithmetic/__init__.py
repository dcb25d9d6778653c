"""Exact numbers, and numbers in words; knows nothing of assessment."""

"""Limits for pictures that come from outside."""

from threading import Lock

PIXELS = 40_000_000  # more is an attack on memory, not a camera


MB = 1024 * 1024


one_at_a_time = Lock()  # an opened picture takes a hundred megabytes

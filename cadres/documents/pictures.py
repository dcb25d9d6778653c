"""Pictures that come from outside: their limits, and what a camera wrote into them taken out."""

from threading import Lock

from PIL import ImageOps

PIXELS = 40_000_000  # more is an attack on memory, not a camera
MB = 1024 * 1024
one_at_a_time = Lock()  # an opened picture takes a hundred megabytes


def without_metadata(picture):
    """The picture turned upright, without place, time and camera."""
    upright = ImageOps.exif_transpose(picture)
    upright.info.clear()
    return upright

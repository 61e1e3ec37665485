"""Is a file a picture, and how does it look made anew: small enough for a page, without what the camera wrote in it?"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps

from collectief.errors import InvalidFieldError, InvalidInvoerError

MAX_BYTES = 12_000_000
MAX_PIXELS = 60_000_000  # more than a telephone makes
MAX_SIDE_PX = 1_600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")


class Picture(NamedTuple):
    """A picture that was made anew; its name is that of its content."""

    body: bytes
    breedte_px: int
    hoogte_px: int

    @property
    def bestand(self) -> str:
        return f"{hashlib.sha256(self.body).hexdigest()[:40]}.webp"


def make_picture(data: bytes) -> Picture:
    """The right way up, and with nothing in it but what is seen; raises InvalidInvoerError."""
    if len(data) > MAX_BYTES:
        raise refused("too_large", max=MAX_BYTES // 1_000_000)
    with _decoded(data) as image:
        plain = _without_transparency(ImageOps.exif_transpose(image))
        plain.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
    body = BytesIO()
    # From the bare pixels: nothing else of the file can come along.
    Image.frombytes("RGB", plain.size, plain.tobytes()).save(body, "WEBP", quality=QUALITY)
    return Picture(body.getvalue(), *plain.size)


def refused(rule: str, **limits: int) -> InvalidInvoerError:
    return InvalidInvoerError([InvalidFieldError("bestand", rule, **limits)])


@contextmanager
def _decoded(data: bytes) -> Iterator[Image.Image]:
    """With all its pixels; how many there are is known, and refused, before they are made."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _check_size(image)
            image.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))  # a JPEG is decoded no larger than it is needed
            image.load()
            yield image
    except InvalidInvoerError:
        raise
    except Image.DecompressionBombError as error:
        raise refused("too_many_pixels", max=MAX_PIXELS // 1_000_000) from error
    except Exception as error:  # whatever a decoder meets in a file that somebody made up
        raise refused("no_picture") from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise refused("too_many_pixels", max=MAX_PIXELS // 1_000_000)


def _without_transparency(image: Image.Image) -> Image.Image:
    """On white, as on a page."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white

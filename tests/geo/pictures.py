"""What does a picture look like once it is drawn, and to whom who is colour-blind?"""

from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

Pixels = npt.NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), at full severity; they work on linear light.
SIGHT: dict[str, Pixels] = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def render(svg: str, *, width_px: int | None = None) -> Pixels:
    """Draw at its own size or another: rows of pixels of red, green and blue, 0 to 255."""
    asked: dict[str, Any] = {} if width_px is None else {"width": width_px}
    with Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=svg, background="#ffffff", **asked))) as image:
        return np.asarray(image.convert("RGB"), dtype=float)


def rgb(colour: str) -> Pixels:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], dtype=float)


def seen(colour: Pixels, sight: str) -> Pixels:
    """A colour as linear light, as somebody of this sight sees it."""
    share = colour / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.clip(light @ SIGHT[sight].T, 0, 1)


def contrast(one: Pixels, other: Pixels) -> float:
    """The contrast of two colours in linear light, by WCAG."""
    darker, lighter = sorted(float(light @ _XYZ[1]) for light in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def difference(one: Pixels, other: Pixels) -> float:
    """Delta E of 1976: how far two colours in linear light are apart; 2.3 is just to be noticed."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def _lab(light: Pixels) -> Pixels:
    shares = (_XYZ @ light) / _XYZ.sum(axis=1)
    x, y, z = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def painted_px(pixels: Pixels, colour: str, *, ground: str = "#ffffff") -> float:
    """How many pixels a colour covers on its ground, the half-covered ones at its edge for their part."""
    step = rgb(colour) - rgb(ground)
    share = ((pixels - rgb(ground)) @ step) / (step @ step)
    off = np.linalg.norm(pixels - rgb(ground) - share[..., None] * step, axis=-1)
    return float(share[off < 12].clip(0, 1).sum())

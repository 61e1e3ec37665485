"""Can everybody tell the colours of classes apart, in black and white too, and see the borders on them?"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from geo.kaart_colours import class_colours
from geo.svg import INK

Colour = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], LUMINANCE, [0.0193339, 0.119192, 0.9503041]])
WHITE = TO_XYZ @ np.ones(3)
TELLS_APART = 8.0  # of CIELAB; 2.3 is just noticeable side by side

EVERY_NUMBER = pytest.mark.parametrize("aantal", range(2, 8))
EVERY_SCORE_NUMBER = pytest.mark.parametrize("aantal", range(3, 8))
EVERY_EYE = pytest.mark.parametrize("eye", EYES)


def linear(colour: str) -> Colour:
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: Colour) -> Colour:
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def smallest_difference(colours: list[Colour]) -> float:
    return min(float(np.linalg.norm(lab(one) - lab(other))) for one, other in combinations(colours, 2))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(LUMINANCE @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@EVERY_EYE
@EVERY_NUMBER
def test_classes_can_be_told_apart(aantal: int, eye: str) -> None:
    seen = [EYES[eye] @ linear(colour) for colour in class_colours(aantal)]
    assert smallest_difference(seen) >= TELLS_APART


@EVERY_EYE
@EVERY_SCORE_NUMBER
def test_classes_of_scores_can_be_told_apart(aantal: int, eye: str) -> None:
    seen = [EYES[eye] @ linear(colour) for colour in class_colours(aantal, is_score=True)]
    assert smallest_difference(seen) >= TELLS_APART


@EVERY_NUMBER
def test_on_a_copy_without_colour_more_is_darker_by_a_clear_step(aantal: int) -> None:
    lightness = [lab(np.full(3, LUMINANCE @ linear(colour)))[0] for colour in class_colours(aantal)]
    assert all(light - dark >= TELLS_APART for light, dark in pairwise(lightness))


@pytest.mark.parametrize("is_score", [False, True])
@EVERY_SCORE_NUMBER
def test_borders_and_hatching_are_seen_on_every_colour(aantal: int, is_score: bool) -> None:
    assert min(contrast(colour, INK) for colour in class_colours(aantal, is_score=is_score)) >= 3


def test_without_classes_there_are_no_colours() -> None:
    assert list(class_colours(0)) == []


def test_a_single_class_has_a_colour() -> None:
    assert len(class_colours(1)) == 1

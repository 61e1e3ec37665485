"""How does a profiel look at one glance?"""

from geo.profiel import Profiel


def heeft_profieltaart(profiel: Profiel) -> bool:
    """Whether there is anything of its own to draw."""
    raise NotImplementedError(profiel)


def make_profieltaart(profiel: Profiel, *, stad: Profiel | None, grootte_px: int = 480) -> str:
    """Draw the polar-area picture as an SVG document."""
    raise NotImplementedError(profiel, stad, grootte_px)

"""Which colours tell the classes of a map apart, also on paper and for who sees few colours?

Each keeps a contrast of 3 : 1 with the ink of borders and hatching. Light means little, in equal steps; scores go from
orange (ongunstig) over white to blue (gunstig), as in the profieltaart.
"""

from collections.abc import Sequence

_LIGHT_TO_DARK = {
    1: ("#7fcdbb",),
    2: ("#ffffd9", "#2396c1"),
    3: ("#ffffd9", "#60c1c0", "#2468b0"),
    4: ("#ffffd9", "#9bd8b9", "#31a5c2", "#2468b0"),
    5: ("#ffffd9", "#b6e2b6", "#60c1c0", "#2396c1", "#2468b0"),
    6: ("#ffffd9", "#c6e9b4", "#84cfbb", "#3cb1c4", "#1e8dbf", "#2468b0"),
    7: ("#ffffd9", "#d0ecba", "#9bd8b9", "#60c1c0", "#31a5c2", "#1f87bc", "#2468b0"),
}
_ORANGE_TO_BLUE = {
    3: ("#b85400", "#f7f3ee", "#2172b0"),
    4: ("#b85400", "#f4be91", "#accfe8", "#2172b0"),
    5: ("#b85400", "#f0a35e", "#f7f3ee", "#86bce4", "#2172b0"),
    6: ("#b85400", "#e5934f", "#f6d4b7", "#caddeb", "#73adda", "#2172b0"),
    7: ("#b85400", "#de8945", "#f4be91", "#f7f3ee", "#accfe8", "#66a3d3", "#2172b0"),
}


def class_colours(aantal: int, *, is_score: bool = False) -> Sequence[str]:
    """Give a colour for each of 0 to 7 classes (for scores 3 to 7), the lowest first."""
    if is_score:
        return _ORANGE_TO_BLUE[aantal]
    return _LIGHT_TO_DARK[aantal] if aantal else ()

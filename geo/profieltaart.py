"""How does a profiel look at one glance?"""

from typing import NamedTuple

from geo import profieltaart_words as words
from geo.cijfers import Cijfer
from geo.errors import GeoError
from geo.profiel import Profiel
from geo.taart_drawing import FULL, SMALL, Slice, Taart, draw
from geo.taart_legend import LegendRow, Sign

_SMALLEST_WITH_LABELS_PX = 240
_MEAN_SCORE = 50


class NoProfieltaartError(GeoError):
    """A profiel has no figure of its own that can be drawn."""


class TaartRow(NamedTuple):
    """One slice as a row of the table beside the picture; None is not known."""

    cijfer: Cijfer
    naam: str
    score_stad: float | None


def heeft_profieltaart(profiel: Profiel) -> bool:
    """Tell whether a profiel has figures of its own that can be drawn: a buurt that borrows its wijk's has not."""
    return profiel.cijfers_van is None and any(cijfer.score is not None for cijfer in profiel.cijfers)


def profieltaart_rows(profiel: Profiel, stad: Profiel | None) -> list[TaartRow]:
    """Give the figures of the picture as a table: every indicator with a richting, with the score of the city."""
    of_stad = {cijfer.indicator.code: cijfer.score for cijfer in stad.cijfers} if stad else {}
    return [
        TaartRow(cijfer, cijfer.indicator.naam_in_taart, of_stad.get(cijfer.indicator.code))
        for cijfer in profiel.cijfers
        if cijfer.indicator.richting
    ]


def make_profieltaart(profiel: Profiel, *, stad: Profiel | None, grootte_px: int = 480) -> str:
    """Draw a profiel as a polar-area picture: an SVG document of text only, safe to put in a page.

    Equal angles, one per indicator with a richting; the area of a slice is its score, of at most 100. An arc is the
    score of the city, a whisker the interval of a score, hatching a score that is not known. Under 240 px the labels
    are left out; the words are in the description of the picture at every size.

    Parameters
    ----------
    stad
        The profiel of the city to compare with; None draws no arcs.
    grootte_px
        The width.

    Raises
    ------
    NoProfieltaartError
        When there is nothing of its own to draw.
    """
    if not heeft_profieltaart(profiel):
        raise NoProfieltaartError(f"{profiel.gebied.code} has no profieltaart")
    rows = profieltaart_rows(profiel, stad)
    taart = Taart(
        id=f"taart-{profiel.gebied.code}-{grootte_px}",
        title=words.title(profiel.gebied.naam, profiel.jaar),
        description=" ".join([words.introduction(stad.gebied.naam if stad else None), *map(_describe, rows)]),
        slices=[_make_slice(row) for row in rows],
        legend=_make_legend(rows, stad),
    )
    return draw(taart, layout=SMALL if grootte_px < _SMALLEST_WITH_LABELS_PX else FULL, width_px=grootte_px)


def _make_slice(row: TaartRow) -> Slice:
    cijfer = row.cijfer
    return Slice(
        label=row.naam,
        score=cijfer.score,
        is_gunstig=cijfer.score is not None and cijfer.score >= _MEAN_SCORE,
        least=cijfer.score_ondergrens,
        most=cijfer.score_bovengrens,
        score_stad=row.score_stad,
        score_text=words.score(cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens),
    )


def _make_legend(rows: list[TaartRow], stad: Profiel | None) -> list[LegendRow]:
    """Explain what the picture holds, and no more."""
    legend = [
        LegendRow(Sign.GUNSTIG, words.GUNSTIGER),
        LegendRow(Sign.ONGUNSTIG, words.MINDER_GUNSTIG),
        LegendRow(Sign.MEAN, words.GEMIDDELD),
    ]
    if stad and any(row.score_stad is not None for row in rows):
        legend.append(LegendRow(Sign.STAD, words.stad_score(stad.gebied.naam)))
    if any(row.cijfer.score_ondergrens is not None for row in rows):
        legend.append(LegendRow(Sign.INTERVAL, words.INTERVAL))
    if any(row.cijfer.score is None for row in rows):
        legend.append(LegendRow(Sign.UNKNOWN, words.ONBEKEND))
    return legend


def _describe(row: TaartRow) -> str:
    """Say one slice in words."""
    cijfer, indicator = row.cijfer, row.cijfer.indicator
    return words.sentence(
        row.naam,
        score=words.score(cijfer.score, cijfer.score_ondergrens, cijfer.score_bovengrens),
        naam=indicator.naam,
        waarde=words.amount(cijfer.waarde, cijfer.decimalen, indicator.eenheid),
        stad=None if row.score_stad is None else words.number(row.score_stad),
    )

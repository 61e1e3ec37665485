"""How does a profiel look at one glance?"""

from collections.abc import Sequence
from typing import NamedTuple

from geo import profieltaart_words as words
from geo.errors import GeoError
from geo.indicatoren import Thema
from geo.profiel import Profiel
from geo.taart_drawing import FULL, SMALL, Slice, Taart, draw
from geo.taart_legend import LegendRow, Sign
from geo.themascores import ThemaScore

SMALLEST_WITH_LABELS_PX = 320
_MEAN_SCORE = 50
_LAND = "nl"
_SIGN_WORDS = {
    Sign.GUNSTIG: words.GUNSTIGER,
    Sign.ONGUNSTIG: words.MINDER_GUNSTIG,
    Sign.MAYBE_GUNSTIG: words.MISSCHIEN_GUNSTIGER,
    Sign.MAYBE_ONGUNSTIG: words.MISSCHIEN_MINDER_GUNSTIG,
    Sign.UNKNOWN: words.ONVOLDOENDE,
}


class NoProfieltaartError(GeoError):
    """A profiel has no score of its own that can be drawn."""


class TaartRow(NamedTuple):
    """One slice as a row of the table beside the picture; None is not known."""

    themascore: ThemaScore
    score_stad: float | None

    @property
    def naam(self) -> str:
        return self.themascore.thema.naam

    @property
    def aantal(self) -> int:
        """How many figures make up the score."""
        return len(self.themascore.cijfers)

    @property
    def bekend(self) -> int:
        """How many of them are known."""
        return sum(cijfer.score is not None for cijfer in self.themascore.cijfers)


def heeft_profieltaart(profiel: Profiel) -> bool:
    """Tell whether a profiel has scores of its own that can be drawn: a buurt that borrows its wijk's has not."""
    return profiel.cijfers_van is None and any(one.score is not None for one in profiel.themas)


def profieltaart_rows(
    profiel: Profiel, stad: Profiel | None, *, themas: Sequence[Thema] | None = None
) -> list[TaartRow]:
    """Give the figures of the picture as a table: every thema that can have a score, with the score of the city.

    Parameters
    ----------
    themas
        Which slices, in which order, where pictures of several sets or years must be alike; a thema that the profiel
        does not have is not known. Left out: those of the profiel.
    """
    own = {one.thema.code: one for one in profiel.themas}
    of_stad = _scores_of_stad(profiel, stad)
    chosen = [one.thema for one in profiel.themas] if themas is None else themas
    return [TaartRow(own.get(thema.code) or _unknown(thema), of_stad.get(thema.code)) for thema in chosen]


def make_profieltaart(
    profiel: Profiel, *, stad: Profiel | None, grootte_px: int = 480, themas: Sequence[Thema] | None = None
) -> str:
    """Draw a profiel as a polar-area picture: an SVG document of text only, safe to put in a page.

    Equal angles, one per thema; the area of a slice is its score, of at most 100. Blue is gunstiger than the mean of
    the reference, orange less; light within a rim is a score whose interval holds that mean. An arc is the score of the
    city, a whisker the interval of a score, hatching a thema of which too little is known. Under 320 px the words and
    whiskers are left out; the description says all at every size.

    Parameters
    ----------
    stad
        The profiel of the city to compare with; None, or the profiel itself, draws no arcs.
    grootte_px
        The width; how high it is depends on the legend.
    themas
        See `profieltaart_rows`.

    Raises
    ------
    NoProfieltaartError
        When there is nothing of its own to draw.
    """
    rows = _get_rows(profiel, stad, themas)
    return _draw(profiel, stad, rows, explained=rows, grootte_px=grootte_px)


def make_taartje(
    profiel: Profiel, *, stad: Profiel | None, grootte_px: int = 120, themas: Sequence[Thema] | None = None
) -> str:
    """Draw a profiel small and without words, for a list that names it and explains the colours once.

    Parameters and errors are those of `make_profieltaart`. Its scores are its name for who cannot see it; put in a page
    it brings no id but that of its hatching.
    """
    rows = _get_rows(profiel, stad, themas)
    said = ", ".join(words.short(row.naam, row.themascore.score, is_certain=is_certain(row.themascore)) for row in rows)
    taart = Taart(
        id=f"taartje-{profiel.gebied.code}",
        title=f"{profiel.gebied.naam}: {said}",
        description="",
        slices=[_make_slice(row) for row in rows],
        legend=[],
    )
    return draw(taart, layout=SMALL, width_px=grootte_px)


def make_leeswijzer(profiel: Profiel, *, voor: Sequence[Profiel], stad: Profiel | None, grootte_px: int = 390) -> str:
    """Draw a profiel with its words as the key to pictures of `make_taartje`: its legend explains what they hold too.

    Parameters
    ----------
    profiel
        Whose scores stand beside the names of the slices.
    voor
        The profielen of the small pictures.
    stad
        The profiel that they are held against.

    Raises
    ------
    NoProfieltaartError
        When `profiel` has nothing of its own to draw.
    """
    rows = _get_rows(profiel, stad, None)
    small = [row for one in voor for row in profieltaart_rows(one, stad)]
    return _draw(profiel, stad, rows, explained=[*rows, *small], grootte_px=grootte_px)


def sign_of(score: ThemaScore) -> Sign:
    """Say on which side of the mean a score lies, if its interval leaves that beyond doubt."""
    if score.score is None:
        return Sign.UNKNOWN
    if score.score >= _MEAN_SCORE:
        return Sign.GUNSTIG if is_certain(score) else Sign.MAYBE_GUNSTIG
    return Sign.ONGUNSTIG if is_certain(score) else Sign.MAYBE_ONGUNSTIG


def is_certain(score: ThemaScore) -> bool:
    """Tell whether the whole interval of a score lies on one side of the mean."""
    if score.ondergrens is None or score.bovengrens is None:
        return True
    return not score.ondergrens < _MEAN_SCORE < score.bovengrens


def _draw(
    profiel: Profiel, stad: Profiel | None, rows: Sequence[TaartRow], *, explained: Sequence[TaartRow], grootte_px: int
) -> str:
    """Draw a picture that is named and described, with a legend for all that `explained` holds."""
    vergeleken_met, naam = _vergeleken_met(profiel, stad), stad.gebied.naam if stad else None
    beside, explained_beside = (naam if _has_ring(some) else None for some in (rows, explained))
    has_whiskers = any(row.themascore.ondergrens is not None for row in rows)
    taart = Taart(
        id=f"taart-{profiel.gebied.code}-{grootte_px}",
        title=words.title(profiel.gebied.naam, profiel.jaar),
        description=" ".join([words.introduction(vergeleken_met, beside), *map(_describe, rows)]),
        slices=[_make_slice(row) for row in rows],
        legend=_make_legend(explained, vergeleken_met, explained_beside, has_whiskers=has_whiskers),
    )
    return draw(taart, layout=SMALL if grootte_px < SMALLEST_WITH_LABELS_PX else FULL, width_px=grootte_px)


def _get_rows(profiel: Profiel, stad: Profiel | None, themas: Sequence[Thema] | None) -> list[TaartRow]:
    rows = profieltaart_rows(profiel, stad, themas=themas)
    if not heeft_profieltaart(profiel) or not rows:
        raise NoProfieltaartError(f"{profiel.gebied.code} has no profieltaart")
    return rows


def _scores_of_stad(profiel: Profiel, stad: Profiel | None) -> dict[str, float | None]:
    """The city is not held against itself."""
    if stad is None or stad.gebied == profiel.gebied:
        return {}
    return {one.thema.code: one.score for one in stad.themas}


def _unknown(thema: Thema) -> ThemaScore:
    return ThemaScore(thema, None, None, None, 0.0, ())


def _vergeleken_met(profiel: Profiel, stad: Profiel | None) -> str:
    if profiel.referentie is None or profiel.referentie.code == _LAND:
        return words.NEDERLAND
    return words.wijken_van((stad or profiel).gebied.naam)


def _make_slice(row: TaartRow) -> Slice:
    one = row.themascore
    ends = (one.score, one.ondergrens, one.bovengrens)
    return Slice(row.naam, sign_of(one), *ends, row.score_stad, words.score_in_label(*ends))


def _has_ring(rows: Sequence[TaartRow]) -> bool:
    return any(row.score_stad is not None for row in rows)


def _make_legend(
    rows: Sequence[TaartRow], vergeleken_met: str, stad: str | None, *, has_whiskers: bool
) -> list[LegendRow]:
    """Explain what the picture holds, and no more."""
    signs = {sign_of(row.themascore) for row in rows}
    legend = [LegendRow(sign, text) for sign, text in _SIGN_WORDS.items() if sign in signs]
    legend.append(LegendRow(Sign.MEAN, words.gemiddelde_van(vergeleken_met)))
    if stad:
        legend.append(LegendRow(Sign.STAD, words.stad_score(stad)))
    if has_whiskers:
        legend.append(LegendRow(Sign.INTERVAL, words.INTERVAL))
    return legend


def _describe(row: TaartRow) -> str:
    """Say one slice in words."""
    one = row.themascore
    score = words.score_in_words(one.score, one.ondergrens, one.bovengrens)
    return words.sentence(row.naam, score=score, bekend=row.bekend, aantal=row.aantal, stad=row.score_stad)

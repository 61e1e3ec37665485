"""Which figures describe a gebied?"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.cijfers import Cijfer, make_cijfer
from geo.delen import Deel, make_delen
from geo.gebieden import Gebied, Soort
from geo.kerncijfers import make_kerncijfer_index
from geo.rebuild import Figures, make_outcome
from geo.scores import Referentie, make_referenties

if TYPE_CHECKING:
    from geo.gebiedenset import Gebiedenset


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel:
    """The figures of one gebied, in the order of indicatoren.toml; none and `jaar` None where the set has no figures.

    `cijfers_van` is the wijk that lends its figures to a buurt without figures of its own.
    """

    gebied: Gebied
    jaar: int | None
    cijfers: tuple[Cijfer, ...]
    cijfers_van: Gebied | None

    def as_dict(self) -> dict[str, Any]:
        """Give the profiel in the API's shape."""
        lender = self.cijfers_van
        return {
            "code": self.gebied.code,
            "naam": self.gebied.naam,
            "soort": self.gebied.soort.value,
            "jaar": self.jaar,
            "cijfers_van": lender and {"code": lender.code, "naam": lender.naam},
            "indicatoren": [cijfer.as_dict() for cijfer in self.cijfers],
        }


class _Known(NamedTuple):
    """What a gebiedenset knows of its figures, indexed."""

    figures: Figures
    referenties: dict[str, Referentie]


def make_profiel(gebiedenset: "Gebiedenset", gebied: Gebied, *, buurten: frozenset[str] | None = None) -> Profiel:
    """Make the profiel of a gebied, of the year whose kerncijfers the set shows.

    A gebied with figures of its own has those. A gemeente, wijk or teamgebied without is rebuilt from its wijken
    and buurten; a buurt without shows the figures of its wijk.

    Parameters
    ----------
    buurten
        The buurtcodes of a teamgebied; left out for other gebieden, of which the set knows them.

    Raises
    ------
    UnknownGebiedError
        When the set has no such gebied or buurt.
    """
    return _make_profiel(gebiedenset, gebied, buurten)


@lru_cache(maxsize=1024)
def _make_profiel(gebiedenset: "Gebiedenset", gebied: Gebied, buurten: frozenset[str] | None) -> Profiel:
    """Make it once: nothing it rests on ever changes, and the gemeente's is wanted beside every other."""
    jaar = gebiedenset.gemeente.kerncijfers_jaar
    known = _index(gebiedenset)
    delen, lender = _find_delen(gebiedenset, gebied, buurten, known.figures)
    if jaar is None or not known.figures.kerncijfers or not delen:
        return Profiel(gebied=gebied, jaar=None, cijfers=(), cijfers_van=None)
    cijfers = tuple(_make_cijfer(code, delen, known, jaar=jaar) for code in known.figures.indicatoren)
    return Profiel(gebied=gebied, jaar=jaar, cijfers=cijfers, cijfers_van=lender)


@lru_cache(maxsize=64)
def _index(gebiedenset: "Gebiedenset") -> _Known:
    """Index the figures of a set once: sets are equal only if they are one."""
    jaar = gebiedenset.gemeente.kerncijfers_jaar
    kerncijfers = {} if jaar is None else make_kerncijfer_index(gebiedenset.kerncijfers, jaar=jaar)
    return _Known(Figures(gebiedenset.indicatoren, kerncijfers), make_referenties(gebiedenset.referentie))


def _find_delen(
    gebiedenset: "Gebiedenset", gebied: Gebied, buurten: frozenset[str] | None, figures: Figures
) -> tuple[tuple[Deel, ...], Gebied | None]:
    """Find whose figures make those of a gebied, and the wijk that lends them to a buurt."""
    if gebied.code in figures.kerncijfers:
        return (Deel(gebied),), None
    if gebied.soort is Soort.BUURT and gebied.wijk is not None:
        wijk = gebiedenset.get_gebied(gebied.wijk)
        return (Deel(wijk),), wijk
    codes = gebiedenset.buurten_of(gebied.code) if buurten is None else buurten
    return make_delen(gebiedenset, codes, published=figures.kerncijfers), None


def _make_cijfer(code: str, delen: tuple[Deel, ...], known: _Known, *, jaar: int) -> Cijfer:
    indicator = known.figures.indicatoren[code]
    is_rebuilt = len(delen) > 1 or delen[0].is_split
    return make_cijfer(
        indicator,
        make_outcome(indicator, delen, known.figures),
        jaar=jaar,
        decimalen=indicator.decimalen_herbouwd if is_rebuilt else indicator.decimalen,
        referentie=known.referenties.get(code),
    )

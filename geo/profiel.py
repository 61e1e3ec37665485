"""Which figures describe a gebied?"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.cijfers import Cijfer, make_cijfer
from geo.delen import Deel, make_delen
from geo.figures import Figures, Recipe
from geo.gebieden import Gebied, Soort, wijk_of_code
from geo.indicatoren import Indicator, Optelbaar
from geo.kerncijfers import Status, make_kerncijfer_index
from geo.rebuild import make_outcome
from geo.scores import LAND_REFERENTIE, Referentietabel
from geo.themascores import ThemaScore, make_themascores

if TYPE_CHECKING:
    from geo.gebiedenset import Gebiedenset


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiel:
    """The figures of one gebied, by thema; none and `jaar` None where the set has no figures of that year.

    `cijfers_van` is the wijk that lends its figures to a buurt without figures of its own. `themas` has the score of
    each thema that can have one, held against `referentie` (None: there is nothing to hold it against).
    """

    gebied: Gebied
    jaar: int | None
    cijfers: tuple[Cijfer, ...]
    cijfers_van: Gebied | None
    themas: tuple[ThemaScore, ...]
    referentie: Referentietabel | None

    def find_cijfer(self, indicator: str) -> Cijfer | None:
        """Find the figure of an indicator, by its code."""
        return next((cijfer for cijfer in self.cijfers if cijfer.indicator.code == indicator), None)

    def as_dict(self) -> dict[str, Any]:
        """Give the profiel in the API's shape."""
        lender, referentie = self.cijfers_van, self.referentie
        return {
            "code": self.gebied.code,
            "naam": self.gebied.naam,
            "soort": self.gebied.soort.value,
            "jaar": self.jaar,
            "cijfers_van": lender and {"code": lender.code, "naam": lender.naam},
            "referentie": referentie and {"code": referentie.code, "jaar": referentie.jaar},
            "themas": [one.as_dict() for one in self.themas],
            "indicatoren": [cijfer.as_dict() for cijfer in self.cijfers],
        }


class _Known(NamedTuple):
    """What a gebiedenset knows of one year: its figures, and the indicatoren that any gebied can have."""

    figures: Figures
    indicatoren: tuple[Indicator, ...]
    referentie: str


def make_profiel(
    gebiedenset: "Gebiedenset",
    gebied: Gebied,
    *,
    buurten: frozenset[str] | None = None,
    jaar: int | None = None,
    referentie: str | None = None,
) -> Profiel:
    """Make the profiel of a gebied.

    A figure that was published for the gebied is that. A gemeente, wijk or teamgebied without it has it rebuilt from
    its wijken and buurten; a buurt without any figures shows those of its wijk. Indicatoren that the set has for no
    gebied in that year are left out.

    Parameters
    ----------
    buurten
        The buurtcodes of a teamgebied; left out for other gebieden, of which the set knows them.
    jaar
        Left out: the year that the set shows.
    referentie
        Which of `gebiedenset.referenties` scores are held against; left out: the one that the set chose.

    Raises
    ------
    UnknownGebiedError
        When the set has no such gebied or buurt.
    """
    gemeente = gebiedenset.gemeente
    return _make_profiel(gebiedenset, gebied, buurten, jaar or gemeente.kerncijfers_jaar, referentie)


def make_cijfer_van(
    gebiedenset: "Gebiedenset",
    gebied: Gebied,
    indicator: str,
    *,
    buurten: frozenset[str] | None = None,
    jaar: int | None = None,
    referentie: str | None = None,
) -> Cijfer | None:
    """Make one figure of a gebied, as `make_profiel` would, without making all the others.

    Returns
    -------
    None for an indicator that the set does not have in that year, and for a buurt that would borrow it from its wijk.

    Raises
    ------
    UnknownGebiedError
        When the set has no such gebied or buurt.
    """
    jaar = jaar or gebiedenset.gemeente.kerncijfers_jaar
    known = _index(gebiedenset, jaar)
    found = next((one for one in known.indicatoren if one.code == indicator), None)
    parts = gebiedenset.onderdelen_of(gebied.code) if buurten is None else buurten
    if found is None or jaar is None or not parts or _find_lender(gebiedenset, gebied, known.figures):
        return None
    tabel = gebiedenset.referenties.get(referentie or known.referentie)
    delen = _find_delen(gebiedenset, gebied, parts, found, known.figures)
    return _make_cijfer(found, delen, known, jaar, tabel)


@lru_cache(maxsize=4096)
def _make_profiel(
    gebiedenset: "Gebiedenset", gebied: Gebied, buurten: frozenset[str] | None, jaar: int | None, referentie: str | None
) -> Profiel:
    """Make it once: nothing it rests on ever changes, and the gemeente's is wanted beside every other."""
    known = _index(gebiedenset, jaar)
    lender = _find_lender(gebiedenset, gebied, known.figures)
    source = lender or gebied
    parts = gebiedenset.onderdelen_of(source.code) if buurten is None else buurten
    tabel = gebiedenset.referenties.get(referentie or known.referentie)
    has_figures = bool(parts) and bool(known.figures.kerncijfers)
    cijfers = tuple(
        _make_cijfer(indicator, _find_delen(gebiedenset, source, parts, indicator, known.figures), known, jaar, tabel)
        for indicator in known.indicatoren
        if has_figures and jaar is not None
    )
    return Profiel(
        gebied=gebied,
        jaar=jaar if cijfers else None,
        cijfers=cijfers,
        cijfers_van=lender if cijfers else None,
        themas=make_themascores(cijfers, gebiedenset.themas),
        referentie=tabel,
    )


@lru_cache(maxsize=64)
def _index(gebiedenset: "Gebiedenset", jaar: int | None) -> _Known:
    """Index the figures of a set once: sets are equal only if they are one."""
    kerncijfers = (
        {} if jaar is None else make_kerncijfer_index(gebiedenset.kerncijfers, jaar=jaar, bronnen=gebiedenset.bronnen)
    )
    figures = Figures(indicatoren=gebiedenset.indicatoren, kerncijfers=kerncijfers, onderdelen=gebiedenset.onderdelen)
    named = {code for of_gebied in kerncijfers.values() for code in of_gebied}
    shown = (one for one in gebiedenset.indicatoren.values() if one.code in named or _can_be_computed(one, figures))
    indicatoren = tuple(shown)
    return _Known(figures, indicatoren, _choose_referentie(gebiedenset, indicatoren, figures))


def default_referentie(gebiedenset: "Gebiedenset", *, jaar: int | None = None) -> str:
    """Say what scores of a year are held against unless another is asked for: the code of a reference, or ""."""
    return _index(gebiedenset, jaar or gebiedenset.gemeente.kerncijfers_jaar).referentie


def _choose_referentie(gebiedenset: "Gebiedenset", indicatoren: tuple[Indicator, ...], figures: Figures) -> str:
    """Take the reference that the set chose, or else the one that gives most figures a score; the land goes first."""
    if gebiedenset.gemeente.referentie:
        return gebiedenset.gemeente.referentie
    scored = {one.code for one in indicatoren if one.richting and _is_known(one, figures)}
    codes = sorted(gebiedenset.referenties, key=lambda code: code != LAND_REFERENTIE)
    return max(codes, key=lambda code: len(scored & gebiedenset.referenties[code].referenties.keys()), default="")


def _is_known(indicator: Indicator, figures: Figures) -> bool:
    return any(figures.published.issuperset(recipe.needed) for recipe in figures.recipes_of(indicator))


def _can_be_computed(indicator: Indicator, figures: Figures) -> bool:
    is_ratio = indicator.optelbaar not in (Optelbaar.SOM, Optelbaar.NEE)
    return is_ratio and {indicator.teller, indicator.noemer} <= figures.published


def _find_lender(gebiedenset: "Gebiedenset", gebied: Gebied, figures: Figures) -> Gebied | None:
    """Find the wijk that lends its figures to a buurt that has none."""
    if gebied.soort is not Soort.BUURT or gebied.wijk is None or gebied.code in figures.kerncijfers:
        return None
    return gebiedenset.get_gebied(gebied.wijk)


def _find_delen(
    gebiedenset: "Gebiedenset", gebied: Gebied, parts: frozenset[str], indicator: Indicator, figures: Figures
) -> tuple[Deel, ...]:
    """Find whose figures make one of a gebied: its own, or those of its parts."""
    gebied = _find_same(gebiedenset, gebied, parts, figures)
    own = figures.find(gebied.code, indicator.code)
    if (own is not None and own.status is not Status.NIET_GEPUBLICEERD) or parts == {gebied.code}:
        return (Deel(gebied),)
    recipes = figures.recipes_of(indicator)
    if any(figures.has_values(recipe, gebied.code) for recipe in recipes if recipe.teller is not None):
        return (Deel(gebied),)
    if not any(figures.published.issuperset(recipe.needed) for recipe in recipes):
        return (Deel(gebied),)  # nobody has it: there is nothing to put together
    ways = [_put_together(gebiedenset, parts, recipe, figures) for recipe in recipes]
    usable = (delen for delen, recipe in zip(ways, recipes, strict=True) if _are_bounded(delen, recipe, figures))
    return next(usable, ways[0])


def _put_together(
    gebiedenset: "Gebiedenset", parts: frozenset[str], recipe: Recipe, figures: Figures
) -> tuple[Deel, ...]:
    return make_delen(
        gebiedenset,
        parts,
        is_known=lambda code: figures.has_values(recipe, code),
        is_bounded=lambda code: figures.has_bounds(recipe, code),
    )


def _are_bounded(delen: tuple[Deel, ...], recipe: Recipe, figures: Figures) -> bool:
    return all(figures.has_bounds(recipe, deel.gebied.code) for deel in delen)


def _find_same(gebiedenset: "Gebiedenset", gebied: Gebied, parts: frozenset[str], figures: Figures) -> Gebied:
    """Find the buurt or wijk that a teamgebied is the same as: then they have the same figures, and the same gaps."""
    if gebied.soort is not Soort.TEAMGEBIED:
        return gebied
    part = min(parts)
    same = (code for code in (part, wijk_of_code(part)) if gebiedenset.onderdelen_of(code) == parts)
    code = next((code for code in same if code in figures.kerncijfers), None)
    return gebied if code is None else gebiedenset.get_gebied(code)


def _make_cijfer(
    indicator: Indicator, delen: tuple[Deel, ...], known: _Known, jaar: int, tabel: Referentietabel | None
) -> Cijfer:
    outcome = make_outcome(indicator, delen, known.figures)
    return make_cijfer(
        indicator,
        outcome,
        jaar=jaar,
        decimalen=indicator.decimalen_herbouwd if outcome.is_rebuilt else indicator.decimalen,
        referentie=tabel.referenties.get(indicator.code) if tabel else None,
    )

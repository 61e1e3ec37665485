"""How is an effect told, in plain words and with care?"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import keeps_of_team
from collectief.collectiveren.effect import Effect, Effectoordeel, Getoond, Schatting
from collectief.collectiveren.effectcijfers import comparable_buurten, effect_of
from collectief.models import Gebruiker, Voorstel
from collectief.tellingen.uitspraken import Marge
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.context import today
from webapp.show import getal


class Effectbeeld(NamedTuple):
    """An effect with its sentences, in the order in which they are read."""

    effect: Effect
    kop: str
    zinnen: Sequence[str]
    let_op: Sequence[str]
    buurten: Sequence[str]
    andere_buurten: Sequence[str]


def make_effectbeeld(
    session: Session, voorstel: Voorstel, gebiedenset: Gebiedenset, gebruiker: Gebruiker | None
) -> Effectbeeld:
    """For a gebruiker; None is who is of no team."""
    is_own = gebruiker is not None and is_of_team(voorstel, gebruiker)
    buurten, k = set(voorstel.buurtcodes), gebiedenset.gemeente.tellingen_k
    effect = effect_of(
        session, voorstel, lambda: comparable_buurten(gebiedenset, buurten), today=today(), k=k, is_own=is_own
    )
    return Effectbeeld(
        effect=effect,
        kop=say_oordeel(effect),
        zinnen=_sentences(effect),
        let_op=_cautions(effect),
        buurten=_names(gebiedenset, effect.buurten or sorted(buurten)),
        andere_buurten=_names(gebiedenset, effect.andere_buurten),
    )


def is_of_team(voorstel: Voorstel, gebruiker: Gebruiker) -> bool:
    """Whoever is of the team itself; a beheerder sees of its counts what others see."""
    return gebruiker.rol == Rol.TEAMLID and keeps_of_team(
        gebruiker, gemeente=voorstel.gemeente, team_id=voorstel.team_id
    )


def as_dict(voorstel: Voorstel, beeld: Effectbeeld) -> dict[str, Any]:
    """All that a program needs; a bound that has no number is null."""
    effect, schatting = beeld.effect, beeld.effect.schatting
    numbers = {name: _number(getattr(schatting, name)) for name in Schatting._fields} if schatting else None
    return {
        "voorstel": voorstel.id,
        "titel": voorstel.titel,
        "oordeel": effect.oordeel.value,
        "zin": beeld.kop,
        "periode": effect.periode._asdict() if effect.periode else None,
        "huishoudens": _bounds(effect.geteld),
        "huishoudens_vergeleken": _bounds(effect.vergeleken),
        "schatting": numbers,
        "buurten": list(effect.buurten),
        "andere_buurten": list(effect.andere_buurten),
        "let_op": list(beeld.let_op),
        "bron": "signalen",
    }


def say_oordeel(effect: Effect) -> str:
    """The one sentence on top."""
    elders = _("vergelijkbare buurten") if effect.lijken else _("andere buurten")
    return {
        Effectoordeel.TE_VROEG: _("Het is nog te vroeg om iets te zeggen."),
        Effectoordeel.TE_WEINIG: _("Er zijn te weinig signalen om iets te zeggen."),
        Effectoordeel.GEEN_VERSCHIL: _("We zien geen duidelijk verschil met %(elders)s.", elders=elders),
        Effectoordeel.MINDER: _("Er kwamen minder signalen dan we door %(elders)s verwachten.", elders=elders),
        Effectoordeel.MEER: _("Er kwamen meer signalen dan we door %(elders)s verwachten.", elders=elders),
    }[effect.oordeel]


def _sentences(effect: Effect) -> list[str]:
    if effect.periode is None:
        return [_("We vergelijken pas als er drie hele maanden voorbij zijn na de maand van de eerste keer.")]
    found = [_say_periode(effect)]
    if effect.schatting:
        found.append(_say_schatting(effect.schatting))
    return found


def _say_periode(effect: Effect) -> str:
    maanden = effect.periode.maanden if effect.periode else 0
    begin = format_date(effect.periode.voor_tot, "MMMM y") if effect.periode else ""
    return _("We vergelijken %(n)s maanden vóór en %(n)s maanden na %(maand)s.", n=maanden, maand=begin)


def _say_schatting(schatting: Schatting) -> str:
    low, high = _percent(schatting.ondergrens), _percent(schatting.bovengrens)
    return _(
        "Op elke 100 huishoudens die we zonder verschil verwachten, kwamen er %(n)s. Door toeval kan dat liggen tussen "
        "%(laag)s en %(hoog)s.",
        n=_percent(schatting.verhouding),
        laag=low,
        hoog=high,
    )


def _cautions(effect: Effect) -> list[str]:
    found = [_("Signalen zijn wat teams en partners opschrijven. Niet elke vraag wordt een signaal.")]
    if effect.schatting:
        found.append(_("Een verschil zegt niet dat het door dit voorstel komt: er verandert meer tegelijk."))
    if not effect.lijken:
        found.append(_("We weten niet welke buurten op deze lijken. We vergelijken daarom met alle andere buurten."))
    if effect.oordeel == Effectoordeel.MEER:
        found.append(_("Meer signalen kan ook betekenen dat mensen de weg beter vinden."))
    if effect.melden_veranderde:
        found.append(_("Ook over andere dingen kwamen hier anders signalen binnen dan elders. Wees extra voorzichtig."))
    if effect.schatting and effect.schatting.spreiding > 1:
        found.append(_("De buurten verschillen onderling veel. Daarom is de marge ruimer gemaakt."))
    return found


def marge_in_woorden(marge: Marge) -> str:
    if marge.ondergrens == marge.bovengrens:
        return getal(marge.ondergrens)
    if marge.ondergrens == 0:
        return _("minder dan %(boven)s", boven=getal(marge.bovengrens))
    return _("%(onder)s tot %(boven)s", onder=getal(marge.ondergrens), boven=getal(marge.bovengrens))


def _bounds(getoond: Getoond | None) -> dict[str, dict[str, int]] | None:
    """At least `ondergrens` and fewer than `bovengrens`; where both are the same, it is the count."""
    return getoond and {name: marge._asdict() for name, marge in getoond._asdict().items()}


def _names(gebiedenset: Gebiedenset, codes: Sequence[str]) -> list[str]:
    known = (gebiedenset.find_gebied(code) for code in codes)
    return sorted(gebied.naam for gebied in known if gebied)


def _percent(ratio: float) -> str:
    return _("heel veel meer") if not math.isfinite(ratio) else str(round(100 * ratio))


def _number(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None

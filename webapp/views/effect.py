"""How is an effect told, in plain words and with care?"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import keeps_of_team
from collectief.collectiveren.effect import Effect, Effectoordeel, Periode, Schatting, find_eerste_oordeel_op
from collectief.collectiveren.effectcijfers import comparable_buurten, effect_of
from collectief.collectiveren.spreiding import Spreiding
from collectief.collectiveren.verhouding import Getoond, Verhouding
from collectief.models import Gebruiker, Voorstel
from collectief.tellingen.uitspraken import Marge
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.context import today
from webapp.show import getal

MUCH = 2.0  # times as much as chance: what is told of


class Effectbeeld(NamedTuple):
    """An effect with its sentences, in the order in which they are read."""

    effect: Effect
    kop: str
    zinnen: Sequence[str]
    let_op: Sequence[str]
    rekenwijze: Sequence[str]
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
        zinnen=say_effect(effect, eerste_keer_op=voorstel.eerste_keer_op),
        let_op=say_let_op(effect),
        rekenwijze=say_rekenwijze(effect),
        buurten=_names(gebiedenset, effect.buurten or sorted(buurten)),
        andere_buurten=_names(gebiedenset, effect.andere_buurten),
    )


def is_of_team(voorstel: Voorstel, gebruiker: Gebruiker) -> bool:
    """Whoever is of the team itself; a beheerder sees of its counts what others see."""
    return gebruiker.rol == Rol.TEAMLID and keeps_of_team(
        gebruiker, gemeente=voorstel.gemeente, team_id=voorstel.team_id
    )


def as_dict(voorstel: Voorstel, beeld: Effectbeeld) -> dict[str, Any]:
    """All that a program needs; a bound that has no number is null, and so is what was not compared."""
    effect = beeld.effect
    return {
        "voorstel": voorstel.id,
        "titel": voorstel.titel,
        "oordeel": effect.oordeel.value,
        "zin": beeld.kop,
        "periode": effect.periode._asdict() if effect.periode else None,
        "huishoudens": _bounds(effect.geteld),
        "huishoudens_vergeleken": _bounds(effect.vergeleken),
        "schatting": _numbers(effect.schatting),
        "buurten": list(effect.buurten),
        "andere_buurten": list(effect.andere_buurten),
        "lijken": effect.lijken if effect.periode else None,
        "let_op": list(beeld.let_op),
        "bron": "signalen",
    }


def say_oordeel(effect: Effect) -> str:
    """The one sentence on top."""
    elders = _("vergelijkbare buurten") if effect.lijken else _("andere buurten")
    return {
        Effectoordeel.TE_VROEG: _("Het is nog te vroeg om iets te zeggen."),
        Effectoordeel.TE_WEINIG: _("We weten te weinig om iets te zeggen."),
        Effectoordeel.GEEN_VERSCHIL: _("We zien geen duidelijk verschil met %(elders)s.", elders=elders),
        Effectoordeel.MINDER: _("Er kwamen minder signalen dan verwacht."),
        Effectoordeel.MEER: _("Er kwamen meer signalen dan verwacht."),
    }[effect.oordeel]


def say_effect(effect: Effect, *, eerste_keer_op: date | None) -> list[str]:
    """What was compared, and what came of it."""
    if effect.periode is None:
        return [_say_wait(eerste_keer_op)]
    found = [_say_periode(effect.periode)]
    if effect.schatting:
        found += [_say_verwacht(effect), _say_schatting(effect.schatting)]
    else:
        found.append(_("Een verhaal of het aantal deelnemers zegt dan meer. Die staan bij het voorstel."))
    return found


def _say_wait(eerste_keer_op: date | None) -> str:
    since = find_eerste_oordeel_op(eerste_keer_op)
    if since is None:
        return _("Bij dit voorstel staat nog niet wanneer de eerste keer is.")
    return _(
        "We vergelijken pas als er na de maand van de eerste keer drie hele maanden voorbij zijn: vanaf %(dag)s.",
        dag=format_date(since, "d MMMM y"),
    )


def _say_periode(periode: Periode) -> str:
    return _(
        "We vergelijken %(n)s maanden ervoor (%(voor)s) met %(n)s maanden erna (%(na)s). De maand van de eerste keer "
        "telt niet mee.",
        n=periode.maanden,
        voor=_say_maanden(periode.voor, periode.voor_tot),
        na=_say_maanden(periode.na, periode.na_tot),
    )


def _say_maanden(first: date, end: date) -> str:
    van, tot = (format_date(day, "MMMM y") for day in (first, end - timedelta(days=1)))
    return _("%(van)s tot en met %(tot)s", van=van, tot=tot)


def _say_verwacht(effect: Effect) -> str:
    if effect.lijken:
        return _("We verwachten dat het hier net zo verandert als in vergelijkbare buurten.")
    return _("We verwachten dat het hier net zo verandert als in de andere buurten.")


def _say_schatting(schatting: Schatting) -> str:
    low, high = _percent(schatting.ondergrens), _percent(schatting.bovengrens)
    if not math.isfinite(schatting.verhouding):
        return _("Ervoor waren er geen signalen. Hoeveel keer meer het er nu zijn, is dan niet te zeggen.")
    if not math.isfinite(schatting.bovengrens):
        return _(
            "Waar we signalen over 100 huishoudens verwachtten, gingen ze over ongeveer %(n)s huishoudens. Dat is "
            "onzeker: het kunnen er ook %(laag)s zijn, of heel veel meer.",
            n=_percent(schatting.verhouding),
            laag=low,
        )
    return _(
        "Waar we signalen over 100 huishoudens verwachtten, gingen ze over ongeveer %(n)s huishoudens. Dat is onzeker: "
        "het kunnen er ook %(laag)s tot %(hoog)s zijn.",
        n=_percent(schatting.verhouding),
        laag=low,
        hoog=high,
    )


def say_let_op(effect: Effect) -> list[str]:
    """Why to be careful, where something was compared; nothing that is not so."""
    if effect.periode is None:
        return []
    found = [_("Signalen zijn wat teams en partners opschrijven. Niet elke vraag wordt een signaal.")]
    if effect.schatting:
        found.append(_("Een verschil zegt niet dat het door dit voorstel komt: er verandert meer tegelijk."))
    if effect.geteld and not effect.geteld.is_precies:
        found.append(_("Het team zelf kent de precieze aantallen. Daarom kan het team hier iets anders lezen dan u."))
    if not effect.lijken:
        found.append(_("We weten niet welke buurten op deze lijken. We vergelijken met de andere buurten."))
    if effect.oordeel == Effectoordeel.MEER:
        found.append(_("Meer signalen kan ook betekenen dat mensen de weg beter vinden."))
    if effect.melden_veranderde:
        found.append(_("Ook over andere dingen kwamen hier anders signalen binnen dan elders. Wees extra voorzichtig."))
    return [*found, *_say_spreiding(effect.schatting.spreiding)] if effect.schatting else found


def _say_spreiding(spreiding: Spreiding) -> list[str]:
    """What made the interval much wider than chance alone would; told as an upper bound, so with "kunnen"."""
    causes = {
        _("Buurten kunnen onderling veel verschillen. Daarom is de marge ruimer."): spreiding.tussen_buurten,
        _("Eén signaal kan over meer huishoudens gaan. Daarom is de marge ruimer."): spreiding.per_signaal,
    }
    return [zin for zin, much in causes.items() if much == spreiding.grootste > MUCH]


def say_rekenwijze(effect: Effect) -> list[str]:
    """How it was computed, where something was."""
    if effect.periode is None:
        return []
    elders = (
        _("Dat doen we ook in de buurten die er in de cijfers van het CBS het meest op lijken.")
        if effect.lijken
        else _("Dat doen we ook in de andere buurten van de gemeente, want we weten niet welke op deze lijken.")
    )
    return [
        _("We tellen over hoeveel huishoudens signalen gingen, en delen het aantal erna door het aantal ervoor."),
        elders,
        _("Een buurt waar intussen een ander voorstel over hetzelfde begon, tellen we daarbij niet mee."),
        _("Zijn er genoeg signalen, dan delen we de eerste uitkomst door de tweede. Van grenzen nemen we het midden."),
        _(
            "De marge is wat het ook kan zijn: van de laagste tot de hoogste uitkomst die binnen de grenzen past, met "
            "toeval erbij (95 procent)."
        ),
        _("Buurten verschillen, en één signaal kan over meer huishoudens gaan. Dat maakt de marge ruimer."),
        _("Voor kenners: difference-in-differences met een quasi-Poissonmodel."),
    ]


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
    return str(round(100 * ratio)) if math.isfinite(ratio) else ""


def _numbers(schatting: Schatting | None) -> dict[str, Any] | None:
    if schatting is None:
        return None
    found: dict[str, Any] = {name: _number(getattr(schatting, name)) for name in Verhouding._fields}
    return found | {"spreiding": {name: _number(much) for name, much in schatting.spreiding._asdict().items()}}


def _number(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None

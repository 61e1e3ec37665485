"""What does a team still have to do, list by list and row by row, and where is each thing done?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from collectief.collectiveren.terugkoppeling import count_zonder_antwoord, signalen_zonder_antwoord
from collectief.dubbelen.dubbel_kandidaten import likely_pairs
from collectief.kaart.werkvoorraad import (
    MAX_COUNTED,
    count_wachtende_inlezingen,
    counts,
    open_voorstellen,
    zonder_openingstijden,
    zonder_plek,
)
from collectief.leemten.aanbodplekken import PAS_GEEINDIGD, is_pas_gestopt
from collectief.leemten.wat_als import Gestopt, gestopt_met_leemte
from collectief.models import Aanbod, Gebruiker, Wijzigingsvoorstel
from collectief.tijden.dutch_time import day_of
from collectief.versheid.contactcontroles import dode_contacten
from collectief.versheid.te_controleren import te_controleren
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.leemtegeheugen import leemtestand_of
from webapp.views.gelijkend import say_why
from webapp.views.territory import Territory
from webapp.views.veldwoorden import label_of

PAGE = 25
MOST_NAMED = 3
MOST = MAX_COUNTED + 1  # what is done leaves its list and makes room for the rest
LIJSTEN: Mapping[str, Any] = {
    "controleren": _l("Te controleren"),
    "voorstellen": _l("Voorstellen"),
    "signalen": _l("Signalen zonder antwoord"),
    "plek": _l("Zonder plek op de kaart"),
    "tijden": _l("Zonder openingstijden"),
    "contact": _l("Website of e-mail werkt niet"),
    "leemten": _l("Gestopt, met een leemte"),
    "dubbel": _l("Waarschijnlijk dubbel"),
}


class Werkrij(NamedTuple):
    """One thing to do: what it is about, why, and where it is done. A check is done on the row itself."""

    id: str
    naam: str
    uitleg: str
    actie: str
    url: str
    aanbod_id: int | None = None


class Werklijst(NamedTuple):
    """One kind of work; `aantal` is None where counting would take seconds."""

    code: str
    naam: str
    aantal: int | None

    @property
    def telling(self) -> str:
        return "" if self.aantal is None else say_count(self.aantal)


class Werkvoorraad(NamedTuple):
    """All lists, the one that is shown, and a page of its rows; `vorige` and `volgende` say where others begin.

    `inlezingen` is how many imports wait; None for who does not decide on those.
    """

    naam: str
    lijsten: Sequence[Werklijst]
    lijst: Werklijst
    rijen: Sequence[Werkrij]
    vorige: int | None
    volgende: int | None
    inlezingen: str | None


class Area(NamedTuple):
    """Where somebody works, as the queries want it."""

    session: Session
    where: Mapping[str, Any]
    now: datetime
    gebiedenset: Gebiedenset
    team_id: int | None = None


def make_werkvoorraad(session: Session, territory: Territory, *, code: str, vanaf: int, now: datetime) -> Werkvoorraad:
    """With the list of this code; without one the first that has anything in it."""
    where = {"gemeente": territory.gebruiker.gemeente, "buurtcodes": territory.buurten()}
    area = Area(session, where, now, territory.gebiedenset, territory.gebruiker.team_id)
    lijsten = _count_lists(area)
    chosen = next((lijst for lijst in lijsten if lijst.code == code), None)
    lijst = chosen or next((lijst for lijst in lijsten if lijst.aantal), lijsten[0])
    vanaf = min(vanaf, MOST - PAGE)
    found = list(islice(ROWS[lijst.code](area, vanaf + PAGE + 1), vanaf, None))
    return Werkvoorraad(
        naam=territory.naam(),
        lijsten=lijsten,
        lijst=lijst,
        rijen=found[:PAGE],
        vorige=max(0, vanaf - PAGE) if vanaf else None,
        volgende=vanaf + PAGE if len(found) > PAGE and vanaf + PAGE < MOST else None,
        inlezingen=_inlezingen(session, territory.gebruiker),
    )


def say_count(aantal: int) -> str:
    return f"{MAX_COUNTED}+" if aantal > MAX_COUNTED else str(aantal)


def _inlezingen(session: Session, gebruiker: Gebruiker) -> str | None:
    if gebruiker.rol != Rol.BEHEERDER:
        return None
    return say_count(count_wachtende_inlezingen(session, gemeente=gebruiker.gemeente))


def _count_lists(area: Area) -> list[Werklijst]:
    found = counts(area.session, **area.where, now=area.now) | {"leemten": len(_ended(area))}
    found["signalen"] = count_zonder_antwoord(area.session, **_whose(area), at_most=MAX_COUNTED + 1)
    return [Werklijst(code, str(naam), found.get(code)) for code, naam in LIJSTEN.items()]


def _controleren(area: Area, limit: int) -> Iterator[Werkrij]:
    for due in te_controleren(area.session, **area.where, now=area.now, limit=limit):
        since = format_date(due.sinds, "d MMMM y")
        uitleg = _("Te controleren sinds %(dag)s: %(reden)s.", dag=since, reden=due.reden.naam)
        yield _row(due.aanbod, uitleg, _("Wijzigen"), aanbod_id=due.aanbod.id)


def _voorstellen(area: Area, limit: int) -> Iterator[Werkrij]:
    for voorstel in open_voorstellen(area.session, **area.where, limit=limit):
        url = url_for("wijzigingsvoorstellen.voorstel", id=voorstel.id)
        yield Werkrij(f"voorstel-{voorstel.id}", naam_of(voorstel), _said(voorstel), _("Besluiten"), url)


def _signalen(area: Area, limit: int) -> Iterator[Werkrij]:
    for signaal in signalen_zonder_antwoord(area.session, **_whose(area), limit=limit):
        about = ", ".join(sorted(one.naam for one in signaal.leefgebieden))
        uitleg = _(
            "%(dag)s, %(vindplaats)s", dag=format_date(signaal.op, "d MMMM y"), vindplaats=signaal.vindplaats.naam
        )
        naam = f"{signaal.soort.naam.capitalize()}: {about}" + (_(" (voorbeeld)") if signaal.voorbeeld else "")
        url = url_for("terugkoppeling.antwoord", id=signaal.id)
        yield Werkrij(f"signaal-{signaal.id}", naam, uitleg, _("Antwoorden"), url)


def _whose(area: Area) -> Mapping[str, Any]:
    """Signalen are of a team, wherever in the wijk they were."""
    return {"gemeente": area.where["gemeente"], "team_id": area.team_id, "now": area.now}


def _plek(area: Area, limit: int) -> Iterator[Werkrij]:
    for aanbod in zonder_plek(area.session, gemeente=area.where["gemeente"], limit=limit):
        uitleg = _("Adres: %(adres)s", adres=aanbod.adres_te_zoeken or _("onbekend"))
        yield _row(aanbod, uitleg, _("Plek zoeken"), anchor="plaats")


def _tijden(area: Area, limit: int) -> Iterator[Werkrij]:
    for aanbod in zonder_openingstijden(area.session, **area.where, limit=limit):
        yield _row(aanbod, aanbod.soort.naam.capitalize(), _("Openingstijden invullen"), anchor="wanneer")


def _contact(area: Area, limit: int) -> Iterator[Werkrij]:
    for dood in dode_contacten(area.session, **area.where, now=area.now, limit=limit):
        since = format_date(dood.sinds, "d MMMM y")
        adres = getattr(dood.organisatie, dood.soort)
        uitleg = _("%(adres)s: %(fout)s, sinds %(dag)s", adres=adres, fout=dood.fout.naam, dag=since)
        url = url_for("team.wijzig", id=dood.aanbod_id, _anchor=f"organisatie_{dood.soort}")
        key = f"contact-{dood.organisatie.id}-{dood.soort}"
        yield Werkrij(key, dood.organisatie.naam, uitleg, _("Contact verbeteren"), url)


def _leemten(area: Area, limit: int) -> Iterator[Werkrij]:
    for gestopt in _ended(area)[:limit]:
        where = ", ".join(f"{regel.leefgebied.naam} ({regel.gebied.naam})" for regel in gestopt.regels[:MOST_NAMED])
        uitleg = _(
            "Gestopt op %(dag)s. Sindsdien is er (misschien) een leemte: %(waar)s.", dag=_day(gestopt), waar=where
        )
        chosen = gestopt.regels[0].leefgebied
        url = url_for("leemten.leemten", leefgebied=chosen.value, _anchor="gestopt")
        yield Werkrij(f"leemte-{gestopt.aanbod.aanbod_id}", gestopt.aanbod.naam, uitleg, _("Bekijken"), url)


def _day(gestopt: Gestopt) -> str:
    return str(format_date(gestopt.op, "d MMMM y"))


def _ended(area: Area) -> list[Gestopt]:
    """What ended in these buurten and left a leemte; leemten are only made where something ended."""
    gemeente, buurtcodes, op = area.where["gemeente"], area.where["buurtcodes"], day_of(area.now)
    if not is_pas_gestopt(area.session, gemeente, op=op, buurtcodes=buurtcodes):
        return []
    leemten = leemtestand_of(area.gebiedenset).leemten
    found = gestopt_met_leemte(leemten, op=op, since=op - PAS_GEEINDIGD)
    return [one for one in found if one.aanbod.buurtcode in buurtcodes]


def _dubbel(area: Area, limit: int) -> Iterator[Werkrij]:
    gemeente, buurten = area.where["gemeente"], area.where["buurtcodes"]
    for paar in likely_pairs(area.session, gemeente=gemeente, buurten=buurten, limit=limit):
        naam = _("%(een)s en %(twee)s", een=paar.eerste.naam, twee=paar.tweede.naam)
        key = f"{paar.eerste.id}-{paar.tweede.id}"
        url = url_for("dubbelen.lijst", _anchor=f"paar-{key}")
        yield Werkrij(f"dubbel-{key}", naam, say_why(paar.eerste, paar.tweede), _("Vergelijken"), url)


ROWS: Mapping[str, Callable[[Area, int], Iterator[Werkrij]]] = {
    "controleren": _controleren,
    "voorstellen": _voorstellen,
    "signalen": _signalen,
    "plek": _plek,
    "tijden": _tijden,
    "contact": _contact,
    "leemten": _leemten,
    "dubbel": _dubbel,
}


def naam_of(voorstel: Wijzigingsvoorstel) -> str:
    """What a voorstel is about."""
    return voorstel.aanbod.naam if voorstel.aanbod else _("Nieuw: %(naam)s", naam=voorstel.velden["naam"][1])


def _said(voorstel: Wijzigingsvoorstel) -> str:
    """When, by what kind of person, and about what."""
    velden = ", ".join(map(label_of, voorstel.velden)) if voorstel.aanbod else ""
    day = format_date(voorstel.op, "d MMMM y")
    parts = {"dag": day, "indiener": voorstel.indiener.naam, "velden": velden}
    return _("%(dag)s, %(indiener)s: %(velden)s", **parts) if velden else _("%(dag)s, %(indiener)s", **parts)


def _row(
    aanbod: Aanbod, uitleg: str, actie: str, *, anchor: str | None = None, aanbod_id: int | None = None
) -> Werkrij:
    url = url_for("team.wijzig", id=aanbod.id, _anchor=anchor)
    return Werkrij(f"aanbod-{aanbod.id}", aanbod.naam, uitleg, actie, url, aanbod_id)

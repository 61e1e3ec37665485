"""What does a page about signalen need: a form with the right buurten first, and a list?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from collectief.models import Gebruiker
from collectief.signaalwoorden import SoortSignaal, Vindplaats
from collectief.signalen.lezen import A_PAGE, Na, SignaalFilter, SignaalRij, find_usual_buurt, signalen_of
from collectief.teams.teams import buurten_of_team
from collectief.words import Leefgebied
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from webapp.errors import BadRequestParameter
from webapp.numbers import small_int
from webapp.params import read_text, read_words
from webapp.signaal_form import SignaalForm


class Signalenlijst(NamedTuple):
    """One page of the signalen of a team, and where the next begins."""

    rijen: Sequence[SignaalRij]
    gevraagd: SignaalFilter
    buurten: Mapping[str, str]
    keuzes: Sequence[SelectChoice]
    volgende: Mapping[str, str]


def buurtkeuzes(gebiedenset: Gebiedenset, eigen: Collection[str], *, eigen_naam: str) -> list[SelectChoice]:
    """Every buurt of the gemeente, the own ones first."""
    own: list[Gebied] = []
    others: list[Gebied] = []
    for gebied in sorted(gebiedenset.gebieden(Soort.BUURT), key=lambda buurt: buurt.naam):
        (own if gebied.code in eigen else others).append(gebied)
    groups = [(eigen_naam, own), (str(_("Andere buurten")) if own else str(_("Buurten")), others)]
    return [SelectChoice(one.code, one.naam, optgroup=naam) for naam, buurten in groups for one in buurten]


def make_signaal_form(session: Session, gebruiker: Gebruiker, gebiedenset: Gebiedenset, *, today: date) -> SignaalForm:
    """As it was sent, or with what is most likely: the same buurt and vindplaats as the last one, and today."""
    form = SignaalForm() if request.method == "POST" else SignaalForm(data=_likely(session, gebruiker, today))
    form.offer(_keuzes(session, gebruiker, gebiedenset, today=today))
    return form


def _likely(session: Session, gebruiker: Gebruiker, today: date) -> dict[str, object]:
    vindplaats = request.args.get("vindplaats")
    return {
        "buurtcode": request.args.get("buurt") or find_usual_buurt(session, gebruiker),
        "vindplaats": Vindplaats(vindplaats) if vindplaats in list(Vindplaats) else None,
        "op": today,
        "uuid": str(uuid4()),
        "team": str(gebruiker.team_id or ""),
    }


def _keuzes(session: Session, gebruiker: Gebruiker, gebiedenset: Gebiedenset, *, today: date) -> list[SelectChoice]:
    eigen = buurten_of_team(session, gebruiker.team, op=today)
    return buurtkeuzes(gebiedenset, eigen, eigen_naam=gebruiker.team.naam if gebruiker.team else "")


def make_lijst(session: Session, gebruiker: Gebruiker, gebiedenset: Gebiedenset, *, today: date) -> Signalenlijst:
    """What was asked for in the URL."""
    asked = _read_filter()
    rijen = signalen_of(session, gebruiker, asked, na=_read_na(), limit=A_PAGE + 1)
    keuzes = _keuzes(session, gebruiker, gebiedenset, today=today)
    buurten = {choice.value: choice.label for choice in keuzes}
    return Signalenlijst(rijen[:A_PAGE], asked, buurten, keuzes, _next(rijen))


def _read_filter() -> SignaalFilter:
    return SignaalFilter(
        soort=next(iter(read_words("soort", SoortSignaal)), None),
        leefgebied=next(iter(read_words("leefgebied", Leefgebied)), None),
        buurtcode=read_text("buurt"),
        vanaf=_read_day("vanaf"),
        tot_en_met=_read_day("tot"),
        open=read_text("open") == "ja",
    )


def _read_day(name: str) -> date | None:
    text = read_text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadRequestParameter(name, _("%(name)s moet een dag zijn, zoals 2026-12-31.", name=name)) from error


def _read_na() -> Na | None:
    """Where the page before ended: `na=2026-01-05.123`."""
    text = read_text("na")
    day, _dot, number = text.partition(".")
    try:
        return Na(date.fromisoformat(day), small_int(number)) if text else None
    except ValueError as error:
        raise BadRequestParameter("na", _("Deze bladzijde kennen we niet.")) from error


def _next(rijen: Sequence[SignaalRij]) -> Mapping[str, str]:
    """What the link to the next page asks; nothing where this is the last."""
    if len(rijen) <= A_PAGE:
        return {}
    last = rijen[A_PAGE - 1]
    asked = {name: value for name, value in request.args.items() if value}
    return asked | {"na": f"{last.op}.{last.id}"}

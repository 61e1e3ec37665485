"""How is the history of an entry told: what happened, who did it, and what can be taken back?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.geschiedenis.ongedaan import Ongedaan, can_be_undone
from collectief.geschiedenis.verloop import Verloop, count_open_voorstellen, verloop_of
from collectief.models import Aanbod, Gebruiker, Wijziging, Wijzigingsvoorstel
from collectief.teams.vertrek import is_oud
from collectief.words import Actie, Besluit, Indiener, Rol
from webapp.views.veldwoorden import FOLLOWS, Veldwoorden, Verschil, label_of


class Gebeurtenis(NamedTuple):
    """One thing that happened; `terug_id` is there where it can be taken back."""

    op: datetime
    kop: str
    wie: str
    verschillen: Sequence[Verschil] = ()
    zinnen: Sequence[str] = ()
    is_nieuw: bool = False
    terug_id: int | None = None


class Geschiedenis(NamedTuple):
    aanbod: Aanbod
    gebeurtenissen: Sequence[Gebeurtenis]
    opgegaan: Sequence[Aanbod]
    open_voorstellen: int
    ouder: int | None


def make_geschiedenis(
    session: Session, aanbod: Aanbod, woorden: Veldwoorden, *, before: int | None, ik: Gebruiker
) -> Geschiedenis:
    verloop = verloop_of(session, aanbod, before=before)
    told = sorted(_tell(verloop, woorden, ik), key=lambda gebeurtenis: gebeurtenis.op, reverse=True)
    return Geschiedenis(aanbod, told, verloop.opgegaan, count_open_voorstellen(session, aanbod), verloop.ouder)


def say_undone(ongedaan: Ongedaan) -> str:
    """What was put back, and what was not."""
    terug, blijft = (", ".join(map(label_of, velden)) for velden in ongedaan)
    if not terug:
        return _("Niets teruggedraaid: %(velden)s is daarna nog veranderd.", velden=blijft)
    if not blijft:
        return _("Teruggedraaid: %(velden)s.", velden=terug)
    return _(
        "Teruggedraaid: %(velden)s. Niet teruggedraaid, want daarna nog veranderd: %(rest)s.", velden=terug, rest=blijft
    )


def say_who(gebruiker: Gebruiker | None, ik: Gebruiker) -> str:
    """By team and never by name; colleagues know each other."""
    if gebruiker is None:
        return _("zonder account")
    if is_oud(gebruiker):
        return say_account(gebruiker)
    if gebruiker.id == ik.id:
        return _("u")
    if gebruiker.team:
        return _("een teamlid van %(team)s", team=gebruiker.team.naam)
    return _("een beheerder") if gebruiker.rol == Rol.BEHEERDER else _("een medewerker van de gemeente")


def say_account(gebruiker: Gebruiker) -> str:
    """For colleagues of the same gemeente."""
    return _("een oud-teamlid") if is_oud(gebruiker) else gebruiker.email


def _tell(verloop: Verloop, woorden: Veldwoorden, ik: Gebruiker) -> Iterator[Gebeurtenis]:
    # The newest first, also of what happened at one moment: sorting keeps their order.
    for wijziging in verloop.wijzigingen:
        yield _tell_wijziging(wijziging, woorden, ik)
    for voorstel in verloop.voorstellen:
        yield _tell_voorstel(voorstel, ik)


def _tell_wijziging(wijziging: Wijziging, woorden: Veldwoorden, ik: Gebruiker) -> Gebeurtenis:
    is_nieuw = wijziging.actie == Actie.TOEGEVOEGD
    verschillen = [
        woorden.verschil(veld, oud, nieuw)
        for veld, (oud, nieuw) in wijziging.velden.items()
        if veld not in FOLLOWS and (nieuw or not is_nieuw)
    ]
    return Gebeurtenis(
        op=wijziging.op,
        kop=_kop(wijziging),
        wie=say_who(wijziging.door, ik),
        verschillen=verschillen,
        is_nieuw=is_nieuw,
        terug_id=wijziging.id if can_be_undone(wijziging) else None,
    )


def _kop(wijziging: Wijziging) -> str:
    if wijziging.tabel == "organisatie":
        return _("Organisatie %(actie)s", actie=wijziging.actie.naam)
    if wijziging.tabel == "locatie":
        return _("Plek %(actie)s", actie=wijziging.actie.naam)
    return wijziging.actie.naam.capitalize()


def _tell_voorstel(voorstel: Wijzigingsvoorstel, ik: Gebruiker) -> Gebeurtenis:
    is_taken = voorstel.besluit == Besluit.OVERGENOMEN
    van = say_indiener(voorstel.indiener)
    return Gebeurtenis(
        op=voorstel.besloten_op or voorstel.op,
        kop=_("Voorstel van %(van)s overgenomen", van=van)
        if is_taken
        else _("Voorstel van %(van)s geweigerd", van=van),
        wie=say_who(voorstel.besloten_door, ik),
        zinnen=list(_voorstel_sentences(voorstel)),
    )


def _voorstel_sentences(voorstel: Wijzigingsvoorstel) -> Iterator[str]:
    taken = [label_of(veld) for veld, (oud, nieuw) in voorstel.velden.items() if oud != nieuw]
    rest = [label_of(veld) for veld, (oud, nieuw) in voorstel.velden.items() if oud == nieuw]
    if taken:
        yield _("Overgenomen: %(velden)s.", velden=", ".join(taken))
    if rest:
        yield _("Niet overgenomen: %(velden)s.", velden=", ".join(rest))
    if voorstel.reden:
        yield _("Reden: %(reden)s", reden=voorstel.reden)


def say_indiener(indiener: Indiener) -> str:
    return {
        Indiener.AANBIEDER: _("de aanbieder"),
        Indiener.BEZOEKER: _("een bezoeker"),
        Indiener.BRON: _("een bron"),
        Indiener.TEAM: _("een ander wijkteam"),
    }[indiener]

"""What does a team decide on a wijzigingsvoorstel: taken over, all or in part, or refused? Never commits."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_add
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.geschiedenis.veldteksten import Texts, changed_invoer
from collectief.models import MAX_LANG, Aanbod, Gebruiker, Wijzigingsvoorstel
from collectief.registreren.invoer import AanbodInvoer, tidy_line
from collectief.registreren.registreren import change_aanbod, require_may_edit
from collectief.spatial import Punt
from collectief.versheid.controles import confirm
from collectief.words import Besluit, Controleur, Controlewijze, Indiener, Status


class Plek(NamedTuple):
    """Where an address turned out to be."""

    punt: Punt
    buurtcode: str


def accept(
    session: Session,
    voorstel: Wijzigingsvoorstel,
    texts: Texts,
    *,
    plek: Plek | None = None,
    door: Gebruiker,
    now: datetime,
    versie: int,
) -> Aanbod:
    """Put these values in the entry, by the rules of every change; `plek` is where a new adres is.

    A voorstel that is only an explanation has no values: then a team says that it did with it what it could.

    Raises InvalidInvoerError, NotAllowedError, or StaleRecordError when the entry or the voorstel was changed
    meanwhile.
    """
    aanbod = _require_aanbod(voorstel)
    _require_open(voorstel)
    require_may_decide(session, voorstel, door=door, now=now)
    if texts:
        invoer = _with_plek(changed_invoer(aanbod, texts), plek)
        change_aanbod(session, aanbod, invoer, door=door, now=now, versie=versie)
    elif voorstel.velden:
        raise InvalidInvoerError([InvalidFieldError("overnemen", "nothing_accepted")])
    _close(voorstel, Besluit.OVERGENOMEN, taken=texts, door=door, now=now)
    if voorstel.indiener == Indiener.AANBIEDER and aanbod.status == Status.GEPUBLICEERD:  # who looked over the rest too
        confirm(session, aanbod, door=Controleur.AANBIEDER, hoe=Controlewijze.BEVESTIGD, now=now, gebruiker=door)
    return aanbod


def accept_new(
    session: Session, voorstel: Wijzigingsvoorstel, aanbod: Aanbod, *, door: Gebruiker, now: datetime
) -> None:
    """A team registered what somebody missed: the voorstel is about that entry from now on."""
    _require_open(voorstel)
    require_may_decide(session, voorstel, door=door, now=now)
    voorstel.aanbod, voorstel.velden = aanbod, {}
    _close(voorstel, Besluit.OVERGENOMEN, taken={}, door=door, now=now)
    session.flush()


def refuse(session: Session, voorstel: Wijzigingsvoorstel, reden: str, *, door: Gebruiker, now: datetime) -> None:
    """Nothing changes; raises InvalidInvoerError when the reden is missing or too long."""
    _require_open(voorstel)
    require_may_decide(session, voorstel, door=door, now=now)
    reden = tidy_line(reden)
    if not reden:
        raise InvalidInvoerError([InvalidFieldError("reden", "required")])
    if len(reden) > MAX_LANG:
        raise InvalidInvoerError([InvalidFieldError("reden", "too_long", max=MAX_LANG)])
    voorstel.reden = reden
    _close(voorstel, Besluit.GEWEIGERD, taken={}, door=door, now=now)
    session.flush()


def require_may_decide(session: Session, voorstel: Wijzigingsvoorstel, *, door: Gebruiker, now: datetime) -> None:
    """The team of the buurt; of a new entry, or one without buurt, every team of the gemeente. Or NotAllowedError."""
    if voorstel.aanbod:
        require_may_edit(session, voorstel.aanbod, door=door, now=now)
    elif not may_add(door, gemeente=voorstel.gemeente, buurtcode=None, eigen_buurten=frozenset()):
        raise NotAllowedError(f"gebruiker {door.id} may not decide on voorstel {voorstel.id}")


def _with_plek(invoer: AanbodInvoer, plek: Plek | None) -> AanbodInvoer:
    return replace(invoer, punt=plek.punt, buurtcode=plek.buurtcode, plek_later=False) if plek else invoer


def _require_aanbod(voorstel: Wijzigingsvoorstel) -> Aanbod:
    if voorstel.aanbod is None:
        raise ValueError(f"voorstel {voorstel.id} is about no entry yet: register it, then accept_new")
    return voorstel.aanbod


def _require_open(voorstel: Wijzigingsvoorstel) -> None:
    if voorstel.besluit != Besluit.OPEN:
        raise StaleRecordError(f"voorstel {voorstel.id} is {voorstel.besluit} already")


def _close(voorstel: Wijzigingsvoorstel, besluit: Besluit, *, taken: Texts, door: Gebruiker, now: datetime) -> None:
    """Of what was not taken over only the name of the field stays, and of the explanation nothing."""
    voorstel.velden = {
        field: [old, taken[field]] if field in taken else ["", ""] for field, (old, _new) in voorstel.velden.items()
    }
    voorstel.toelichting = ""
    voorstel.besluit, voorstel.besloten_op, voorstel.besloten_door = besluit, now, door

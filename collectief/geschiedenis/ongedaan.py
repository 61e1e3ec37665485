"""How is a change taken back, field by field, without touching what somebody changed since?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from collectief.errors import UnknownRecordError
from collectief.geschiedenis.veldteksten import Texts, changed_invoer, invoer_texts
from collectief.models import Aanbod, Gebruiker, Wijziging
from collectief.registreren.invoer import AanbodInvoer, make_invoer
from collectief.registreren.invoerregels import ACCESS
from collectief.registreren.registreren import change_aanbod, require_may_edit
from collectief.versheid.controles import CHECK, store_check
from collectief.words import Actie, Controleur, Controlewijze, JaNee, Status

# By the table of a change: which of its fields an aanbod's own form has under another name.
ELSEWHERE = {
    "organisatie": {field: f"organisatie_{field}" for field in ("telefoon", "email", "website")},
    "locatie": {field: field for field in ACCESS},
}
PLACE = ("adres", "locatie", "punt")  # put back together or not at all
NEVER = frozenset({"verborgen"})  # what was hidden is erased
NOT_IN_A_FORM = frozenset({"gemeente", "buurtcode", "plek_later", "gecontroleerd"})

Pairs = Mapping[str, tuple[str, str]]
FindBuurt = Callable[[float, float], str | None]


class Ongedaan(NamedTuple):
    """The fields that say again what they said before, and those that stay: they say something else by now."""

    terug: tuple[str, ...]
    blijft: tuple[str, ...]


def undo(
    session: Session, aanbod: Aanbod, wijziging: Wijziging, *, find_buurt: FindBuurt, door: Gebruiker, now: datetime
) -> Ongedaan:
    """Put back what a change of this aanbod, its organisatie or its locatie gave, by the rules of every change.

    What was added is taken off the map. Raises as change_aanbod does, and UnknownRecordError for a change of
    something else.
    """
    _check_belongs(aanbod, wijziging)
    require_may_edit(session, aanbod, door=door, now=now)
    if is_check(wijziging):
        return _undo_check(session, aanbod, wijziging, door=door, now=now)
    said = invoer_texts(make_invoer(aanbod))
    pairs = pairs_of(wijziging, status=said["status"])
    result = restorable(pairs, said)
    if result.terug:
        invoer = changed_invoer(aanbod, {field: pairs[field][0] for field in result.terug})
        invoer = _settled(invoer, find_buurt) if "punt" in result.terug else invoer
        change_aanbod(session, aanbod, invoer, door=door, now=now, versie=aanbod.versie, actie=Actie.TERUGGEDRAAID)
    return result


def can_be_undone(wijziging: Wijziging) -> bool:
    """Whether there is anything in it that may be put back, if nobody changed it since."""
    return is_check(wijziging) or bool(pairs_of(wijziging, status="").keys() - NEVER)


def is_check(wijziging: Wijziging) -> bool:
    return wijziging.actie != Actie.GEWIST and bool(wijziging.velden) and wijziging.velden.keys() <= set(CHECK)


def restorable(pairs: Pairs, said: Texts) -> Ongedaan:
    """Which fields still say what the change gave them, now that they say this."""
    still = {field for field, (_old, new) in pairs.items() if said[field] == new} - NEVER
    if said["verborgen"] == JaNee.JA or NEVER & pairs.keys() or not set(PLACE) & pairs.keys() <= still:
        still -= set(PLACE)
    still -= {field for field in still if Status.SAMENGEVOEGD in pairs[field]}  # undone where merges are
    return Ongedaan(
        tuple(field for field in pairs if field in still), tuple(field for field in pairs if field not in still)
    )


def pairs_of(wijziging: Wijziging, *, status: str) -> Pairs:
    """Per field of the form of an aanbod what it said before and after the change; `status` is what it has now."""
    if wijziging.actie == Actie.GEWIST:
        return {}
    if wijziging.actie == Actie.TOEGEVOEGD:
        is_off = wijziging.tabel != Aanbod.__tablename__ or status == Status.GESTOPT
        return {} if is_off else {"status": (Status.GESTOPT, status)}
    return dict(_named_pairs(wijziging))


def _named_pairs(wijziging: Wijziging) -> Iterator[tuple[str, tuple[str, str]]]:
    names = ELSEWHERE.get(wijziging.tabel)
    for field, (old, new) in wijziging.velden.items():
        name = names.get(field) if names else field
        if name in FORM_FIELDS and old != new:
            yield name, (old, new)


def _check_belongs(aanbod: Aanbod, wijziging: Wijziging) -> None:
    about = {("aanbod", aanbod.id), ("organisatie", aanbod.organisatie_id), ("locatie", aanbod.locatie_id)}
    if (wijziging.tabel, wijziging.record_id) not in about:
        raise UnknownRecordError(f"wijziging {wijziging.id} is not of aanbod {aanbod.id}")


def _settled(invoer: AanbodInvoer, find_buurt: FindBuurt) -> AanbodInvoer:
    """With the buurt of its point as it is now; without a point it is still to be found."""
    if invoer.punt is None:
        return replace(invoer, buurtcode="", plek_later=True)
    return replace(invoer, buurtcode=find_buurt(*invoer.punt) or "", plek_later=False)


def _undo_check(session: Session, aanbod: Aanbod, wijziging: Wijziging, *, door: Gebruiker, now: datetime) -> Ongedaan:
    """A check is one thing: it is put back whole, or not when somebody checked since."""
    if any(str(getattr(aanbod, field) or "") != new for field, (_old, new) in wijziging.velden.items()):
        return Ongedaan((), tuple(wijziging.velden))
    before: dict[str, Any] = {field: getattr(aanbod, field) for field in CHECK}
    before |= {field: READ_CHECK[field](old) if old else None for field, (old, _new) in wijziging.velden.items()}
    velden = dict(store_check(session, aanbod, (before[CHECK[0]], before[CHECK[1]], before[CHECK[2]])))
    what: dict[str, Any] = {"tabel": aanbod.__tablename__, "record_id": aanbod.id, "velden": velden}
    session.add(Wijziging(actie=Actie.TERUGGEDRAAID, op=now, door=door, **what))
    session.flush()
    return Ongedaan(tuple(wijziging.velden), ())


FORM_FIELDS = frozenset(AanbodInvoer.__dataclass_fields__) - NOT_IN_A_FORM
READ_CHECK: Mapping[str, Callable[[str], Any]] = {
    "gecontroleerd_op": date.fromisoformat,
    "gecontroleerd_door": Controleur,
    "gecontroleerd_hoe": Controlewijze,
}

"""How does what somebody noticed become a signaal, once, however often it was sent? Never commits."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.models import Gebruiker, Partner, Signaal, SignaalTekst, Team
from collectief.signalen.invoer import SignaalInvoer, checked
from collectief.teams.teams import team_of_buurt
from collectief.tijden.dutch_time import day_of
from collectief.upsert import insert_new
from collectief.words import Rol

__all__ = ["SignaalInvoer", "add_signaal", "find_signaal_of_uuid"]

TEXT_KEPT = timedelta(days=90)  # from the day that it came in
SAID = ("gemeente", "buurtcode", "soort", "doelgroep", "vindplaats", "huishoudens", "op", "zelf_opgelost")


def add_signaal(
    session: Session,
    invoer: SignaalInvoer,
    *,
    now: datetime,
    buurtcodes: Collection[str],
    plaatsnamen: Collection[str] = (),
    door: Gebruiker | None = None,
    partner: Partner | None = None,
) -> Signaal:
    """The signaal, new or as it was stored the first time that it was sent.

    `buurtcodes` are those of the gemeente. Raises InvalidInvoerError or NotAllowedError.
    """
    _require_may_signal(invoer, door, partner)
    invoer = checked(invoer, today=day_of(now), buurtcodes=buurtcodes, plaatsnamen=plaatsnamen)
    team = _team_for(session, invoer.buurtcode, op=day_of(now), door=door, partner=partner)
    signaal, is_new = _insert(session, invoer, team, now=now, door=door, partner=partner)
    if not is_new and _says_something_else(signaal, invoer):
        # Somebody went back to the page of a signaal that was stored, and made another one of it.
        other = replace(invoer, uuid=_uuid_of_other(invoer))
        signaal, is_new = _insert(session, other, team, now=now, door=door, partner=partner)
    if is_new:
        _add_words(signaal, invoer, now=now)
        session.flush()
    return signaal


def find_signaal_of_uuid(session: Session, uuid: UUID) -> Signaal | None:
    return session.scalar(select(Signaal).where(Signaal.uuid == uuid))


def _require_may_signal(invoer: SignaalInvoer, door: Gebruiker | None, partner: Partner | None) -> None:
    """Without either it is the operator of the service, who can do anything."""
    if door and (door.rol == Rol.BELEID or not door.active or door.gemeente != invoer.gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not signal in {invoer.gemeente}")
    if partner and (partner.ingetrokken_op or partner.gemeente != invoer.gemeente):
        raise NotAllowedError(f"partner {partner.id} may not signal in {invoer.gemeente}")


def _team_for(session: Session, buurtcode: str, *, op: date, door: Gebruiker | None, partner: Partner | None) -> Team:
    """A teamlid signals for the own team; what others signal is for the team that serves the buurt."""
    own = door.team if door else None
    team = own or team_of_buurt(session, buurtcode, op=op) or (partner.team if partner else None)
    if team is None:
        raise InvalidInvoerError([InvalidFieldError("buurtcode", "no_team_there")])
    return team


def _insert(
    session: Session,
    invoer: SignaalInvoer,
    team: Team,
    *,
    now: datetime,
    door: Gebruiker | None,
    partner: Partner | None,
) -> tuple[Signaal, bool]:
    """Of two who send one signaal at once, the second waits here for the first. Also whether it is new."""
    reporter = {"door_id": door.id if door else None, "partner_id": partner.id if partner else None}
    said = {name: getattr(invoer, name) for name in SAID}
    rest = {"uuid": invoer.uuid, "team_id": team.id, "ontvangen_op": now, "voorbeeld": False}
    is_new = insert_new(session, Signaal, said | rest | reporter, key=("uuid",))
    signaal = session.scalars(select(Signaal).where(Signaal.uuid == invoer.uuid)).one()
    if (signaal.door_id, signaal.partner_id) != (reporter["door_id"], reporter["partner_id"]):
        raise NotAllowedError(f"signaal {signaal.id} was sent by somebody else")
    return signaal, is_new


def _says_something_else(signaal: Signaal, invoer: SignaalInvoer) -> bool:
    """A text that is gone cannot be compared."""
    if signaal.tekst and signaal.tekst.tekst != invoer.tekst:
        return True
    said_before = [getattr(signaal, name) for name in SAID]
    return said_before != [getattr(invoer, name) for name in SAID] or signaal.leefgebieden != set(invoer.leefgebieden)


def _uuid_of_other(invoer: SignaalInvoer) -> UUID:
    """The same each time that it is sent."""
    said = [str(getattr(invoer, name)) for name in SAID]
    return uuid5(invoer.uuid, "\n".join([*said, *sorted(invoer.leefgebieden), invoer.tekst]))


def _add_words(signaal: Signaal, invoer: SignaalInvoer, *, now: datetime) -> None:
    signaal.leefgebieden |= set(invoer.leefgebieden)
    if invoer.tekst:
        signaal.tekst = SignaalTekst(tekst=invoer.tekst, verloopt_op=day_of(now) + TEXT_KEPT)

"""What stays of somebody whose account is deleted? What they wrote, and nothing of who they were. Never commits."""

from collections.abc import Sequence

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.bevoegdheid import may_keep_accounts
from collectief.errors import LastBeheerderError, NotAllowedError, UnknownRecordError
from collectief.models import Gebruiker, Signaal, SignaalLezing, Token, Tokengebruik
from collectief.words import Rol

# Of these nobody is told who wrote them, and so not even that it was somebody who left.
WITHOUT_ANYBODY = (Signaal.__tablename__, SignaalLezing.__tablename__)


def gebruikers_of(session: Session, gemeente: str) -> Sequence[Gebruiker]:
    """Who has an account, by rol and e-mail."""
    query = select(Gebruiker).where(Gebruiker.gemeente == gemeente, Gebruiker.email != _naam_of_oud(gemeente))
    return session.scalars(query.order_by(Gebruiker.rol, Gebruiker.email)).all()


def get_gebruiker(session: Session, gebruiker_id: int, *, gemeente: str) -> Gebruiker:
    """Raises UnknownRecordError, also for one of another gemeente."""
    gebruiker = session.get(Gebruiker, gebruiker_id)
    if gebruiker is None or gebruiker.gemeente != gemeente or is_oud(gebruiker):
        raise UnknownRecordError(f"gebruiker {gebruiker_id}")
    return gebruiker


def is_oud(gebruiker: Gebruiker) -> bool:
    """Whether this stands for all who left: it has no e-mail address, and nobody can sign in with it."""
    return gebruiker.email == _naam_of_oud(gebruiker.gemeente)


def delete_gebruiker(session: Session, gebruiker: Gebruiker, *, door: Gebruiker | None) -> None:
    """What they wrote is of an oud-teamlid from now on; of a signaal nobody knows who gave it. Tokens are gone.

    Without `door` it is the operator of the service. Raises NotAllowedError or LastBeheerderError.
    """
    if is_oud(gebruiker) or (door is not None and not may_keep_accounts(door, gemeente=gebruiker.gemeente)):
        raise NotAllowedError(f"gebruiker {gebruiker.id} may not be deleted by {door and door.id}")
    if is_last_beheerder(session, gebruiker):
        raise LastBeheerderError(f"gebruiker {gebruiker.id} is the last beheerder of {gebruiker.gemeente}")
    oud_id, gone_id = _find_or_add_oud(session, gebruiker.gemeente).id, gebruiker.id
    _delete_tokens(session, gone_id)
    for table, column in _columns_that_point_at_somebody():
        stays = None if table.name in WITHOUT_ANYBODY else oud_id
        session.execute(update(table).where(column == gone_id).values({column: stays}))
    session.execute(delete(Gebruiker).where(Gebruiker.id == gone_id))
    session.expire_all()


def is_last_beheerder(session: Session, gebruiker: Gebruiker) -> bool:
    """Of two beheerders who delete each other, the second waits here for the first."""
    if gebruiker.rol != Rol.BEHEERDER:
        return False
    query = select(Gebruiker.id).where(Gebruiker.gemeente == gebruiker.gemeente, Gebruiker.rol == Rol.BEHEERDER)
    left = session.scalars(query.where(Gebruiker.active).order_by(Gebruiker.id).with_for_update())
    return not set(left) - {gebruiker.id}


def _find_or_add_oud(session: Session, gemeente: str) -> Gebruiker:
    """One for all of a gemeente, so that nobody can tell what one of them wrote from what another did."""
    naam = _naam_of_oud(gemeente)
    known = session.scalar(select(Gebruiker).where(Gebruiker.email == naam))
    if known is not None:
        return known
    oud = Gebruiker(gemeente=gemeente, email=naam, rol=Rol.BELEID, password="", fs_uniquifier=naam, active=False)
    session.add(oud)
    session.flush()
    return oud


def _delete_tokens(session: Session, gebruiker_id: int) -> None:
    theirs = select(Token.id).where(Token.gebruiker_id == gebruiker_id)
    session.execute(delete(Tokengebruik).where(Tokengebruik.token_id.in_(theirs)))
    session.execute(delete(Token).where(Token.gebruiker_id == gebruiker_id))


def _columns_that_point_at_somebody() -> list[tuple[Table, Column[int]]]:
    """Of every table, also of those that are made later."""
    keys = [(table, key) for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    return [(table, key.parent) for table, key in keys if key.column.table is Gebruiker.__table__]


def _naam_of_oud(gemeente: str) -> str:
    return f"oud-teamlid {gemeente}"

"""Who has an account?"""

from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, Gebruiker, Team
from collectief.plekken.contact import is_email
from collectief.words import Rol


def add_gebruiker(
    session: Session, *, gemeente: str, email: str, rol: Rol, password_hash: str, team: Team | None = None
) -> Gebruiker:
    """A new account, flushed; `password_hash` is made by the caller (argon2)."""
    email = _normalised(email)
    if not is_email(email) or len(email) > MAX_EMAIL:
        raise InvalidFieldError("email", "no_email")
    if find_gebruiker(session, email):
        raise InvalidFieldError("email", "taken")
    if (rol == Rol.TEAMLID) != (team is not None):
        raise InvalidFieldError("team", "required" if team is None else "only_for_teamlid")
    if team is not None and team.gemeente != gemeente:
        raise InvalidFieldError("team", "other_gemeente")
    gebruiker = Gebruiker(
        gemeente=gemeente, email=email, rol=rol, team=team, password=password_hash, fs_uniquifier=token_hex(32)
    )
    session.add(gebruiker)
    session.flush()
    return gebruiker


def find_gebruiker(session: Session, email: str) -> Gebruiker | None:
    return session.scalar(select(Gebruiker).where(Gebruiker.email == _normalised(email)))


def _normalised(email: str) -> str:
    return email.strip().lower()

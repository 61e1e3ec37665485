"""How does a team take back a text, or a whole signaal? The history tells that it was, never what it said."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from collectief.errors import NotAllowedError
from collectief.models import Gebruiker, Signaal, SignaalTekst, Wijziging
from collectief.signalen.lezen import is_own
from collectief.words import Actie


def erase_tekst(session: Session, signaal: Signaal, *, door: Gebruiker, now: datetime) -> None:
    """The text goes, the count stays; raises NotAllowedError. Never commits."""
    _require_own(signaal, door)
    session.execute(delete(SignaalTekst).where(SignaalTekst.signaal_id == signaal.id))
    session.expire(signaal, ["tekst"])
    _tell(session, signaal, door=door, now=now, velden={"tekst": []})


def erase_signaal(session: Session, signaal: Signaal, *, door: Gebruiker, now: datetime) -> None:
    """All of it goes, from the patronen too; who read it stays known. Raises NotAllowedError. Never commits."""
    _require_own(signaal, door)
    _tell(session, signaal, door=door, now=now, velden={})
    session.delete(signaal)
    session.flush()


def _require_own(signaal: Signaal, door: Gebruiker) -> None:
    if not is_own(signaal, door):
        raise NotAllowedError(f"gebruiker {door.id} may not erase signaal {signaal.id}")


def _tell(session: Session, signaal: Signaal, *, door: Gebruiker, now: datetime, velden: dict[str, list[str]]) -> None:
    told = Wijziging(
        tabel=Signaal.__tablename__, record_id=signaal.id, actie=Actie.GEWIST, op=now, velden=velden, door=door
    )
    session.add(told)
    session.flush()

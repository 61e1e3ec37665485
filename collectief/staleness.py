"""Did somebody else save a record since a form showed it?"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectief.errors import StaleRecordError
from collectief.geschiedenis.geschiedenis import Texts
from collectief.models import Locatie, Organisatie, Overlegpunt

Kept = TypeVar("Kept", Locatie, Organisatie, Overlegpunt)


def fingerprint(texts: Texts) -> str:
    """Another one for other texts: what a form remembers of what it showed."""
    return hashlib.blake2s(repr(sorted(texts.items())).encode(), digest_size=12).hexdigest()


def lock_as_seen(session: Session, record: Kept, texts_of: Callable[[Kept], Texts], *, seen: str) -> Texts:
    """The texts of the record, which nobody else can change until the end of the transaction.

    Raises StaleRecordError when they are not those that were seen.
    """
    kind = type(record)
    session.execute(update(kind).where(kind.id == record.id).values(gemeente=kind.gemeente))  # waits for who was first
    session.refresh(record)
    texts = texts_of(record)
    if fingerprint(texts) != seen:
        raise StaleRecordError(f"{kind.__tablename__} {record.id} was changed since it was shown")
    return texts

"""Which columns do several tables share, and how long may their texts be?"""

from uuid import UUID, uuid4

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

MAX_NAAM = 120
MAX_OMSCHRIJVING = 2000
MAX_KORT = 200
MAX_LANG = 500
MAX_TELEFOON = 30
MAX_EMAIL = 254
MAX_SIGNAAL = 500

Gemeentecode = String(6)
Buurtcode = String(10)

OPEN_ENDED = text("tot IS NULL")


def uuid_column() -> Mapped[UUID]:
    """A key that stays the same wherever the record is sent; made by itself."""
    return mapped_column(index=True, unique=True, default_factory=uuid4, insert_default=uuid4, kw_only=True, repr=False)

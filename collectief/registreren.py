"""How is an aanbod added and changed: rules first, then the records, and who did it? Never commits."""

from datetime import datetime

from sqlalchemy.orm import Session

from collectief.invoer import AanbodInvoer
from collectief.models import Aanbod, Gebruiker


def add_aanbod(
    session: Session, invoer: AanbodInvoer, *, door: Gebruiker, now: datetime, voorbeeld: bool = False
) -> Aanbod:
    """Raises InvalidInvoerError or NotAllowedError before anything is stored."""
    raise NotImplementedError


def change_aanbod(
    session: Session, aanbod: Aanbod, invoer: AanbodInvoer, *, door: Gebruiker, now: datetime, versie: int
) -> Aanbod:
    """Raises InvalidInvoerError, NotAllowedError, or StaleRecordError when `versie` is not the newest any more."""
    raise NotImplementedError

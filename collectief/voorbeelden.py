"""What stands on the map of the demo? Made-up entries from a file, every one marked as voorbeeld."""

from datetime import datetime

from sqlalchemy.orm import Session

from geo.gebiedenset import Gebiedenset


def seed_voorbeelden(session: Session, gebiedenset: Gebiedenset, *, now: datetime) -> int:
    """Store the gebiedenset's voorbeelden.csv, once; the number of entries that were added."""
    raise NotImplementedError

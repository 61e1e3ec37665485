"""Was this form sent a moment ago already, by a double click or a page that was sent again?"""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Gebruiker, Locatie, Wijziging
from collectief.registreren.invoer import AanbodInvoer
from collectief.spatial import Punt
from collectief.words import Actie

WINDOW = timedelta(minutes=10)


def find_same_aanbod(session: Session, invoer: AanbodInvoer, *, door: Gebruiker, now: datetime) -> Aanbod | None:
    """What this gebruiker added a moment ago with the same naam at the same place.

    Two requests of one gebruiker wait here for each other until the first is committed: call it in the same
    transaction as the adding.
    """
    session.execute(update(Gebruiker).where(Gebruiker.id == door.id).values(email=Gebruiker.email))
    added = (
        select(Aanbod)
        .outerjoin(Aanbod.locatie)
        .join(Wijziging, (Wijziging.tabel == Aanbod.__tablename__) & (Wijziging.record_id == Aanbod.id))
        .where(Wijziging.actie == Actie.TOEGEVOEGD, Wijziging.door_id == door.id, Wijziging.op > now - WINDOW)
        .where(
            Aanbod.naam == invoer.naam,
            Aanbod.gemeente == invoer.gemeente,
            func.coalesce(Locatie.adres, Aanbod.adres_te_zoeken) == invoer.adres,
        )
    )
    return next((aanbod for aanbod in session.scalars(added) if _is_there(aanbod, invoer.punt)), None)


def _is_there(aanbod: Aanbod, punt: Punt | None) -> bool:
    return (aanbod.locatie.punt if aanbod.locatie else None) == punt

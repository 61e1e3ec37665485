"""What was a team told by mail?"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from collectief.base import Base, stored_by_value
from collectief.words import Verzending


class Leemtebericht(Base):
    """That its team was told that an aanbod ended and left a leemte; gone once the aanbod is there again.

    Like a herinnering it is written down before it is sent. Who read it is not kept.
    """

    __tablename__ = "leemtebericht"

    aanbod_id: Mapped[int] = mapped_column(ForeignKey("aanbod.id"), primary_key=True)
    verstuurd_op: Mapped[datetime]
    verzending: Mapped[Verzending] = mapped_column(stored_by_value(Verzending), default=Verzending.ONDERWEG)

"""Which mail that was written down may be sent again: what was put off, and what whoever sent it was cut off from."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from collectief.models import Herinnering, Leemtebericht
from collectief.words import Verzending

CUT_OFF_AFTER = timedelta(hours=1)  # no run is that long busy with one mail


def was_given_up(sent: Herinnering | Leemtebericht, now: datetime) -> bool:
    """As `may_be_sent_again` asks of the database."""
    is_cut_off = sent.verzending == Verzending.ONDERWEG and sent.verstuurd_op <= now - CUT_OFF_AFTER
    return sent.verzending == Verzending.UITGESTELD or is_cut_off


def may_be_sent_again(model: type[Herinnering | Leemtebericht], now: datetime) -> ColumnElement[bool]:
    is_cut_off = model.verstuurd_op <= now - CUT_OFF_AFTER
    is_under_way = model.verzending == Verzending.ONDERWEG
    return or_(model.verzending == Verzending.UITGESTELD, and_(is_under_way, is_cut_off))

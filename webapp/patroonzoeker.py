"""What happens when somebody asks to look for patronen now, and not to wait for the timer of tonight?"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.patronen.patronen import herbereken_if_old, is_pas_gezocht
from collectief.tijden.dutch_time import day_of
from geo.gebiedenset import Gebiedenset
from webapp.beside import beside
from webapp.context import now, session


def zoek_opnieuw(gebiedenset: Gebiedenset) -> str:
    """Look again, unless that was done just now; what to say of it."""
    if is_pas_gezocht(session(), gemeente=gebiedenset.gemeente.code, now=now()):
        return _("Er is net nog gezocht. Opnieuw zoeken kan tien minuten daarna; dan telt ook mee wat net is gemeld.")
    search = beside().begin(("patronen", gebiedenset), herbereken_and_commit, gebiedenset, now())
    if search.done():
        return _("Er is opnieuw gezocht.")
    return _("We zoeken nu opnieuw. Open deze bladzijde over een halve minuut nog een keer.")


def herbereken_and_commit(session: Session, gebiedenset: Gebiedenset, moment: datetime) -> None:
    """Of two servers that were asked at once the second finds what the first stored."""
    herbereken_if_old(session, gebiedenset, op=day_of(moment), now=moment)
    session.commit()

"""Which aanbod may be an answer, and what does the form to decide with start with?"""

from collections.abc import Set

from collectief.collectiveren.passend import passend_aanbod
from collectief.models import Patroon
from collectief.words import Leefgebied
from webapp.context import session
from webapp.patroonbesluit_form import PatroonbesluitForm


def make_patroonbesluit_form(patroon: Patroon, *, is_sent: bool = False) -> PatroonbesluitForm:
    return make_besluit_form(patroon.gemeente, {patroon.leefgebied}, set(patroon.buurtcodes), is_sent=is_sent)


def make_besluit_form(
    gemeente: str, leefgebieden: Set[Leefgebied], buurtcodes: Set[str], *, is_sent: bool
) -> PatroonbesluitForm:
    """With the aanbod on these leefgebieden to choose from, that in these buurten first."""
    form = PatroonbesluitForm() if is_sent else PatroonbesluitForm(formdata=None)
    form.offer(passend_aanbod(session(), gemeente=gemeente, leefgebieden=leefgebieden, buurtcodes=buurtcodes))
    return form

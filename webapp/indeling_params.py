"""Which division of the buurten does somebody ask for: what was chosen in the form, or which day in the address?"""

from datetime import date

from flask import request
from flask_babel import gettext as _

from collectief.teams.teamgebieden import IndelingInvoer
from geo.gebiedenset import Gebiedenset
from webapp.errors import BadRequestParameter

WHOLE_WIJK = "wijk:"


def read_invoer(gebiedenset: Gebiedenset) -> IndelingInvoer:
    """What was chosen for each buurt, with a whole wijk at once where its button was pressed."""
    buurten, form = gebiedenset.buurten_of(gebiedenset.gemeente.code), request.form
    return IndelingInvoer(
        gemeente=gebiedenset.gemeente.code,
        buurten=buurten,
        teams={code: form.get(f"team-{code}", "") for code in buurten} | _read_whole_wijk(gebiedenset),
        vanaf=_find_day(form.get("vanaf", "")),
        versie=_find_versie(form.get("versie", "")),
    )


def read_day(name: str) -> date | None:
    """A day in the address, as 2016-05-01."""
    text = request.args.get(name, "")
    day = _find_day(text)
    if text and day is None:
        raise BadRequestParameter(name, _("%(name)s moet een dag zijn, zoals 2016-05-01.", name=name))
    return day


def _read_whole_wijk(gebiedenset: Gebiedenset) -> dict[str, str]:
    wijk = request.form.get("actie", "").removeprefix(WHOLE_WIJK)
    team = request.form.get(f"team-{wijk}", "")
    if not team or gebiedenset.find_gebied(wijk) is None:
        return {}
    return dict.fromkeys(gebiedenset.buurten_of(wijk), team)


def _find_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _find_versie(text: str) -> int:
    """Which versie somebody saw; -1, which is none, when that was tampered with."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

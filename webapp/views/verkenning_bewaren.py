"""How is what a team typed in its verkenning kept, also when somebody else was typing too?"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, StaleRecordError
from collectief.models import Gebruiker, Team
from collectief.verkenning.samengaan import Samengaan, choose, merge, merk_of
from collectief.verkenning.verkenningen import (
    TEKSTEN,
    find_verkenning,
    save_verkenning,
    teksten_of,
    tidy,
    versie_of,
)
from webapp.context import gebiedensets, now
from webapp.verkenning_form import VerkenningForm
from webapp.views.plaatsnamen import plaatsnamen_of


class Uitkomst(NamedTuple):
    """What came of a save; `botsingen` has, by field, what somebody else wrote where one has to choose."""

    is_bewaard: bool
    is_samengevoegd: bool = False
    botsingen: Mapping[str, str] = {}


def start_form(session: Session, form: VerkenningForm, team: Team, *, jaar: int) -> None:
    """As it stands now."""
    verkenning = find_verkenning(session, team, jaar=jaar)
    teksten = teksten_of(verkenning)
    _remember(form, team, versie_of(verkenning), teksten)
    for field, text in teksten.items():
        form[field].data = text


def is_of_another_team(form: VerkenningForm, team: Team) -> bool:
    """Whether the account came to another team since the form was opened."""
    return bool(form.team.data) and form.team.data != team.slug


def carry_over(session: Session, form: VerkenningForm, team: Team, *, jaar: int) -> None:
    """Keep what was typed for a former team in the form, without storing it."""
    verkenning = find_verkenning(session, team, jaar=jaar)
    _remember(form, team, versie_of(verkenning), teksten_of(verkenning))
    form.form_errors.append(
        _("U hoort nu bij team %(naam)s. Er is nog niets bewaard. Kijk na of dit hier hoort.", naam=team.naam)
    )


def keep_verkenning(session: Session, form: VerkenningForm, team: Team, *, jaar: int, door: Gebruiker) -> Uitkomst:
    """Store what was typed; of two texts nothing is stored before somebody chose. Never commits."""
    verkenning = find_verkenning(session, team, jaar=jaar)
    hun, versie = teksten_of(verkenning), versie_of(verkenning)
    mijn = _chosen(form, hun)
    together = {field: merge(mijn[field], hun[field], gezien=form.gezien(field)) for field in TEKSTEN}
    if versie == form.read_versie():
        together = {field: Samengaan(text, is_botsing=False) for field, text in mijn.items()}
    botsingen = {field: hun[field] for field, one in together.items() if one.is_botsing}
    for field, one in together.items():
        form[field].data = one.tekst
    _remember(form, team, versie, hun)
    if botsingen:
        return Uitkomst(is_bewaard=False, botsingen=botsingen)
    is_samengevoegd = versie != form.read_versie()
    return Uitkomst(_save(session, form, team, jaar, versie, door), is_samengevoegd)


def _save(session: Session, form: VerkenningForm, team: Team, jaar: int, versie: int, door: Gebruiker) -> bool:
    """Who is overtaken within the blink of an eye is asked to look again."""
    plaatsnamen = plaatsnamen_of(gebiedensets().get(team.gemeente))
    invoer = form.make_invoer()
    try:
        save_verkenning(session, team, invoer, jaar=jaar, versie=versie, door=door, now=now(), plaatsnamen=plaatsnamen)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return False
    except StaleRecordError:
        session.rollback()
        form.form_errors.append(_("Iemand anders bewaarde dit op hetzelfde moment. Bewaar het nog een keer."))
        return False
    return True


def _chosen(form: VerkenningForm, hun: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with what was chosen where two wrote; a choice on a text that changed again counts no more."""
    mijn = asdict(tidy(form.make_invoer()))
    for field in TEKSTEN:
        keuze = form.keuze(field)
        if keuze and merk_of(hun[field]) == form.gezien(field):
            mijn[field] = choose(mijn[field], hun[field], keuze)
    return mijn


def _remember(form: VerkenningForm, team: Team, versie: int, teksten: Mapping[str, str]) -> None:
    form.team.data, form.versie.data = team.slug, str(versie)
    for field, text in teksten.items():
        form[f"gezien_{field}"].data = merk_of(text)

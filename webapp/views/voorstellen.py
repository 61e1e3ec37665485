"""How do voorstellen stand on the board, and what does the page of one say?"""

from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.collectiveren.besluiten import signalen_behind
from collectief.collectiveren.bevoegd import keeps_of_team
from collectief.collectiveren.naar_aanbod import READY, places_for
from collectief.collectiveren.stappen import find_last_step, next_fasen
from collectief.collectiveren.verhalen import verhalen_of_voorstel
from collectief.collectiveren.voorstel_invoer import FIELDS, VoorstelInvoer, make_invoer
from collectief.collectiveren.voorstellen import find_aanbod_of
from collectief.errors import InvalidFieldError
from collectief.models import Aanbod, Deelname, Gebruiker, Locatie, Verhaal, Voorstel, VoorstelStap
from collectief.signaalwoorden import Fase
from collectief.words import Status
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.conflict import HUN, Difference, differences, make_basis, read_choices, take_theirs
from webapp.views.wijken import by_naam
from webapp.voorstel_form import VoorstelForm

PARTS = {name: (name,) for name in FIELDS}


class Kaart(NamedTuple):
    voorstel: Voorstel
    stappen: Sequence[Fase]
    mag_wijzigen: bool


class Kolom(NamedTuple):
    fase: Fase
    kaarten: Sequence[Kaart]


class Voorstelpagina(NamedTuple):
    """A voorstel with what belongs to it; `signalen` is how many it came from, told to the own team only."""

    voorstel: Voorstel
    buurten: Sequence[Gebied]
    mag_wijzigen: bool
    stappen: Sequence[Fase]
    laatste: VoorstelStap | None
    aanbod: Aanbod | None
    plekken: Sequence[Locatie]
    kan_op_kaart: bool
    verhalen: Sequence[Verhaal]
    deelnames: Sequence[tuple[Deelname, str]]
    signalen: int | None

    @property
    def is_gestopt(self) -> bool:
        """Whether what it became is on the map no longer, while the voorstel says that it runs."""
        return self.aanbod is not None and self.aanbod.status == Status.GESTOPT and self.voorstel.fase != Fase.GESTOPT


def make_bord(voorstellen: Sequence[Voorstel], gebruiker: Gebruiker) -> list[Kolom]:
    """A column for each fase, in order."""
    kaarten = [Kaart(one, next_fasen(one), may_change(one, gebruiker)) for one in voorstellen]
    return [Kolom(fase, [kaart for kaart in kaarten if kaart.voorstel.fase == fase]) for fase in Fase]


def make_voorstelpagina(
    session: Session, voorstel: Voorstel, gebiedenset: Gebiedenset, gebruiker: Gebruiker
) -> Voorstelpagina:
    is_own, aanbod = may_change(voorstel, gebruiker), find_aanbod_of(session, voorstel)
    buurtcodes, k = set(voorstel.buurtcodes), gebiedenset.gemeente.tellingen_k
    can = is_own and aanbod is None and voorstel.fase in READY
    stories = verhalen_of_voorstel(session, voorstel)
    return Voorstelpagina(
        voorstel=voorstel,
        buurten=by_naam(filter(None, map(gebiedenset.find_gebied, buurtcodes))),
        mag_wijzigen=is_own,
        stappen=next_fasen(voorstel),
        laatste=find_last_step(voorstel),
        aanbod=aanbod,
        plekken=places_for(session, gemeente=voorstel.gemeente, buurtcodes=buurtcodes) if can else (),
        kan_op_kaart=can,
        verhalen=stories if is_own else [one for one in stories if one.gepubliceerd_op],
        deelnames=[(one, _say_aantal(one.aantal, is_own=is_own, k=k)) for one in voorstel.deelnames],
        signalen=len(signalen_behind(session, voorstel)) if is_own else None,
    )


def form_data(invoer: VoorstelInvoer) -> dict[str, Any]:
    """What the form starts with; `basis` is what is seen then."""
    told = {name: getattr(invoer, name) for name in (*FIELDS, "uuid")}
    kosten = "" if invoer.kosten is None else str(invoer.kosten).replace(".", ",")
    return told | {"kosten": kosten, "basis": make_basis(invoer, PARTS)}


def take_chosen(form: VoorstelForm, voorstel: Voorstel, sent: Mapping[str, str]) -> None:
    """Let the form say what somebody else wrote, where that was chosen."""
    theirs = [name for name, choice in read_choices(sent, PARTS).items() if choice == HUN]
    take_theirs(form, theirs, form_data(make_invoer(voorstel)))


def find_differences(
    form: VoorstelForm, mine: VoorstelInvoer, voorstel: Voorstel, sent: Mapping[str, str]
) -> list[Difference]:
    """Between what was typed and what stands there now, as far as somebody else changed that."""
    return list(differences(form, mine, make_invoer(voorstel), read_choices(sent, PARTS), PARTS))


def why_not(buurtcodes: Set[str], gebiedenset: Gebiedenset) -> InvalidFieldError:
    """Of buurten that may not be chosen: another team works there, or they are none of the gemeente."""
    if not buurtcodes <= gebiedenset.buurten_of(gebiedenset.gemeente.code):
        return InvalidFieldError("buurtcodes", "outside_gemeente")
    named = sorted(gebiedenset.get_gebied(code).naam for code in buurtcodes)
    return InvalidFieldError("buurtcodes", "not_to_choose", buurten=", ".join(named))


def may_change(voorstel: Voorstel, gebruiker: Gebruiker) -> bool:
    return keeps_of_team(gebruiker, gemeente=voorstel.gemeente, team_id=voorstel.team_id)


def _say_aantal(aantal: int, *, is_own: bool, k: int) -> str:
    return str(aantal) if is_own or aantal >= k else _("minder dan %(k)s", k=k)

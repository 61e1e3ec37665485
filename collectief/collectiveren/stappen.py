"""Which step may a voorstel take now, what does that need, and how is the last one taken back? Never commits."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import require_may_change
from collectief.collectiveren.voorstel_invoer import TEXTS, day_problem
from collectief.collectiveren.voorstellen import apply, require_newest
from collectief.collectiveren.vrije_tekst import text_problems
from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import MAX_LANG, Gebruiker, Voorstel, VoorstelStap
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.signaalwoorden import Fase
from collectief.tijden.dutch_time import day_of
from collectief.words import Doelgroep, Leefgebied

NEXT: Mapping[Fase, Fase] = {
    Fase.IDEE: Fase.TREKKER_GEVONDEN,
    Fase.TREKKER_GEVONDEN: Fase.GEPLAND,
    Fase.GEPLAND: Fase.LOOPT,
    Fase.LOOPT: Fase.GEBORGD,
}
# What it came from and what it became is its trace: a step that says so stays.
TRACE = {"aanbod_id", "patroon_id"}
UNDOES = "teruggenomen"


def next_fasen(voorstel: Voorstel) -> Sequence[Fase]:
    """One on, and to stop as long as it did not."""
    onward = [NEXT[voorstel.fase]] if voorstel.fase in NEXT else []
    return [*onward, *([Fase.GESTOPT] if voorstel.fase != Fase.GESTOPT else [])]


def step(
    session: Session,
    voorstel: Voorstel,
    fase: Fase | None,
    *,
    door: Gebruiker,
    now: datetime,
    versie: int,
    trekker: str = "",
    eerste_keer_op: date | None = None,
    toelichting: str = "",
    plaatsnamen: Collection[str] = (),
) -> Voorstel:
    """Raises InvalidInvoerError with what is missing, NotAllowedError or StaleRecordError."""
    require_may_change(voorstel, door=door)
    require_newest(voorstel, versie)
    toelichting = tidy_lines(toelichting)
    new = {
        "trekker": tidy_line(trekker) or voorstel.trekker,
        "eerste_keer_op": eerste_keer_op or voorstel.eerste_keer_op,
    }
    texts = {"trekker": str(new["trekker"]), "toelichting": toelichting}
    limits = {"trekker": TEXTS["trekker"], "toelichting": MAX_LANG}
    problems = list(text_problems(texts, longest=limits, required=(), plaatsnamen=plaatsnamen))
    problems += needs_of(voorstel, fase, today=day_of(now), toelichting=toelichting, **new)
    if problems or fase is None:
        raise InvalidInvoerError(problems)
    apply(session, voorstel, {"fase": fase, **new}, door=door, now=now, toelichting=toelichting)
    return voorstel


def needs_of(
    voorstel: Voorstel, fase: Fase | None, *, today: date, trekker: Any, eerste_keer_op: Any, toelichting: str
) -> list[InvalidFieldError]:
    """What this step lacks."""
    if fase is None or fase not in next_fasen(voorstel):
        return [InvalidFieldError("fase", "no_next_step")]
    if fase == Fase.GESTOPT:
        return [] if toelichting else [InvalidFieldError("toelichting", "required_to_stop")]
    problems = [] if trekker else [InvalidFieldError("trekker", "required_for_step")]
    if fase == Fase.TREKKER_GEVONDEN:
        return problems
    if eerste_keer_op is None:
        return [*problems, InvalidFieldError("eerste_keer_op", "required_for_step")]
    if unlikely := day_problem("eerste_keer_op", eerste_keer_op, today=today):
        problems.append(unlikely)
    elif fase != Fase.GEPLAND and eerste_keer_op > today:
        problems.append(InvalidFieldError("eerste_keer_op", "not_yet"))
    return problems


def find_last_step(voorstel: Voorstel) -> VoorstelStap | None:
    """The last step that can be taken back: not that it was made, and not that it became aanbod."""
    undone = {stap.velden[UNDOES] for stap in voorstel.stappen if UNDOES in stap.velden}
    standing = [stap for stap in voorstel.stappen[1:] if UNDOES not in stap.velden and stap.id not in undone]
    return standing[-1] if standing and TRACE.isdisjoint(standing[-1].velden) else None


def undo_last_step(session: Session, voorstel: Voorstel, *, door: Gebruiker, now: datetime, versie: int) -> None:
    """The fields are as before that step, and a step says so; raises as `step` does."""
    require_may_change(voorstel, door=door)
    require_newest(voorstel, versie)
    last = find_last_step(voorstel)
    if last is None:
        raise InvalidInvoerError([InvalidFieldError("fase", "nothing_to_undo")])
    old = {name: _read(name, pair[0]) for name, pair in last.velden.items()}
    apply(session, voorstel, old, door=door, now=now, toelichting="Laatste stap teruggenomen.", **{UNDOES: last.id})


def _read(name: str, text: str) -> Any:
    """What a step wrote down as text."""
    if name == "leefgebieden":
        return {Leefgebied(word) for word in text.split(", ") if word}
    if name == "buurtcodes":
        return set(filter(None, text.split(", ")))
    if name in ("fase", "doelgroep"):
        return (Fase if name == "fase" else Doelgroep)(text)
    if name in ("eerste_keer_op", "kosten"):
        return (date.fromisoformat(text) if name == "eerste_keer_op" else Decimal(text)) if text else None
    return text

"""How many signalen like those of a voorstel were there, before and after, here and in comparable buurten?"""

from collections.abc import Callable, Sequence, Set
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from collectief.collectiveren.effect import Effect, Groep, Periode, find_periode, make_effect
from collectief.collectiveren.verhouding import Telling
from collectief.models import Signaal, SignaalLeefgebied, Voorstel, VoorstelBuurt, VoorstelLeefgebied
from collectief.signaalwoorden import Fase, SoortSignaal
from collectief.signalen.ondergrens import ondergrens
from collectief.words import Doelgroep
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.likeness import find_alike
from geo.profiel import make_profiel

ALIKE_PER_BUURT = 8
MOST_COMPARED = 40
NIEMAND = Groep({}, 0)
RAN = (Fase.LOOPT, Fase.GEBORGD, Fase.GESTOPT)


class Vergelijkbaar(NamedTuple):
    """Buurten to compare with; `lijken` says whether their figures are alike, or only nobody could tell."""

    buurtcodes: Sequence[str]
    lijken: bool


def effect_of(
    session: Session,
    voorstel: Voorstel,
    comparable: Callable[[], Vergelijkbaar],
    *,
    today: date,
    k: int,
    is_own: bool,
) -> Effect:
    """The comparable buurten are only looked for when there is something to compare."""
    periode = find_periode(voorstel.eerste_keer_op, today=today)
    if periode is None:
        return make_effect(None, NIEMAND, NIEMAND, k=k, is_own=is_own)
    served = set(voorstel.buurtcodes)
    found = comparable()
    others = set(found.buurtcodes) - served - _served_by_others(session, voorstel, periode)
    asked, not_asked = _asks(voorstel), ~_asks(voorstel)
    team = Signaal.team_id == voorstel.team_id
    effect = make_effect(
        periode,
        count_huishoudens(session, voorstel.gemeente, served, periode, asked, team),
        count_huishoudens(session, voorstel.gemeente, others, periode, asked),
        k=k,
        is_own=is_own,
        overig=(
            count_huishoudens(session, voorstel.gemeente, served, periode, not_asked, team),
            count_huishoudens(session, voorstel.gemeente, others, periode, not_asked),
        ),
    )
    return effect._replace(lijken=found.lijken)


def count_huishoudens(
    session: Session, gemeente: str, buurtcodes: Set[str], periode: Periode, *where: ColumnElement[bool]
) -> Groep:
    """By buurt, also of those without any; strengths and chances are no need, and do not count."""
    before, after = (_between(periode.voor, periode.voor_tot), _between(periode.na, periode.na_tot))
    amount = ondergrens()
    sums: list[Any] = [func.sum(case((one, amount), else_=0)) for one in (before, after)]
    squares = func.sum(case((before | after, amount * amount), else_=0))
    query = select(Signaal.buurtcode, *sums, squares)
    query = query.where(Signaal.gemeente == gemeente, Signaal.buurtcode.in_(buurtcodes))
    query = query.where(Signaal.op >= periode.voor, Signaal.op < periode.na_tot, Signaal.soort != SoortSignaal.KANS)
    found = session.execute(query.where(*where).group_by(Signaal.buurtcode)).all()
    per_buurt = dict.fromkeys(sorted(buurtcodes), Telling(0, 0))
    per_buurt |= {code: Telling(int(voor), int(na)) for code, voor, na, _squares in found}
    return Groep(per_buurt, sum(int(squares) for *_rest, squares in found))


def comparable_buurten(gebiedenset: Gebiedenset, buurtcodes: Set[str]) -> Vergelijkbaar:
    """The buurten of the same gemeente most like these in their figures; without figures all the others."""
    every = [gebied.code for gebied in gebiedenset.gebieden(Soort.BUURT)]
    found: list[str] = []
    for code in sorted(buurtcodes & set(every)):
        profiel = make_profiel(gebiedenset, gebiedenset.get_gebied(code))
        found += [one.gebied.code for one in find_alike(profiel, gebiedenset, [gebiedenset], n=ALIKE_PER_BUURT)]
    alike = [code for code in dict.fromkeys(found or every) if code not in buurtcodes]
    return Vergelijkbaar(alike[:MOST_COMPARED] if found else alike, lijken=bool(found))


def _asks(voorstel: Voorstel) -> ColumnElement[bool]:
    """Whether a signaal is about what the voorstel answers."""
    about = select(SignaalLeefgebied.signaal_id).where(
        SignaalLeefgebied.signaal_id == Signaal.id, SignaalLeefgebied.leefgebied.in_(set(voorstel.leefgebieden))
    )
    told = about.exists()
    for_all = voorstel.doelgroep == Doelgroep.IEDEREEN
    return told if for_all else told & Signaal.doelgroep.in_((voorstel.doelgroep, Doelgroep.IEDEREEN))


def _served_by_others(session: Session, voorstel: Voorstel, periode: Periode) -> set[str]:
    """Where another voorstel on the same began meanwhile: no buurten to compare with."""
    began = select(Voorstel.id).where(
        Voorstel.gemeente == voorstel.gemeente,
        Voorstel.id != voorstel.id,
        Voorstel.fase.in_(RAN),
        Voorstel.eerste_keer_op >= periode.voor,
        Voorstel.eerste_keer_op < periode.na_tot,
        Voorstel.leefgebied_rows.any(VoorstelLeefgebied.leefgebied.in_(set(voorstel.leefgebieden))),
    )
    return set(session.scalars(select(VoorstelBuurt.buurtcode).where(VoorstelBuurt.voorstel_id.in_(began))))


def _between(first: date, end: date) -> ColumnElement[bool]:
    return (Signaal.op >= first) & (Signaal.op < end)

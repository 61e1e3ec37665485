"""What is to become of each row of a source: a new entry, a change of one that is known, or nothing?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.geschiedenis.veldteksten import Texts
from collectief.inlezen.rapport import Regel
from collectief.inlezen.rijen import Gelezen
from collectief.inlezen.samenvoegen import merge
from collectief.inlezen.zoeken import Kaart
from collectief.models import Aanbod, Bronvermelding
from collectief.plekken.verbergen import check_hides
from collectief.registreren.invoer import AanbodInvoer, checked, make_invoer
from collectief.words import Status, Uitkomst

Voortgang = Callable[[int], object]
OUTSIDE = "outside_gemeente"


@dataclass(frozen=True, kw_only=True)
class Stap:
    """One row, the entry that it tells of (if that is known) and what that entry is to become."""

    gelezen: Gelezen
    uitkomst: Uitkomst
    aanbod: Aanbod | None = None
    vermelding: Bronvermelding | None = None
    invoer: AanbodInvoer | None = None
    voorstel: Texts
    meldingen: tuple[InvalidFieldError, ...] = ()

    def regel(self) -> Regel:
        key = self.aanbod.id if self.aanbod else None
        return Regel(self.gelezen.rij, self.uitkomst, self.gelezen.invoer.naam, key, self.meldingen)


def check_rows(rows: Sequence[Gelezen], *, today: date) -> list[Gelezen]:
    """Each row with a tidy invoer, or with all that is wrong in it."""
    first = dict[str, int]()
    for row in rows:
        first.setdefault(row.extern_id, row.rij)
    return [_checked(row, first[row.extern_id], today) for row in rows]


def plan(
    session: Session,
    rows: Sequence[Gelezen],
    *,
    known: Mapping[str, Bronvermelding],
    skip_outside: bool,
    voortgang: Voortgang,
) -> list[Stap]:
    """A step for each row, in their order; nothing is changed yet."""
    told = {row.extern_id for row in rows}
    by_entry = {survivor(session, one.aanbod).id: one for one in known.values()}
    silent = {key: one for key, one in by_entry.items() if one.extern_id not in told}
    settled = {row.rij: stap for row in rows if (stap := _refused(row, known, skip_outside=skip_outside))}
    new = [row for row in rows if row.rij not in settled and row.extern_id not in known]
    alike = _find_alike(session, new, exclude=by_entry.keys() - silent.keys())
    stappen = []
    for row in rows:
        entry = alike.get(row.rij)
        vermelding = known.get(row.extern_id) or (silent.get(entry.id) if entry else None)
        stappen.append(settled.get(row.rij) or _step(session, row, vermelding, entry))
        voortgang(1)
    return stappen


def survivor(session: Session, aanbod: Aanbod) -> Aanbod:
    """The entry that it was merged into, or itself."""
    while aanbod.samengevoegd_in_id is not None:
        aanbod = session.get_one(Aanbod, aanbod.samengevoegd_in_id)
    return aanbod


def _checked(row: Gelezen, first: int, today: date) -> Gelezen:
    problems = list(row.problemen)
    if row.rij != first:
        problems.append(InvalidFieldError("id", "dubbele_rij", rij=first))
    if row.gecontroleerd_op and row.gecontroleerd_op > today:
        problems.append(InvalidFieldError("gecontroleerd_op", "in_toekomst"))
    try:
        row = replace(row, invoer=checked(row.invoer))
    except InvalidInvoerError as error:
        said = {problem.field for problem in problems}
        problems += [problem for problem in error.problems if problem.field not in said]
    return replace(row, problemen=tuple(problems))


def _refused(row: Gelezen, known: Mapping[str, Bronvermelding], *, skip_outside: bool) -> Stap | None:
    """The step of a row of which nothing comes."""
    if skip_outside and any(problem.rule == OUTSIDE for problem in row.problemen):
        return _nothing(row, Uitkomst.OVERGESLAGEN, row.problemen)
    if row.problemen:
        return _nothing(row, Uitkomst.FOUT, row.problemen)
    if row.invoer.status == Status.GESTOPT and row.extern_id not in known:
        return _nothing(row, Uitkomst.OVERGESLAGEN, [InvalidFieldError("status", "al_gestopt")])
    return None


def _nothing(row: Gelezen, uitkomst: Uitkomst, meldingen: Iterable[InvalidFieldError]) -> Stap:
    return Stap(gelezen=row, uitkomst=uitkomst, voorstel={}, meldingen=tuple(meldingen))


def _find_alike(session: Session, new: Sequence[Gelezen], *, exclude: Collection[int]) -> Mapping[int, Aanbod]:
    """By row; an entry that another row tells of by its key is not looked for.

    One that the source told of under another key is: sources without keys of their own have such when a naam changes.
    """
    if not new:
        return {}
    found = Kaart(session, new[0].invoer.gemeente, exclude=exclude).find(new)
    return {rij: gevonden.aanbod for rij, gevonden in found.items()}


def _step(session: Session, row: Gelezen, vermelding: Bronvermelding | None, alike: Aanbod | None) -> Stap:
    if vermelding:
        aanbod = survivor(session, vermelding.aanbod)
        return _hiding(
            session, _merged(row, aanbod, vermelding, told_before=vermelding.velden, otherwise=Uitkomst.GELIJK)
        )
    if alike:
        return _merged(row, alike, None, told_before=None, otherwise=Uitkomst.GEKOPPELD)
    return Stap(gelezen=row, uitkomst=Uitkomst.NIEUW, invoer=row.invoer, voorstel={})


def _merged(
    row: Gelezen,
    aanbod: Aanbod,
    vermelding: Bronvermelding | None,
    *,
    told_before: Texts | None,
    otherwise: Uitkomst,
) -> Stap:
    """The step of a row whose entry is known; what people changed in it stays as it is."""
    ours = make_invoer(aanbod)
    invoer, voorstel = merge(ours=ours, theirs=row.invoer, told_before=told_before, verteld=row.verteld)
    try:
        becomes = checked(invoer) if invoer != ours else None
    except InvalidInvoerError as error:  # what people made of it does not go with what the source makes of it now
        return _nothing(row, Uitkomst.OVERGESLAGEN, [*_stays(voorstel), *error.problems])
    return Stap(
        gelezen=row,
        uitkomst=otherwise if becomes is None else Uitkomst.GEWIJZIGD,
        aanbod=aanbod,
        vermelding=vermelding,
        invoer=becomes,
        voorstel=voorstel,
        meldingen=tuple(_stays(voorstel)),
    )


def _hiding(session: Session, stap: Stap) -> Stap:
    """The step itself, unless it hides an entry of which a text, ours or the source's, still names the address."""
    if stap.aanbod is None or stap.invoer is None:
        return stap
    try:
        for invoer in (stap.invoer, stap.gelezen.invoer):
            check_hides(session, stap.aanbod, invoer)
    except InvalidInvoerError as error:
        return _nothing(stap.gelezen, Uitkomst.FOUT, error.problems)
    return stap


def _stays(voorstel: Texts) -> Iterator[InvalidFieldError]:
    return (InvalidFieldError(field, "blijft_van_team") for field in voorstel)

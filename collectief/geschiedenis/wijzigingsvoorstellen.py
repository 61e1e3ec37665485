"""What should be different on the map, according to somebody who does not keep it?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError, TooManyVoorstellenError
from collectief.geschiedenis.veldteksten import invoer_texts, with_texts
from collectief.models import MAX_LANG, Aanbod, Wijzigingsvoorstel
from collectief.persoonsgegevens.herkennen import names_person
from collectief.registreren.invoer import AanbodInvoer, checked, make_invoer, tidy_line
from collectief.registreren.invoerregels import ACCESS, CONTACT
from collectief.words import Besluit, Indiener, Status

PLACE = ("adres", "locatie", *ACCESS)
# All that can be said of an entry in words. Its point cannot: an address is looked up when it is taken over.
VOORSTELBAAR = (
    *("naam", "soort", "omschrijving", "karakter", "leefgebieden", "doelgroepen", "openingstijden", "op_afspraak"),
    *("gesloten_van", "gesloten_tot", "gesloten_reden", "kosten", "gratis", "toegang", "capaciteit", "leeftijd_min"),
    *("leeftijd_max", "talen", "organisatie", *CONTACT, *PLACE, "bereikbaar_via", "status"),
)
REQUIRED_OF_NEW = ("naam", "omschrijving")
# Where no contact belongs; that of the organisatie has fields of its own.
FREE_TEXT = ("naam", "omschrijving", "openingstijden", "kosten", "gesloten_reden", "organisatie", "adres", "locatie")
MAX_OPEN_PER_AANBOD = 10
MAX_OPEN_NEW = 200  # in one gemeente

Velden = dict[str, list[str]]


def propose(
    session: Session,
    *,
    aanbod: Aanbod | None,
    gemeente: str,
    velden: Mapping[str, str],
    toelichting: str = "",
    indiener: Indiener,
    now: datetime,
) -> Wijzigingsvoorstel:
    """Keep what should be different until a team decides; without `aanbod` it proposes a new entry.

    What is published already is left out, and the same voorstel is kept once. Raises InvalidInvoerError, and
    TooManyVoorstellenError while enough of what visitors said waits already.
    """
    voorstel = Wijzigingsvoorstel(
        gemeente=gemeente,
        indiener=indiener,
        op=now,
        velden=_changes(aanbod, velden) if aanbod else _new(gemeente, velden),
        toelichting=tidy_line(toelichting),
        aanbod=aanbod,
    )
    if problems := list(_problems(voorstel)):
        raise InvalidInvoerError(problems)
    known = _waiting(session, voorstel)
    same = next((other for other in known if _says_the_same(other, voorstel)), None)
    if same:
        return same
    if indiener == Indiener.BEZOEKER and len(known) >= (MAX_OPEN_PER_AANBOD if aanbod else MAX_OPEN_NEW):
        raise TooManyVoorstellenError(f"{len(known)} voorstellen wait already")
    session.add(voorstel)
    session.flush()
    return voorstel


def published_texts(aanbod: Aanbod) -> dict[str, str]:
    """What stands there now of all that can be proposed."""
    texts = invoer_texts(make_invoer(aanbod))
    return {field: texts[field] for field in VOORSTELBAAR}


def _changes(aanbod: Aanbod, velden: Mapping[str, str]) -> Velden:
    """Per field that would change what is published and what is proposed; raises InvalidInvoerError."""
    _refuse(_unproposable(velden, is_hidden=aanbod.verborgen))
    published = make_invoer(aanbod)
    proposed = _checked_change(published, with_texts(published, velden))
    before, after = invoer_texts(published), invoer_texts(proposed)
    return {field: [before[field], after[field]] for field in velden if before[field] != after[field]}


def _checked_change(published: AanbodInvoer, proposed: AanbodInvoer) -> AanbodInvoer:
    """Of what was wrong already before the change nobody has to hear."""
    try:
        return checked(proposed)
    except InvalidInvoerError as error:
        known = {(problem.field, problem.rule) for problem in _problems_of(published)}
        _refuse(problem for problem in error.problems if (problem.field, problem.rule) not in known)
    return proposed


def _new(gemeente: str, velden: Mapping[str, str]) -> Velden:
    """What is told of a new entry: hours and address in anybody's words, for a team to look up."""
    _refuse(_unproposable(velden, is_hidden=False))
    tidy = {field: "\n".join(map(tidy_line, text.splitlines())).strip() for field, text in velden.items()}
    told = {field: text for field, text in tidy.items() if text}
    _refuse(InvalidFieldError(field, "required") for field in REQUIRED_OF_NEW if field not in told)
    wrong = _problems_of(with_texts(AanbodInvoer(gemeente=gemeente, plek_later=True), told))
    _refuse(problem for problem in wrong if problem.field in told and not _is_unread(problem))
    return {field: ["", text] for field, text in told.items()}


def _is_unread(problem: InvalidFieldError) -> bool:
    """Whether it says no more than that these hours are no OSM."""
    return problem.field == "openingstijden" and problem.rule != "too_long"


def _unproposable(velden: Mapping[str, str], *, is_hidden: bool) -> Iterator[InvalidFieldError]:
    for field, text in velden.items():
        if field not in VOORSTELBAAR or (field == "status" and text != Status.GESTOPT):
            yield InvalidFieldError(field, "not_proposable")
        elif is_hidden and field in PLACE:
            yield InvalidFieldError(field, "hidden_place")


def _problems_of(invoer: AanbodInvoer) -> Sequence[InvalidFieldError]:
    try:
        checked(invoer)
    except InvalidInvoerError as error:
        return error.problems
    return ()


def _problems(voorstel: Wijzigingsvoorstel) -> Iterator[InvalidFieldError]:
    if not (voorstel.velden or voorstel.toelichting):
        yield InvalidFieldError("toelichting", "nothing_proposed")
    if len(voorstel.toelichting) > MAX_LANG:
        yield InvalidFieldError("toelichting", "too_long", max=MAX_LANG)
    elif voorstel.indiener == Indiener.BEZOEKER:
        texts = {field: voorstel.velden[field][1] for field in FREE_TEXT if field in voorstel.velden}
        for field, text in (texts | {"toelichting": voorstel.toelichting}).items():
            if names_person(text):
                yield InvalidFieldError(field, "personal_data")


def _refuse(problems: Iterator[InvalidFieldError]) -> None:
    if found := list(problems):
        raise InvalidInvoerError(found)


def _waiting(session: Session, voorstel: Wijzigingsvoorstel) -> Sequence[Wijzigingsvoorstel]:
    """What the same kind of indiener says already of the same entry, or of new ones."""
    query = select(Wijzigingsvoorstel).filter_by(
        gemeente=voorstel.gemeente,
        besluit=Besluit.OPEN,
        indiener=voorstel.indiener,
        aanbod_id=voorstel.aanbod.id if voorstel.aanbod else None,
    )
    return session.scalars(query.limit(MAX_OPEN_NEW)).all()


def _says_the_same(a: Wijzigingsvoorstel, b: Wijzigingsvoorstel) -> bool:
    return (a.velden, a.toelichting) == (b.velden, b.toelichting)

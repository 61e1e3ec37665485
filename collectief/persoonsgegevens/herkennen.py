"""Which parts of a free text point at a person, and of what kind is each?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from collectief.errors import InvalidFieldError
from collectief.persoonsgegevens.adressen import find_adressen
from collectief.persoonsgegevens.geboortedata import find_geboortedata
from collectief.persoonsgegevens.leestekst import make_leestekst
from collectief.persoonsgegevens.mailadressen import find_emails
from collectief.persoonsgegevens.namen import find_namen
from collectief.persoonsgegevens.nummers import find_bsns, find_dossiers, find_ibans, find_telefoons, without_times
from collectief.words import Keuze

Span = tuple[int, int]


class SoortVondst(Keuze):
    """Where two overlap, the first of this list goes first."""

    IBAN = "iban", "rekeningnummer"
    EMAIL = "email", "e-mailadres"
    TELEFOON = "telefoon", "telefoonnummer"
    BSN = "bsn", "burgerservicenummer"
    DOSSIERNUMMER = "dossiernummer", "dossiernummer"
    GEBOORTEDATUM = "geboortedatum", "geboortedatum"
    ADRES = "adres", "adres"
    NAAM = "naam", "naam van een persoon"


class Vondst(NamedTuple):
    """A part of a text, as characters of the text as it was given."""

    soort: SoortVondst
    begin: int
    eind: int


def find_persoonsgegevens(text: str, *, plaatsnamen: Collection[str] = ()) -> list[Vondst]:
    """In the order of the text, without overlap; `plaatsnamen` are places and streets, which are no persons."""
    lees = make_leestekst(text)
    taken: list[Vondst] = []
    used = bytearray(len(lees.tekst))
    for soort, (begin, eind) in _find_all(lees.tekst, frozenset(plaatsnamen)):
        if not any(used[begin:eind]):
            used[begin:eind] = b"\1" * (eind - begin)
            taken.append(Vondst(soort, *lees.place(begin, eind)))
    return sorted(taken, key=lambda vondst: vondst.begin)


def check_nobody(field: str, text: str, *, plaatsnamen: Collection[str] = ()) -> InvalidFieldError | None:
    """What is wrong with a field that may point at nobody; it names the kinds that were found, never the text."""
    found = {vondst.soort for vondst in find_persoonsgegevens(text, plaatsnamen=plaatsnamen)}
    if not found:
        return None
    return InvalidFieldError(
        field, "names_person", soorten=", ".join(soort.naam for soort in SoortVondst if soort in found)
    )


def names_person(text: str) -> bool:
    """Whether the text has something by which a person can be reached or looked up; names may stand in it."""
    lees = make_leestekst(text).tekst
    bare = without_times(lees)
    return any(next(found, None) for found in (find_emails(lees), find_telefoons(bare), find_bsns(bare)))


def _find_all(text: str, plaatsnamen: frozenset[str]) -> Iterator[tuple[SoortVondst, Span]]:
    places, bare = _read_plaatsnamen(plaatsnamen), without_times(text)
    found: Mapping[SoortVondst, Iterator[Span]] = {
        SoortVondst.IBAN: find_ibans(text),
        SoortVondst.EMAIL: find_emails(text),
        SoortVondst.TELEFOON: find_telefoons(bare),
        SoortVondst.BSN: find_bsns(bare),
        SoortVondst.DOSSIERNUMMER: find_dossiers(text),
        SoortVondst.GEBOORTEDATUM: find_geboortedata(text),
        SoortVondst.ADRES: find_adressen(text, places),
        SoortVondst.NAAM: find_namen(text, places),
    }
    for soort in SoortVondst:
        yield from ((soort, span) for span in found[soort])


@lru_cache(maxsize=8)
def _read_plaatsnamen(plaatsnamen: frozenset[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """By the first word of each."""
    places: dict[str, list[tuple[str, ...]]] = {}
    for naam in plaatsnamen:
        words = make_leestekst(naam.casefold()).tekst.split()
        if words:
            places.setdefault(words[0], []).append(tuple(words[1:]))
    return places

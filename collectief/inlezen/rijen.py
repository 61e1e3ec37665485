"""What does one row of a source say of an aanbod, and which of its words and figures are not understood?"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from collectief.errors import InvalidFieldError
from collectief.geschiedenis.veldteksten import NUMBERS, WORD_SETS, WORDS
from collectief.inlezen.kolommen import Leeswijzer
from collectief.inlezen.opmaak import without_markup
from collectief.inlezen.tabel import Rij
from collectief.inlezen.woorden import find_word, plain, read_day, read_number, split_words
from collectief.models import MAX_KORT
from collectief.registreren.invoer import AanbodInvoer, tidy_line
from collectief.spatial import Punt
from collectief.words import JaNee, Toegang
from geo.crs import lies_in_nederland, to_rd

TEXTS = (
    *("naam", "omschrijving", "openingstijden", "kosten", "locatie", "bereikbaar_via", "gesloten_reden"),
    *("organisatie", "organisatie_telefoon", "organisatie_email", "organisatie_website"),
)
LONGEST_QUOTE = 60  # of what is not understood, in a sentence
RD_X, RD_Y = (0, 300_000), (300_000, 630_000)  # around the Netherlands

_AGES = re.compile(
    r"(?:vanaf )?(?P<min>\d{1,3})(?: ?(?:-|t/m|tot|tot en met) ?(?P<max>\d{1,3})| ?\+)?(?: jaar)?", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Gelezen:
    """A row as an invoer that is not checked yet; `verteld` are the fields that the row, or its source, tells of."""

    rij: int
    extern_id: str
    invoer: AanbodInvoer
    verteld: frozenset[str]
    gecontroleerd_op: date | None
    problemen: tuple[InvalidFieldError, ...]


class _Reader:
    """Reads the cells of one row field by field, and remembers what it did not understand."""

    def __init__(self, texts: Mapping[str, str], woorden: Mapping[str, Mapping[str, str]]) -> None:
        self.texts = texts
        self.problems = list[InvalidFieldError]()
        self._woorden = {veld: {plain(own): ours for own, ours in words.items()} for veld, words in woorden.items()}

    def told(self, *velden: str) -> Iterator[str]:
        """Those of the fields in which something stands."""
        return (veld for veld in velden if self.texts.get(veld))

    def word(self, veld: str) -> Any:
        return next(iter(self._words(veld, [self.texts[veld]], WORDS[veld])), None)

    def words(self, veld: str) -> frozenset[Any]:
        return frozenset(self._words(veld, split_words(self.texts[veld]), WORD_SETS[veld]))

    def claim(self, veld: str) -> bool:
        return JaNee.JA in self._words(veld, [self.texts[veld]], JaNee)

    def value(self, veld: str, read: Callable[[str], Any]) -> Any:
        try:
            return read(self.texts[veld])
        except (ValueError, OverflowError):
            self.refuse(veld, "onleesbaar")
            return None

    def refuse(self, veld: str, rule: str, text: str = "") -> None:
        self.problems.append(InvalidFieldError(veld, rule, waarde=_quote(text or self.texts.get(veld, ""))))

    def _words(self, veld: str, texts: list[str], words: Any) -> Iterator[Any]:
        for text in texts:
            ours = self._woorden.get(veld, {}).get(plain(text), text)
            found = find_word(words, ours)
            if found:
                yield found
            elif ours:
                self.refuse(veld, "onbekend_woord", text)


def read_rij(rij: Rij, wijzer: Leeswijzer, *, gemeente: str) -> Gelezen:
    """Never refuses: what is wrong stands in `problemen`."""
    reader = _Reader(_texts_of(rij, wijzer), wijzer.woorden)
    values: dict[str, Any] = {
        **{veld: reader.texts[veld] for veld in reader.told(*TEXTS)},
        **{veld: reader.word(veld) for veld in reader.told(*WORDS)},
        **{veld: reader.words(veld) for veld in reader.told(*WORD_SETS)},
        **{veld: reader.claim(veld) for veld in reader.told("op_afspraak", "verborgen")},
        **{veld: reader.value(veld, read_number) for veld in reader.told(*NUMBERS)},
        **{veld: reader.value(veld, read_day) for veld in reader.told("gesloten_van", "gesloten_tot")},
        **_access(reader),
        **_ages(reader),
        **_place(reader),
    }
    checked_on = [reader.value(veld, read_day) for veld in reader.told("gecontroleerd_op")]
    invoer = AanbodInvoer(gemeente=gemeente, **values)
    return Gelezen(
        rij=rij.nummer,
        extern_id=_key(reader.texts.get("id", ""), invoer),
        invoer=invoer,
        verteld=frozenset(values),
        gecontroleerd_op=next(iter(checked_on), None),
        problemen=tuple(reader.problems),
    )


def _texts_of(rij: Rij, wijzer: Leeswijzer) -> dict[str, str]:
    """What stands in the row by field of ours, without markup; where nothing stands, the fixed answer."""
    told = {veld: rij.cellen.get(column, "") for column, veld in wijzer.kolommen.items() if veld}
    plain_told = {veld: without_markup(text).strip() for veld, text in told.items()}
    return {**wijzer.vast, **{veld: text for veld, text in plain_told.items() if text}}


def _access(reader: _Reader) -> dict[str, Any]:
    if not reader.texts.get("indicatie"):
        return {}
    return {"toegang": Toegang.MET_INDICATIE if reader.claim("indicatie") else Toegang.VRIJ}


def _ages(reader: _Reader) -> dict[str, Any]:
    told = reader.texts.get("leeftijd")
    match = _AGES.fullmatch(" ".join(told.split())) if told else None
    if told and not match:
        reader.refuse("leeftijd", "onleesbaar")
    return {f"leeftijd_{end}": int(match[end]) for end in ("min", "max") if match[end]} if match else {}


def _place(reader: _Reader) -> dict[str, Any]:
    """Where it is; of what stays hidden the place is not even read."""
    if find_word(JaNee, reader.texts.get("verborgen", "")) == JaNee.JA:
        return {}
    adres = tidy_line(_adres(reader.texts))[:MAX_KORT]
    punt = _punt(reader)
    return ({"adres": adres} if adres else {}) | ({"punt": punt} if punt else {})


def _adres(texts: Mapping[str, str]) -> str:
    """On one line, as the national geocoder writes it: `Grote Markt 2, 2011RD Haarlem`."""
    number = texts.get("huisnummer", "") + texts.get("toevoeging", "")
    street = texts.get("adres") or f"{texts.get('straat', '')} {number}".strip()
    known = street.replace(" ", "").casefold()
    town = [texts.get(name, "") for name in ("postcode", "plaats")]
    rest = " ".join(part for part in town if part and part.replace(" ", "").casefold() not in known)
    return ", ".join(part for part in (street, rest) if part)


def _punt(reader: _Reader) -> Punt | None:
    """From degrees, or else from RD; a longitude and a latitude that changed places are put back."""
    for first, second, read in (("lon", "lat", _from_degrees), ("x", "y", _from_rd)):
        if list(reader.told(first, second)):
            punt = read(*(_number(reader.texts.get(name, "")) for name in (first, second)))
            if punt is None:
                reader.refuse("punt", "geen_plek", f"{reader.texts.get(first, '')} {reader.texts.get(second, '')}")
            return punt
    return None


def _from_degrees(lon: float, lat: float) -> Punt | None:
    for pair in ((lon, lat), (lat, lon)):
        if lies_in_nederland(*pair):
            return Punt(*to_rd(*pair))
    return None


def _from_rd(x: float, y: float) -> Punt | None:
    lies_here = RD_X[0] <= x <= RD_X[1] and RD_Y[0] <= y <= RD_Y[1]
    return Punt(x, y) if lies_here else None


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


def _key(told: str, invoer: AanbodInvoer) -> str:
    """The source's own key; where it has none (or an endless one), a fingerprint of the naam and the place."""
    if told and len(told) <= MAX_KORT:
        return tidy_line(told)
    what = told or f"{plain(invoer.naam)}\n{plain(invoer.adres)}\n{invoer.punt}"
    return sha256(what.encode(errors="replace")).hexdigest()[:32]


def _quote(text: str) -> str:
    return tidy_line(text)[:LONGEST_QUOTE]

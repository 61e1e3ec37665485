"""What does a beheerder see of a reading: how its columns are taken, and what becomes of each row?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from collectief.geschiedenis.veldteksten import WORD_SETS, WORDS
from collectief.inlezen.kolommen import VAST, VELDEN, Leeswijzer
from collectief.inlezen.rapport import Rapport, Regel
from collectief.inlezen.rijen import LONGEST_QUOTE
from collectief.inlezen.tabel import Tabel
from collectief.models import Aanbodbron, Inlezing
from collectief.words import Keuze, Uitkomst
from webapp.inlezen.velden import naam_van
from webapp.inlezen.zinnen import sentence_of_melding

REGELS_A_PAGE = 100
EXAMPLES = 2
MAX_CHOICES = 50  # of words that we do not know, on one page
ALL_WORDS: Mapping[str, type[Keuze]] = {**WORDS, **WORD_SETS}

Options = Sequence[tuple[str, str]]


class Kolom(NamedTuple):
    """A column of the file, with what stands in it first, and the field that it is taken for."""

    naam: str
    voorbeelden: str
    veld: str


class Vast(NamedTuple):
    """A field that gets one answer for all rows; without `options` any text."""

    veld: str
    naam: str
    waarde: str
    options: Options


class Woord(NamedTuple):
    """A word of the source that we do not know."""

    veld: str
    naam: str
    woord: str
    options: Options


class Rijregel(NamedTuple):
    regel: Regel
    zinnen: Sequence[str]


class Inleespagina(NamedTuple):
    """One reading; `kolommen`, `vast` and `woorden` are there to choose from while it waits."""

    bron: Aanbodbron
    inlezing: Inlezing
    rapport: Rapport
    ontbreekt: Sequence[str]
    tellingen: Mapping[Uitkomst, int]
    regels: Sequence[Rijregel]
    vanaf: int
    volgende: int | None
    kolommen: Sequence[Kolom]
    velden: Options
    vast: Sequence[Vast]
    woorden: Sequence[Woord]
    wijzer: Leeswijzer
    is_kept: bool

    @property
    def can_apply(self) -> bool:
        return not self.rapport.has_faults


def make_inleespagina(bron: Aanbodbron, inlezing: Inlezing, tabel: Tabel | None, *, vanaf: int) -> Inleespagina:
    """`tabel` is what the file holds, as long as it waits."""
    rapport = Rapport.of(inlezing.rapport)
    wijzer = Leeswijzer.of(bron.kolommen)
    if tabel:
        wijzer = wijzer.complete(tabel)
    ordered = _faults_first(rapport)
    return Inleespagina(
        bron=bron,
        inlezing=inlezing,
        rapport=rapport,
        ontbreekt=[naam_van(veld) for veld in rapport.ontbreekt],
        tellingen=rapport.tellingen(),
        regels=[Rijregel(regel, list(_sentences(regel))) for regel in ordered[vanaf : vanaf + REGELS_A_PAGE]],
        vanaf=vanaf,
        volgende=vanaf + REGELS_A_PAGE if vanaf + REGELS_A_PAGE < len(ordered) else None,
        kolommen=list(_kolommen(tabel, wijzer)) if tabel and not tabel.is_vertaald else [],
        velden=[(veld, naam_van(veld)) for veld in VELDEN],
        vast=[_vast(veld, wijzer) for veld in VAST] if tabel else [],
        woorden=list(_unknown_words(rapport)) if tabel else [],
        wijzer=wijzer,
        is_kept=tabel is not None,
    )


def _faults_first(rapport: Rapport) -> list[Regel]:
    """What somebody has to look at goes before what is only counted."""
    order = {uitkomst: place for place, uitkomst in enumerate(Uitkomst)}
    return sorted(rapport.regels, key=lambda regel: (order[regel.uitkomst], not regel.meldingen, regel.rij or 0))


def _sentences(regel: Regel) -> Iterator[str]:
    return (f"{naam_van(melding.field)}: {sentence_of_melding(melding)}" for melding in regel.meldingen)


def _kolommen(tabel: Tabel, wijzer: Leeswijzer) -> Iterator[Kolom]:
    for naam in tabel.kolommen:
        filled = dict.fromkeys(text for rij in tabel.rijen if (text := rij.cellen[naam].strip()))
        examples = [text[:LONGEST_QUOTE] for text in list(filled)[:EXAMPLES]]
        yield Kolom(naam, " · ".join(examples), wijzer.kolommen[naam])


def _vast(veld: str, wijzer: Leeswijzer) -> Vast:
    words = ALL_WORDS.get(veld)
    return Vast(veld, naam_van(veld), wijzer.vast.get(veld, ""), _options(words) if words else ())


def _unknown_words(rapport: Rapport) -> Iterator[Woord]:
    meldingen = [melding for regel in rapport.regels for melding in regel.meldingen if melding.rule == "onbekend_woord"]
    found = dict.fromkeys((melding.field, str(melding.limits["waarde"])) for melding in meldingen)
    for veld, woord in list(found)[:MAX_CHOICES]:
        if veld in ALL_WORDS and len(woord) < LONGEST_QUOTE:
            yield Woord(veld, naam_van(veld), woord, _options(ALL_WORDS[veld]))


def _options(words: type[Keuze]) -> Options:
    return [(word.value, word.naam) for word in words]


def read_leeswijzer(sent: Mapping[str, Any], known: Leeswijzer, tabel: Tabel) -> Leeswijzer:
    """What somebody chose on the page, besides what was remembered; raises InvalidInvoerError."""
    kolommen = {naam: sent.get(f"kolom-{n}", "") for n, naam in enumerate(tabel.kolommen)}
    vast = {veld: text for veld in VAST if (text := sent.get(f"vast-{veld}", "").strip())}
    woorden = {veld: dict(words) for veld, words in known.woorden.items()}
    for n in range(MAX_CHOICES):
        veld, woord, ours = (sent.get(f"woord-{n}-{part}", "") for part in ("veld", "van", "naar"))
        if veld and woord and ours:
            woorden.setdefault(veld, {})[woord] = "" if ours == "weglaten" else ours
    stored = {
        "kolommen": dict(known.kolommen) if tabel.is_vertaald else {**known.kolommen, **kolommen},
        "vast": vast,
        "woorden": woorden,
        "buiten_overslaan": bool(sent.get("buiten_overslaan")),
    }
    return Leeswijzer.of(stored)

"""What may a source change of an entry that stands on the map already, and what is for people to decide?"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple

from collectief.geschiedenis.veldteksten import Texts, invoer_texts
from collectief.inlezen.rijen import TEXTS, Gelezen
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.invoerregels import ACCESS, CONTACT

PLAATS = ("adres", "punt", "verborgen")
BIJ_PLAATS = ("locatie", "buurtcode", "plek_later", "bereikbaar_via", *ACCESS)


class Unit(NamedTuple):
    """Fields that are taken over together or not at all; those `along` go with them when they are."""

    judged: tuple[str, ...]
    along: tuple[str, ...] = ()


GROUPS = (
    Unit(PLAATS, along=BIJ_PLAATS),
    Unit(("organisatie",), along=tuple(CONTACT)),
    Unit(("gesloten_van", "gesloten_tot", "gesloten_reden")),
    Unit(("leeftijd_min", "leeftijd_max")),
    Unit(("kosten", "gratis")),
)
_NOT_ALONE = {
    "gemeente",
    "gecontroleerd",
    "buurtcode",
    "plek_later",
    *(name for unit in GROUPS for name in unit.judged),
}
UNITS = (*GROUPS, *(Unit((field.name,)) for field in fields(AanbodInvoer) if field.name not in _NOT_ALONE))
# What tells a place, what a source tells in its own words and so might tell one, and what goes with these.
MAY_TELL_PLACE = frozenset(
    name
    for unit in UNITS
    if not {*PLAATS, *TEXTS}.isdisjoint((*unit.judged, *unit.along))
    for name in (*unit.judged, *unit.along)
)


class Samengevoegd(NamedTuple):
    """The entry as it becomes, and what the source says of it that people have to decide on."""

    invoer: AanbodInvoer
    voorstel: Mapping[str, str]


def merge(
    *, ours: AanbodInvoer, theirs: AanbodInvoer, told_before: Texts | None, verteld: frozenset[str]
) -> Samengevoegd:
    """What the source changed since last time is taken over; where people changed it too, theirs stays and is asked.

    Without `told_before` the source meets an entry that others made: then all that it tells is asked.
    """
    own, other = invoer_texts(ours), invoer_texts(theirs)
    settled = set[str]()
    taken, asked = dict[str, Any](), dict[str, str]()
    for judged, along in UNITS:
        if settled.issuperset(judged) or _same(judged, own, other):
            continue
        settled.update(judged, along)
        if told_before is not None and _same(judged, own, told_before):
            taken |= {name: getattr(theirs, name) for name in (*judged, *along)}
        elif told_before is None or not _same(judged, other, told_before):
            told = verteld if told_before is None else {*judged, *along}
            asked |= {name: other[name] for name in (*judged, *along) if name in told and other[name] != own[name]}
    if taken.get("verborgen"):
        taken["buurten"] = frozenset()
        asked = {name: text for name, text in asked.items() if name not in MAY_TELL_PLACE}
    return Samengevoegd(replace(ours, **taken), asked)


def keep_hidden(row: Gelezen, ours: AanbodInvoer | None) -> Gelezen:
    """The row of an entry that is hidden, without anything that may tell where that is: there our own words count."""
    if ours is None or not ours.verborgen:
        return row
    own = {name: getattr(ours, name) for name in MAY_TELL_PLACE}
    problems = tuple(problem for problem in row.problemen if problem.field not in MAY_TELL_PLACE)
    return replace(row, invoer=replace(row.invoer, **own), problemen=problems)


def texts_to_remember(theirs: AanbodInvoer, *, is_hidden: bool) -> dict[str, str]:
    """What a source told, to hold the next time against; nothing is kept that may tell of a hidden place."""
    texts = invoer_texts(theirs)
    return texts | dict.fromkeys(MAY_TELL_PLACE, "") if is_hidden else texts


def _same(names: tuple[str, ...], a: Texts, b: Texts) -> bool:
    return all(a[name] == b.get(name, "") for name in names)

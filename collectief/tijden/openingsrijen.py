"""Which OSM opening_hours do the rows of an editor make, and which rows does such a text show again?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import time
from typing import NamedTuple

DAGEN = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MAANDEN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NTH = ("[1]", "[2]", "[3]", "[4]", "[-1]")
WEEKS = ("week01-53/2", "week02-52/2")
HERHALINGEN = ("", *NTH, *WEEKS)  # every week, a weekday of the month, odd or even weeks

DAG = rf"(?:{'|'.join(DAGEN)})"
MAAND = rf"(?:{'|'.join(MAANDEN)})"
CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
UREN = rf"{CLOCK}-(?:{CLOCK}|24:00)"
AN_NTH = "(?:[1-4]|-1)"
RULE = re.compile(
    rf"(?:(?P<maand>{MAAND})(?:-(?P<tot>{MAAND}))? )?(?:(?P<week>{'|'.join(WEEKS)}) )?"
    rf"(?P<dagen>{DAG}(?:-{DAG})?(?:,{DAG}(?:-{DAG})?)*|{DAG}(?P<nth>\[{AN_NTH}(?:,{AN_NTH})*\])(?:,{DAG}(?P=nth))*)"
    rf" (?P<uren>{UREN}(?:,{UREN})*)"
)
DAYS_OFF = re.compile(r"(?:; (?:PH|SH|PH,SH|SH,PH) off)*$")
MIDNIGHT = "24:00"

Maanden = tuple[int, int]


class Openingsrij(NamedTuple):
    """Days of the week with one span of time; `herhaling` and `maanden` (1 to 12) say when, else every week.

    What ends at midnight has the `tot` 00:00; what ends before it begins, ends on the next day.
    """

    dagen: frozenset[str]
    van: time
    tot: time
    herhaling: str = ""
    maanden: Maanden | None = None


class Rooster(NamedTuple):
    """All hours of an aanbod, as rows."""

    rijen: tuple[Openingsrij, ...]
    dicht_op_feestdagen: bool = False
    dicht_in_schoolvakanties: bool = False


def make_osm(rooster: Rooster) -> str:
    """The hours as OSM; of nothing but closed days there is nothing to say."""
    if not rooster.rijen:
        return ""
    groups: dict[tuple[Maanden | None, str], list[Openingsrij]] = defaultdict(list)
    for rij in rooster.rijen:
        groups[rij.maanden, rij.herhaling].append(rij)
    rules = [rule for (maanden, herhaling), rijen in groups.items() for rule in _rules(maanden, herhaling, rijen)]
    # What holds on some of the same days has to add to the rest, not to take its place.
    hours = ("; " if len(groups) == 1 else ", ").join(rules)
    return hours + days_off(rooster)


def days_off(rooster: Rooster) -> str:
    """What the rules end with."""
    return "; SH off" * rooster.dicht_in_schoolvakanties + "; PH off" * rooster.dicht_op_feestdagen


def find_rooster(text: str) -> Rooster | None:
    """The rows that say the same as an OSM text; None where rows cannot."""
    off = DAYS_OFF.search(text)
    hours, days_off = (text[: off.start()], off[0]) if off else (text, "")
    rules = [rule for rule in map(RULE.fullmatch, re.split("; |, ", hours)) if rule]
    named = [_days_in(rule) for rule in rules]
    is_whole = len(rules) == len(re.split("; |, ", hours))
    # After "; " a rule takes the place of what was said before of the same days.
    if not is_whole or ("; " in hours and sum(map(len, named)) > len(set().union(*named))):
        return None
    return Rooster(tuple(_rijen(rules)), "PH" in days_off, "SH" in days_off)


def _rules(maanden: Maanden | None, herhaling: str, rijen: Iterable[Openingsrij]) -> Iterator[str]:
    """Of rows that repeat alike: a rule for the days that have the same hours."""
    spans: dict[str, set[str]] = defaultdict(set)
    for rij in rijen:
        for dag in rij.dagen:
            spans[dag].add(_span(rij))
    days: dict[str, list[str]] = defaultdict(list)
    for dag in sorted(spans, key=DAGEN.index):
        days[",".join(sorted(spans[dag]))].append(dag)
    when = f"{_months(maanden)} " * bool(maanden) + f"{herhaling} " * (herhaling in WEEKS)
    for uren, dagen in days.items():
        yield f"{when}{_named(dagen, herhaling)} {uren}"


def _span(rij: Openingsrij) -> str:
    return f"{rij.van:%H:%M}-{MIDNIGHT if rij.tot == time() else f'{rij.tot:%H:%M}'}"


def _months(maanden: Maanden | None) -> str:
    return "-".join(dict.fromkeys(MAANDEN[maand - 1] for maand in maanden or ()))


def _named(dagen: list[str], herhaling: str) -> str:
    """Mo-We,Fr; or Mo[1],Tu[1]."""
    if herhaling in NTH:
        return ",".join(f"{dag}{herhaling}" for dag in dagen)
    runs: list[list[str]] = []
    for dag in dagen:
        if runs and DAGEN.index(runs[-1][-1]) + 1 == DAGEN.index(dag):
            runs[-1].append(dag)
        else:
            runs.append([dag])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else run[0] for run in runs)


def _rijen(rules: Iterable[re.Match[str]]) -> Iterator[Openingsrij]:
    """A row for each span of time, with all days that have it."""
    days: dict[tuple[str, str, Maanden | None], set[str]] = defaultdict(set)
    for rule in rules:
        for uren in rule["uren"].split(","):
            for herhaling in _repeats(rule):
                days[uren, herhaling, _read_months(rule)] |= _days_in(rule)
    for (uren, herhaling, maanden), dagen in days.items():
        van, tot = (time.fromisoformat(clock.replace(MIDNIGHT, "00:00")) for clock in uren.split("-"))
        yield Openingsrij(frozenset(dagen), van, tot, herhaling, maanden)


def _repeats(rule: re.Match[str]) -> list[str]:
    nths = rule["nth"]
    return [f"[{nth}]" for nth in nths.strip("[]").split(",")] if nths else [rule["week"] or ""]


def _read_months(rule: re.Match[str]) -> Maanden | None:
    if rule["maand"] is None:
        return None
    first = MAANDEN.index(rule["maand"]) + 1
    return first, MAANDEN.index(rule["tot"]) + 1 if rule["tot"] else first


def _days_in(rule: re.Match[str]) -> set[str]:
    days: set[str] = set()
    for part in re.sub(r"\[.*?\]", "", rule["dagen"]).split(","):
        first, last = DAGEN.index(part[:2]), DAGEN.index(part[-2:])
        days |= {DAGEN[i % 7] for i in range(first, last + 1 + 7 * (last < first))}
    return days

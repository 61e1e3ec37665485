"""How is said in Dutch what opening hours mean, all year round?"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import groupby

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.tijden.openingsrijen import DAGEN, WEEKS, Maanden, Openingsrij, find_rooster
from webapp.show import uur

MIDNIGHT = time()
MONDAY = date(2024, 1, 1)


def hours_in_words(text: str) -> str:
    """What an OSM text says, or nothing where rows cannot say it: "maandag en dinsdag van 9.00 tot 12.00 uur"."""
    if text == "24/7":
        return _("altijd open")
    rooster = find_rooster(text)
    if rooster is None:
        return ""
    said = list(_rows_in_words(rooster.rijen))
    said += [_("niet in schoolvakanties")] * rooster.dicht_in_schoolvakanties
    said += [_("niet op feestdagen")] * rooster.dicht_op_feestdagen
    return "; ".join(said)


def _rows_in_words(rijen: Sequence[Openingsrij]) -> Iterator[str]:
    """Rows with the same days together, in the order of the week."""
    for (dagen, herhaling, maanden), alike in groupby(sorted(rijen, key=_order), key=_when):
        spans = _(" en ").join(_span(rij) for rij in alike)
        yield f"{_days(dagen, herhaling)} {spans}{_season(maanden)}"


def _when(rij: Openingsrij) -> tuple[tuple[str, ...], str, Maanden | None]:
    return tuple(dag for dag in DAGEN if dag in rij.dagen), rij.herhaling, rij.maanden


def _order(rij: Openingsrij) -> tuple[object, ...]:
    dagen, herhaling, maanden = _when(rij)
    return herhaling, maanden or (0, 0), [DAGEN.index(dag) for dag in dagen], rij.van


def _span(rij: Openingsrij) -> str:
    if rij.van == rij.tot == MIDNIGHT:
        return _("de hele dag")
    tot = "24.00" if rij.tot == MIDNIGHT else uur(rij.tot)
    said = _("van %(van)s tot %(tot)s uur", van=uur(rij.van), tot=tot)
    return said if rij.tot > rij.van or rij.tot == MIDNIGHT else _("%(uren)s de volgende dag", uren=said)


def _days(dagen: Sequence[str], herhaling: str) -> str:
    named = _listed(dagen)
    if herhaling in WEEKS:
        return (_("in oneven weken") if herhaling == WEEKS[0] else _("in even weken")) + f" {named}"
    nths = {
        "[1]": _("elke eerste %(dag)s van de maand", dag=named),
        "[2]": _("elke tweede %(dag)s van de maand", dag=named),
        "[3]": _("elke derde %(dag)s van de maand", dag=named),
        "[4]": _("elke vierde %(dag)s van de maand", dag=named),
        "[-1]": _("elke laatste %(dag)s van de maand", dag=named),
    }
    return nths.get(herhaling, named)


def _listed(dagen: Sequence[str]) -> str:
    """Days in a row as one stretch: maandag tot en met woensdag, vrijdag en zondag."""
    if len(dagen) == len(DAGEN):
        return _("elke dag")
    runs = [
        [dag for _i, dag in run] for _k, run in groupby(enumerate(dagen), lambda pair: DAGEN.index(pair[1]) - pair[0])
    ]
    parts = [part for run in runs for part in _run(run)]
    return _(" en ").join([*filter(None, [", ".join(parts[:-1])]), parts[-1]])


def _run(dagen: list[str]) -> list[str]:
    names = [str(format_date(MONDAY.replace(day=1 + DAGEN.index(dag)), "EEEE")) for dag in dagen]
    return [_("%(van)s tot en met %(tot)s", van=names[0], tot=names[-1])] if len(names) > 2 else names


def _season(maanden: Maanden | None) -> str:
    if maanden is None:
        return ""
    first, last = (str(format_date(date(2024, maand, 1), "MMMM")) for maand in maanden)
    if first == last:
        return _(", alleen in %(maand)s", maand=first)
    return _(", van %(van)s tot en met %(tot)s", van=first, tot=last)

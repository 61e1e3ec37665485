"""How is said in Dutch what opening hours mean, all year round?"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import groupby

from flask_babel import format_date
from flask_babel import gettext as _

from collectief.tijden.openingsrijen import DAGEN, WEEKS, Maanden, Openingsrij, find_rooster
from webapp.show import uur
from webapp.woorden import opsomming

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
        uren = opsomming(_span(rij) for rij in alike)
        yield _in_season(_("%(dagen)s %(uren)s", dagen=_days(dagen, herhaling), uren=uren), maanden)


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
    odd, even = WEEKS
    said = {
        odd: _("in oneven weken %(dagen)s", dagen=named),
        even: _("in even weken %(dagen)s", dagen=named),
        "[1]": _("elke eerste %(dag)s van de maand", dag=named),
        "[2]": _("elke tweede %(dag)s van de maand", dag=named),
        "[3]": _("elke derde %(dag)s van de maand", dag=named),
        "[4]": _("elke vierde %(dag)s van de maand", dag=named),
        "[-1]": _("elke laatste %(dag)s van de maand", dag=named),
    }
    return said.get(herhaling, named)


def _listed(dagen: Sequence[str]) -> str:
    """Days in a row as one stretch: maandag tot en met woensdag, vrijdag en zondag."""
    if len(dagen) == len(DAGEN):
        return _("elke dag")
    runs = [
        [dag for _i, dag in run] for _k, run in groupby(enumerate(dagen), lambda pair: DAGEN.index(pair[1]) - pair[0])
    ]
    return opsomming(part for run in runs for part in _run(run))


def _run(dagen: list[str]) -> list[str]:
    names = [str(format_date(MONDAY.replace(day=1 + DAGEN.index(dag)), "EEEE")) for dag in dagen]
    return [_("%(van)s tot en met %(tot)s", van=names[0], tot=names[-1])] if len(names) > 2 else names


def _in_season(uren: str, maanden: Maanden | None) -> str:
    if maanden is None:
        return uren
    first, last = (str(format_date(date(2024, maand, 1), "MMMM")) for maand in maanden)
    if first == last:
        return _("%(uren)s, alleen in %(maand)s", uren=uren, maand=first)
    return _("%(uren)s, van %(van)s tot en met %(tot)s", uren=uren, van=first, tot=last)

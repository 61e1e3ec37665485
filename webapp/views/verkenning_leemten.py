"""Where is need without offer in the wijken of a team, for its verkenning?"""

from collections.abc import Sequence, Set

from flask import url_for
from flask_babel import gettext as _

from collectief.leemten.leemten import LEEFGEBIEDEN, Leemteklasse
from geo.gebieden import Gebied
from webapp.gebied import Gevonden
from webapp.leemtegeheugen import leemtestand_of
from webapp.views.leemten import Cel, make_cel
from webapp.views.verkenning_deel import Deel, Regel
from webapp.woorden import woord

MOST_SHOWN = 12


def make_leemten_deel(found: Gevonden) -> Deel:
    """The largest first, by what each is at least. A wijk counts where most of its buurten are of the team."""
    stand = leemtestand_of(found.gebiedenset)
    rows = [row for row, wijk in enumerate(stand.leemten.gebieden) if _is_mostly_in(wijk, found, found.buurten)]
    cellen = [make_cel(stand, row, column) for row in rows for column in range(len(LEEFGEBIEDEN))]
    zeker, misschien = (_of_klasse(cellen, one) for one in (Leemteklasse.LEEMTE, Leemteklasse.MOGELIJK))
    return Deel(
        code="leemten",
        kop=_("Leemten"),
        kern=_("%(zeker)s, misschien nog %(misschien)s", zeker=len(zeker), misschien=len(misschien)),
        zinnen=[_zin(cellen, len(zeker), len(misschien))] if zeker or misschien else [],
        regels=[_regel(cel) for cel in (zeker + misschien)[:MOST_SHOWN]],
        noten=[_("Een leemte is een schatting: veel behoefte in de cijfers en weinig aanbod op loopafstand.")],
        leeg="" if zeker or misschien else _("We zien in dit gebied geen leemte."),
        meer=Regel(_("Alle leemten en hoe ze zijn berekend"), url=url_for("leemten.leemten")),
    )


def _is_mostly_in(wijk: Gebied, found: Gevonden, buurten: Set[str]) -> bool:
    parts = set(found.gebiedenset.onderdelen_of(wijk.code))
    return 2 * len(parts & buurten) > len(parts)


def _of_klasse(cellen: Sequence[Cel], klasse: Leemteklasse) -> list[Cel]:
    found = (cel for cel in cellen if cel.klasse is klasse)
    return sorted(found, key=lambda cel: (-cel.laag, cel.gebied.naam, cel.leefgebied))


def _zin(cellen: Sequence[Cel], zeker: int, misschien: int) -> str:
    return _(
        "Van %(alle)s combinaties van wijk en leefgebied hebben er %(zeker)s een leemte, en %(misschien)s misschien. "
        "Over %(onbekend)s weten we te weinig.",
        alle=len(cellen),
        zeker=zeker,
        misschien=misschien,
        onbekend=len(_of_klasse(cellen, Leemteklasse.ONVOLDOENDE_GEGEVENS)),
    )


def _regel(cel: Cel) -> Regel:
    over = _("%(wijk)s: %(leefgebied)s", wijk=cel.gebied.naam, leefgebied=woord(cel.leefgebied))
    noot = _("%(getal)s van 100, %(klasse)s", getal=cel.tekst, klasse=cel.klasse.naam)
    return Regel(over, noot=noot, url=url_for("leemten.cel", gebied=cel.gebied.code, leefgebied=cel.leefgebied))

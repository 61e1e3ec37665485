"""How is it said what a patroon is about, how many signalen it has and how unusual that is?"""

from flask_babel import gettext as _
from flask_babel import ngettext

from collectief.models import Patroon
from collectief.patronen.zichtbaar import Zicht
from webapp.show import getal


def titel_in_woorden(patroon: Patroon) -> str:
    """What for whom: "Financiën voor ouderen"."""
    return _(
        "%(leefgebied)s voor %(doelgroep)s",
        leefgebied=patroon.leefgebied.naam.capitalize(),
        doelgroep=patroon.doelgroep.naam,
    )


def aantal_in_woorden(zicht: Zicht) -> str:
    """All that may be told of the numbers, in one or two sentences."""
    eigen = _("Van uw team: %(eigen)s.", eigen=_signalen(*zicht.eigen)) if zicht.eigen.signalen else ""
    samen = _huishoudens(zicht.ten_minste) if zicht.ten_minste else ""
    if not eigen:
        return f"{samen}.".capitalize()
    return _("%(eigen)s Alle teams samen: %(samen)s.", eigen=eigen, samen=samen) if samen else eigen


def keer_in_woorden(zicht: Zicht) -> str:
    """How many times as many as expected; where that would tell of a small number, no figure."""
    if zicht.keer is None:
        return _("Meer dan verwacht.")
    return _("Ten minste %(keer)s keer zo vaak als verwacht.", keer=getal(zicht.keer, 0 if zicht.keer % 1 == 0 else 1))


def _huishoudens(count: int) -> str:
    return ngettext("ten minste %(num)d huishouden", "ten minste %(num)d huishoudens", count)


def _signalen(signalen: int, huishoudens: int) -> str:
    return _(
        "%(signalen)s over %(huishoudens)s",
        signalen=ngettext("%(num)d signaal", "%(num)d signalen", signalen),
        huishoudens=_huishoudens(huishoudens),
    )

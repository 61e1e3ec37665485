"""How is said in Dutch what the bereik rests on, and when a place counts?"""

from flask_babel import gettext as _

from collectief.bereik.gewone_week import Dagdeel
from geo.lopen import DETOUR
from webapp.show import getal
from webapp.views.bereik import Bereik, Urenregel


def dagdeel_in_woorden(dagdeel: Dagdeel | None) -> str:
    names = {
        None: _("op welk moment dan ook"),
        Dagdeel.OCHTEND: _("doordeweeks in de ochtend (6 tot 12 uur)"),
        Dagdeel.MIDDAG: _("doordeweeks in de middag (12 tot 18 uur)"),
        Dagdeel.AVOND: _("doordeweeks in de avond (18 tot 24 uur)"),
        Dagdeel.WEEKEND: _("in het weekend"),
    }
    return names[dagdeel]


def uren_in_woorden(regel: Urenregel) -> str:
    if regel.soort == "geen":
        return _("geen plek op loopafstand")
    if regel.soort == "onbekend":
        return _("onbekend: van de plekken op loopafstand weten we de tijden niet")
    if regel.soort == "nooit":
        return _("alleen op afspraak, of niet elke week open")
    if regel.tot is None:
        return _("%(van)s uur of meer", van=regel.van)
    if not regel.van:
        return _("minder dan %(tot)s uur", tot=regel.tot)
    return _("%(van)s tot %(tot)s uur", van=regel.van, tot=regel.tot)


def bron_in_woorden(bereik: Bereik) -> str:
    """Where the inhabitants come from."""
    woon = bereik.woon
    if woon.is_geteld:
        return _("CBS, kerncijfers per vierkant van 100 meter, %(jaar)s", jaar=woon.jaar)
    if woon.bron is None:
        return _("onbekend")
    return _("%(bron)s, %(jaar)s, gelijk verdeeld over de vakken", bron=woon.bron.naam, jaar=woon.jaar)


def methode_in_woorden(bereik: Bereik) -> list[str]:
    """The method in a few sentences."""
    vraag, omweg = bereik.vraag, getal(DETOUR, 1)
    hemelsbreed = getal(round(vraag.afstand_m / DETOUR))
    return [
        _("Alle cijfers op deze pagina zijn een schatting."),
        _inwoners(bereik),
        _(
            "De afstand is die over straat, geschat: hemelsbreed keer %(omweg)s. Lopend %(afstand)s meter is dus"
            " hemelsbreed %(hemelsbreed)s meter. Water, sporen en drukke wegen tellen niet mee.",
            omweg=omweg,
            afstand=getal(vraag.afstand_m),
            hemelsbreed=hemelsbreed,
        ),
        _("Een bewoner telt mee als het midden van zijn vak dicht genoeg bij een inloopplek ligt."),
        _(
            "Een plek is open in een dagdeel als zij daarin een uur of meer per week open is. We kijken naar vier"
            " gewone weken, zonder feestdagen en bekende schoolvakanties. Een plek moet in minstens twee daarvan"
            " open zijn."
        ),
        _("Een plek die alleen op afspraak werkt, telt wel mee, maar in geen enkel dagdeel."),
        _(
            "Een plek die tijdelijk dicht is, telt mee alsof zij open is. Een plek die voorgoed dicht is,"
            " telt niet mee."
        ),
        _(
            "Plekken met een geheim adres tellen niet mee. Plekken buiten %(gemeente)s ook niet.",
            gemeente=vraag.gebiedenset.gemeente.naam,
        ),
        _(
            "Nieuwe plekken kiezen we een voor een: steeds het vak dat de meeste bewoners erbij bereikt. Zo haalt u"
            " altijd minstens 63 procent van het beste dat kan, en bij één plek alles."
        ),
    ]


def _inwoners(bereik: Bereik) -> str:
    if bereik.woon.is_geteld:
        return _(
            "Hoeveel mensen waar wonen, telde het CBS per vak van 100 bij 100 meter (%(jaar)s). Het CBS rondt af op"
            " vijf en zegt niet precies waar minder dan vijf mensen wonen: daar rekenen we met 0 tot en met 4.",
            jaar=bereik.woon.jaar,
        )
    return _(
        "We weten hoeveel mensen er in een wijk of buurt wonen (%(jaar)s), maar niet waar precies. Daarom verdelen we"
        " hen gelijk over vakken van 100 bij 100 meter, ook over water en parken.",
        jaar=bereik.woon.jaar,
    )

"""How is it said in Dutch what a leemte is, how sure it is, and what it was made from?"""

import math
from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from collectief.leemten.leemten import LEEMTE_VANAF, PER_INWONERS, Leemteklasse, Leemten
from collectief.leemten.stabiliteit import SPEELRUIMTE, VAST_VANAF, Stabiliteit
from collectief.leemten.wegen import GEWICHT_OF, MOST_PLAATSEN, MOST_UREN, Versheid
from collectief.tijden.dutch_time import day_of
from geo.lopen import DETOUR
from geo.toegang import Verval
from webapp.show import dag, getal, uur
from webapp.views.leemten_vraag import Leemtevraag

VERVAL_WORDS = {
    Verval.GEEN: _l("binnen de afstand telt elke plek even zwaar"),
    Verval.LINEAIR: _l("dichterbij telt zwaarder, gelijkmatig aflopend"),
    Verval.GAUSS: _l("dichterbij telt zwaarder, langs een klokvorm"),
}


def bereik_in_woorden(laag: float, hoog: float, decimalen: int = 0) -> str:
    """63 to 85, or one number where both are the same; an unknown number is never a zero."""
    if math.isnan(laag) or math.isnan(hoog):
        return _("onbekend")
    first, last = getal(laag, decimalen), getal(hoog, decimalen)
    return first if first == last else _("%(laag)s tot %(hoog)s", laag=first, hoog=last)


def lead_in_woorden(leemten: Leemten) -> str:
    count = {klasse: int((leemten.klassen == klasse).sum()) for klasse in Leemteklasse}
    return _(
        "Van de %(alle)s combinaties van gebied en leefgebied hebben er %(leemte)s een leemte, en %(mogelijk)s "
        "misschien een leemte. Bij %(geen)s is er geen leemte. Over %(onbekend)s weten we te weinig.",
        alle=getal(leemten.klassen.size),
        leemte=getal(count[Leemteklasse.LEEMTE]),
        mogelijk=getal(count[Leemteklasse.MOGELIJK]),
        geen=getal(count[Leemteklasse.GEEN]),
        onbekend=getal(count[Leemteklasse.ONVOLDOENDE_GEGEVENS]),
    )


def waarschuwingen(leemten: Leemten, vraag: Leemtevraag) -> Sequence[str]:
    """What somebody must know before using it; each only where it holds."""
    counted = {plek.aanbod_id: plek for plek, telt in zip(leemten.plekken, leemten.telt, strict=True) if telt}
    unsure = {
        plek.aanbod_id
        for plek, weging, telt in zip(leemten.plekken, leemten.wegingen, leemten.telt, strict=True)
        if telt and not weging.is_bekend
    }
    voorbeelden = sum(plek.voorbeeld for plek in counted.values())
    said = [_("Een leemte is een reden om te gaan kijken en te praten. Zij bewijst niets.")]
    if unsure:
        said.append(
            _(
                "Van %(n)s van de %(alle)s soorten aanbod die meetellen, weten we de capaciteit of de openingstijden "
                "niet. Daarom staat er vaak een bereik: van het minste tot het meeste dat het kan zijn.",
                n=getal(len(unsure)),
                alle=getal(len(counted)),
            )
        )
    if voorbeelden:
        said.append(_("%(n)s keer gaat het om een voorbeeld: dat aanbod bestaat niet echt.", n=getal(voorbeelden)))
    if not leemten.behoeftecijfers:
        said.append(
            _("Er zijn geen cijfers van deze gebieden ingelezen die iets over behoefte zeggen. Kies een andere soort.")
        )
    if not vraag.opzet.met_signalen:
        said.append(_("Signalen van teams en partners tellen nu niet mee in de behoefte."))
    return said


def berekend_in_woorden(moment: datetime) -> str:
    return _(
        "Berekend op %(dag)s om %(uur)s uur. Wat daarna veranderde, telt over een minuut mee.",
        dag=dag(day_of(moment)),
        uur=uur(moment),
    )


def methode_in_woorden(vraag: Leemtevraag) -> Sequence[str]:
    opzet = vraag.opzet
    return [
        _(
            "Leemte = wortel van behoefte keer tekort, alle drie van 0 tot 100. Vanaf %(vanaf)s noemen we het een "
            "leemte. Is het laagste getal minstens %(vanaf)s, dan is het een leemte. Is alleen "
            "het hoogste dat, dan misschien.",
            vanaf=getal(LEEMTE_VANAF),
        ),
        _(
            "Behoefte: het gewogen gemiddelde van cijfers van het gebied. Elk cijfer wordt vergeleken met de andere "
            "gebieden van dezelfde soort in de gemeente: 50 is gemiddeld, 25 punten is één standaardafwijking, en de "
            "uiterste 5 procent telt als de grens daarvan. Is minder dan twee derde van het gewicht bekend, dan staat "
            "er onvoldoende gegevens. Herkomst en geslacht tellen nooit mee."
        ),
        _(
            "Bereikbaar aanbod: plaatsen keer uren per week keer gewicht van de controle, gedeeld door iedereen die er "
            "kan komen, en opgeteld per vak van 100 meter waar mensen wonen (two-step floating catchment area, "
            "Luo en Wang "
            "2003, Luo en Qi 2009). We tonen het per %(per)s bewoners.",
            per=getal(PER_INWONERS),
        ),
        _(
            "Afstand: tot %(m)s meter lopen, hemelsbreed keer %(omweg)s; %(verval)s.",
            m=getal(opzet.afstand_m),
            omweg=getal(DETOUR, 1),
            verval=VERVAL_WORDS[opzet.verval],
        ),
        _(
            "Gewicht van de controle: op tijd %(vers)s, controle nodig %(te)s, al lang niet gecontroleerd %(niet)s.",
            vers=getal(GEWICHT_OF[Versheid.VERS], 2),
            te=getal(GEWICHT_OF[Versheid.TE_CONTROLEREN], 2),
            niet=getal(GEWICHT_OF[Versheid.NIET_MEER_GECONTROLEERD], 2),
        ),
        _(
            "Onbekend vullen we niet in. Het laagste getal telt onbekende capaciteit en uren als 0. Het hoogste telt "
            "ze als %(plaatsen)s plaatsen en %(uren)s uur per week: dat is een aanname. Meer dan %(uren)s uur telt als "
            "%(uren)s uur.",
            plaatsen=MOST_PLAATSEN,
            uren=getal(MOST_UREN),
        ),
        _(
            "Tekort: hoeveel het bereikbare aanbod achterblijft bij wat de gemiddelde bewoner van de gemeente hooguit "
            "kan bereiken. Is er nergens aanbod, dan is het tekort 100."
        ),
        _(
            "Niet mee tellen: aanbod met een indicatie, aanbod dat gestopt of gesloten is, en aanbod zonder plek op de "
            "kaart. Aanbod met meer leefgebieden telt voor elk daarvan. We kijken niet naar doelgroep en niet naar "
            "aanbod buiten de gemeente."
        ),
        _signalen(opzet.met_signalen),
    ]


def stabiliteit_in_woorden(stabiliteit: Stabiliteit) -> str:
    return _(
        "We veranderden alle gewichten %(keer)s keer willekeurig met hooguit %(pct)s procent. Staat een leemte dan in "
        "minstens %(vast)s procent van de keren bij de grootste %(n)s, dan staat zij vast. Anders is haar plaats "
        "wankel.",
        keer=getal(stabiliteit.trekkingen),
        pct=getal(100 * SPEELRUIMTE),
        vast=getal(100 * VAST_VANAF),
        n=stabiliteit.aantal,
    )


def _signalen(met_signalen: bool) -> str:
    if not met_signalen:
        return _("Signalen tellen niet mee: hoeveel er zijn, hangt ook af van hoe vaak een team signaleert.")
    return _(
        "Signalen van het laatste jaar tellen mee als één cijfer: vaker dan verwacht (75) of gewoon (50). Verwacht is "
        "het deel dat dit leefgebied heeft van alle signalen in de gemeente, maal alle signalen uit het "
        "gebied. Zo telt "
        "een team dat veel signaleert niet zwaarder. Vaker zeggen we pas vanaf 10 huishoudens."
    )

"""What is there in a teamgebied, and who can walk there, for its verkenning?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from collectief.bereik.inlooppunten import inlooppunten_of
from collectief.kaart.overzicht import MAX_COUNTED, KortAanbod, SoortOverzicht, aanbod_by_id
from collectief.plekken.locaties import plekken_of
from collectief.tijden.dutch_time import day_of
from collectief.verkenning.aanbod_tellingen import aanbod_per_leefgebied
from collectief.verkenning.patronen_hier import OpenPatroon
from collectief.versheid.versheid import is_outdated
from collectief.words import Rol, SoortAanbod
from geo.bereik import Aandeel, Mask, find_pairs, is_bereikt, make_aandelen
from geo.gebiedenset import Gebiedenset
from geo.lopen import Points
from geo.woonvakken import Woonvakken, make_woonvakken
from webapp.context import account
from webapp.gebied import Gevonden
from webapp.show import getal
from webapp.views.bereik_vraag import USUAL_M
from webapp.views.inloop import Inloopplek, make_inloopplek
from webapp.views.verkenning_deel import Deel, Regel
from webapp.woorden import opsomming, woord

MOST_SHOWN = 12


class Teambereik(NamedTuple):
    """Per team (slug) who can walk to an inloopplek, and where it is known from how many people live where."""

    aandelen: Mapping[str, Aandeel]
    woon: Woonvakken


def make_inloop_deel(
    session: Session, found: Gevonden, overzicht: Sequence[SoortOverzicht], *, moment: datetime
) -> Deel:
    """Where somebody can walk in, and when."""
    ids = [kort.id for kort in _of_soort(overzicht, SoortAanbod.INLOOPPLEK)]
    kalender = found.gebiedenset.vakantiekalender
    plekken = [
        make_inloopplek(plek, teams={}, moment=moment, kalender=kalender)
        for aanbod in aanbod_by_id(session, ids)
        for plek in plekken_of(aanbod)
        if plek.locatie.buurtcode in found.buurten
    ]
    return Deel(
        code="inloop",
        kop=_("Inloopplekken"),
        kern=ngettext("%(num)d plek", "%(num)d plekken", len(plekken)),
        regels=[_inloopregel(plek) for plek in plekken[:MOST_SHOWN]],
        noten=[_("De tijden zijn die van deze week.")] if plekken else [],
        leeg="" if plekken else _("In dit gebied staat geen inloopplek op de kaart."),
        meer=_meer(len(plekken), found, SoortAanbod.INLOOPPLEK),
    )


def _inloopregel(plek: Inloopplek) -> Regel:
    aanbod = plek.aanbod
    uren = "; ".join(f"{days.dagen} {days.uren}" for days in plek.week)
    if not uren and aanbod.op_afspraak:
        uren = _("alleen op afspraak")
    return Regel(aanbod.naam, noot=uren or plek.nu, url=url_for("aanbod.aanbod", id=aanbod.id))


def make_aanbod_deel(session: Session, found: Gevonden, overzicht: Sequence[SoortOverzicht], *, op: datetime) -> Deel:
    """How much there is, by soort and by leefgebied."""
    gemeente, code = found.gebied.gemeente, found.gebied.code
    per_leefgebied = aanbod_per_leefgebied(session, gemeente=gemeente, buurtcodes=found.buurten)
    everything = [kort for soort in overzicht for kort in soort.gevonden]
    regels = [
        Regel(
            _("%(soort)s: %(aantal)s", soort=woord(soort.soort).capitalize(), aantal=_aantal(soort)),
            url=url_for("zoeken.zoeken", gebied=code, soort=soort.soort),
        )
        for soort in overzicht
    ]
    regels += [
        Regel(
            _("%(leefgebied)s: %(aantal)s", leefgebied=woord(leefgebied).capitalize(), aantal=aantal),
            url=url_for("zoeken.zoeken", gebied=code, leefgebied=leefgebied),
        )
        for leefgebied, aantal in per_leefgebied.items()
    ]
    is_bounded = any(soort.aantal is None for soort in overzicht)
    return Deel(
        code="aanbod",
        kop=_("Aanbod"),
        kern=_("meer dan %(aantal)s", aantal=MAX_COUNTED) if is_bounded else str(len(everything)),
        zinnen=[_("Wat er op de kaart staat, per soort en per leefgebied.")] if everything else [],
        regels=regels,
        noten=[*_versheid(everything, op), *([_("Aanbod met meer leefgebieden telt bij elk mee.")] if regels else [])],
        leeg="" if everything else _("In dit gebied staat nog niets op de kaart."),
    )


def _versheid(korten: Sequence[KortAanbod], op: datetime) -> list[str]:
    oud = sum(is_outdated(kort, day_of(op)) for kort in korten)
    zin = ngettext("%(num)d hiervan is lang niet gecontroleerd.", "%(num)d hiervan zijn lang niet gecontroleerd.", oud)
    return [zin] if oud else []


def make_initiatieven_deel(found: Gevonden, overzicht: Sequence[SoortOverzicht]) -> Deel:
    """What residents do themselves, by name."""
    korten = _of_soort(overzicht, SoortAanbod.INITIATIEF)
    return Deel(
        code="initiatieven",
        kop=_("Initiatieven van bewoners"),
        kern=str(len(korten)) if len(korten) <= MAX_COUNTED else _("meer dan %(aantal)s", aantal=MAX_COUNTED),
        regels=[Regel(kort.naam, url=url_for("aanbod.aanbod", id=kort.id)) for kort in korten[:MOST_SHOWN]],
        leeg="" if korten else _("In dit gebied staat geen initiatief van bewoners op de kaart."),
        meer=_meer(len(korten), found, SoortAanbod.INITIATIEF),
    )


def make_teambereik(
    session: Session, gebiedenset: Gebiedenset, teams: Mapping[str, str], *, moment: datetime
) -> Teambereik | None:
    """Of every team at once; `teams` has the slug of each buurt. None where nobody knows who lives where."""
    woon = make_woonvakken(gebiedenset)
    if woon.jaar is None:
        return None
    punten = inlooppunten_of(session, gebiedenset.gemeente.code, op=day_of(moment))
    where: Points = _points([punt.punt for punt in punten])
    pairs = find_pairs(woon.vakken, where, afstand_m=USUAL_M)
    reached: Mask = is_bereikt(pairs, vakken=len(woon.vakken))
    by_team = woon.vakken.assign(team=woon.vakken["gebied"].map(dict(teams)))
    return Teambereik(make_aandelen(by_team, reached, per="team"), woon)


def _points(punten: Sequence[tuple[float, float]]) -> Points:
    return np.array(punten, dtype=float).reshape(-1, 2)


def make_bereik_deel(slug: str, bereik: Teambereik | None) -> Deel:
    """Which share of the residents can walk to an inloopplek, in this gebied or outside it."""
    aandeel = bereik.aandelen.get(slug) if bereik else None
    share = aandeel.aandeel if aandeel else None
    kern = _("onbekend") if share is None else _("%(pct)s %%", pct=getal(100 * share))
    zin = _("Naar schatting kan %(pct)s van de inwoners naar een inloopplek lopen.", pct=kern)
    afstand = _("Lopend is hoogstens %(m)s meter. De plek mag ook buiten het gebied liggen.", m=USUAL_M)
    bron = _bereikbron(bereik.woon) if bereik else ""
    return Deel(
        code="bereik",
        kop=_("Wie een inloopplek dichtbij heeft"),
        kern=kern,
        zinnen=[] if share is None else [zin, afstand],
        noten=[] if share is None else [bron],
        leeg=_("Het is niet bekend waar de inwoners van dit gebied wonen.") if share is None else "",
    )


def _bereikbron(woon: Woonvakken) -> str:
    if woon.is_geteld:
        return _("Bron: CBS, inwoners per vierkant van 100 meter, %(jaar)s.", jaar=woon.jaar)
    naam = woon.bron.naam if woon.bron else _("onbekend")
    return _("Bron: %(naam)s, %(jaar)s, inwoners gelijk verdeeld over de buurt.", naam=naam, jaar=woon.jaar)


def make_patronen_deel(found: Gevonden, patronen: Sequence[OpenPatroon]) -> Deel:
    """Which signalen ask for one answer. Never how many: that is on the page of the patroon, for who may know."""
    leefgebieden = sorted({woord(patroon.leefgebied) for patroon in patronen})
    return Deel(
        code="patronen",
        kop=_("Patronen in signalen"),
        kern=f"{len(patronen)}: {opsomming(leefgebieden)}" if patronen else "0",
        regels=[_patroonregel(found, patroon) for patroon in patronen[:MOST_SHOWN]],
        noten=[_("Een patroon is gevonden in signalen zonder namen. Het zegt niet waardoor het komt.")],
        leeg="" if patronen else _("Er is nu geen patroon in de signalen van dit gebied."),
    )


def _patroonregel(found: Gevonden, patroon: OpenPatroon) -> Regel:
    gebieden = (found.gebiedenset.find_gebied(code) for code in sorted(patroon.buurtcodes))
    waar = opsomming(gebied.naam for gebied in gebieden if gebied)
    over = _("%(leefgebied)s, %(doelgroep)s", leefgebied=woord(patroon.leefgebied), doelgroep=woord(patroon.doelgroep))
    return Regel(over[:1].upper() + over[1:], noot=waar, url=_patroon_url(patroon))


def _patroon_url(patroon: OpenPatroon) -> str:
    """Its page is for teams; a beleidsmedewerker has the list."""
    if account().rol == Rol.BELEID:
        return url_for("patronen.beleid")
    return url_for("patronen.patroon", id=patroon.id)


def _of_soort(overzicht: Sequence[SoortOverzicht], soort: SoortAanbod) -> Sequence[KortAanbod]:
    return next((one.gevonden for one in overzicht if one.soort is soort), ())


def _aantal(overzicht: SoortOverzicht) -> str:
    return _("meer dan %(aantal)s", aantal=MAX_COUNTED) if overzicht.aantal is None else str(overzicht.aantal)


def _meer(shown: int, found: Gevonden, soort: SoortAanbod) -> Regel | None:
    if shown <= MOST_SHOWN:
        return None
    url = url_for("zoeken.zoeken", gebied=found.gebied.code, soort=soort)
    return Regel(_("Nog %(aantal)s andere", aantal=shown - MOST_SHOWN), url=url)

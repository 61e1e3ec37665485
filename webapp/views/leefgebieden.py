"""What can somebody ask at an entry about some leefgebieden? In words of the street, not of the profession."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collectief.words import Leefgebied, Taal
from webapp.woorden import opsomming, woord

# Each fits in "Hier kunt u praten over …".
VRAAGWOORDEN: dict[Leefgebied, Any] = {
    Leefgebied.FINANCIEN: lazy_gettext("geld en schulden"),
    Leefgebied.WERK_EN_OPLEIDING: lazy_gettext("werk en leren"),
    Leefgebied.TIJDSBESTEDING: lazy_gettext("wat u overdag kunt doen"),
    Leefgebied.HUISVESTING: lazy_gettext("wonen"),
    Leefgebied.HUISELIJKE_RELATIES: lazy_gettext("problemen thuis"),
    Leefgebied.GEESTELIJKE_GEZONDHEID: lazy_gettext("hoe u zich voelt"),
    Leefgebied.LICHAMELIJKE_GEZONDHEID: lazy_gettext("gezond zijn"),
    Leefgebied.MIDDELENGEBRUIK: lazy_gettext("alcohol en drugs"),
    Leefgebied.BASALE_ADL: lazy_gettext("wassen en aankleden"),
    Leefgebied.INSTRUMENTELE_ADL: lazy_gettext("koken en het huishouden"),
    Leefgebied.SOCIAAL_NETWERK: lazy_gettext("mensen leren kennen"),
    Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE: lazy_gettext("meedoen in de buurt"),
    Leefgebied.JUSTITIE: lazy_gettext("politie en boetes"),
    Leefgebied.OPVOEDEN_EN_OPGROEIEN: lazy_gettext("kinderen opvoeden"),
}


def vraagwoord(leefgebied: Leefgebied) -> str:
    return str(VRAAGWOORDEN[leefgebied])


def op_volgorde(leefgebieden: Collection[Leefgebied]) -> list[Leefgebied]:
    """The same order on every card, that of the list."""
    return [leefgebied for leefgebied in Leefgebied if leefgebied in leefgebieden]


def vraagzin(leefgebieden: Collection[Leefgebied]) -> str:
    """One sentence; where nobody told what it is about, one that still invites."""
    if not leefgebieden:
        return _("Hier kunt u binnenlopen met uw vraag.")
    onderwerpen = opsomming(map(vraagwoord, op_volgorde(leefgebieden)))
    return _("Hier kunt u praten over %(onderwerpen)s.", onderwerpen=onderwerpen)


def talenzin(talen: Collection[Taal]) -> str:
    """In which languages somebody is helped; empty where nobody told."""
    if not talen:
        return ""
    return _("Talen: %(talen)s.", talen=opsomming(woord(taal) for taal in Taal if taal in talen))

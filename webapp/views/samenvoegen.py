"""What does somebody choose between who makes one entry of two, and what comes back when that is undone?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from collectief.dubbelen.dubbel_kandidaten import likely_pairs
from collectief.dubbelen.samenvoegen import Keuzes
from collectief.dubbelen.samenvoegvelden import GROEPEN, Kant, choices
from collectief.geschiedenis.geschiedenis import Texts, aanbod_texts
from collectief.models import Aanbod
from collectief.words import JaNee
from webapp.context import today
from webapp.views.gelijkend import Gelijkend, make_gelijkend, say_why
from webapp.views.territory import Territory
from webapp.views.veldwoorden import Veldwoorden, label_of

PAIRS = 25
LABELS: Mapping[str, Any] = {
    "plek": _l("Plek"),
    "sluiting": _l("Tijdelijk gesloten"),
    "leeftijd": _l("Leeftijd"),
}
PLACE = ("locatie", "adres")
GEEN = "geen"
WHY_NOT: Mapping[str, Any] = {
    "merged_already": _l("Een van de twee is al samengevoegd."),
    "not_two": _l("Dit is één en hetzelfde: er valt niets samen te voegen."),
    "one_is_hidden": _l("Van één van de twee is de plek geheim. Samen zou die plek bekend worden."),
    "undone_already": _l("Deze samenvoeging is al ongedaan gemaakt."),
    "merged_since": _l("Dit is daarna zelf opgegaan in iets anders. Maak die laatste samenvoeging eerst ongedaan."),
    "hidden_since": _l("De plek is daarna geheim gemaakt. Wat er eerst stond, is toen gewist."),
}


class Optie(NamedTuple):
    waarde: str
    tekst: str
    bron: str


class Veldkeuze(NamedTuple):
    """One thing to choose; the first optie is the likely one."""

    naam: str
    label: str
    opties: Sequence[Optie]


class Samenvoegpagina(NamedTuple):
    blijft: Gelijkend
    vervalt: Gelijkend
    velden: Sequence[Veldkeuze]
    contactpersoon: Veldkeuze | None
    foto_s: int


class Dubbel(NamedTuple):
    """Two that may be one, as a row of the work list."""

    eerste: Gelijkend
    tweede: Gelijkend
    redenen: str


def make_dubbelen(session: Session, territory: Territory) -> Sequence[Dubbel]:
    gemeente = territory.gebruiker.gemeente
    pairs = likely_pairs(session, gemeente=gemeente, buurten=territory.buurten(), limit=PAIRS)
    return [make_dubbel(paar.eerste, paar.tweede, territory) for paar in pairs]


def make_dubbel(eerste: Aanbod, tweede: Aanbod, territory: Territory) -> Dubbel:
    return Dubbel(make_gelijkend(eerste, territory), make_gelijkend(tweede, territory), say_why(eerste, tweede))


def make_samenvoegpagina(blijft: Aanbod, vervalt: Aanbod, territory: Territory) -> Samenvoegpagina:
    woorden = Veldwoorden(territory.gebiedenset, today())
    velden = [_veldkeuze(groep, kanten, blijft, vervalt, woorden) for groep, kanten in choices(blijft, vervalt).items()]
    return Samenvoegpagina(
        make_gelijkend(blijft, territory),
        make_gelijkend(vervalt, territory),
        velden,
        _contactkeuze(blijft, vervalt),
        len(vervalt.afbeeldingen),
    )


def read_keuzes(form: MultiDict[str, str]) -> Keuzes:
    """What was chosen on the page; what is no choice counts as not chosen."""
    velden = {groep: kant for groep in GROEPEN if (kant := _read_kant(form.get(f"veld-{groep}")))}
    return Keuzes(velden, afbeeldingen="afbeeldingen" in form, contactpersoon=_read_kant(form.get("contactpersoon")))


def why_not(reason: str) -> str:
    return str(WHY_NOT[reason])


def misses_contact(form: MultiDict[str, str], blijft: Aanbod, vervalt: Aanbod) -> bool:
    """Whether there is a contactpersoon, and nobody said who it is from now on."""
    keuze = _contactkeuze(blijft, vervalt)
    return keuze is not None and form.get(keuze.naam) not in [optie.waarde for optie in keuze.opties]


def _read_kant(text: str | None) -> Kant | None:
    return Kant(text) if text in [kant.value for kant in Kant] else None


def _veldkeuze(groep: str, kanten: Sequence[Kant], blijft: Aanbod, vervalt: Aanbod, woorden: Veldwoorden) -> Veldkeuze:
    said = {kant: _say(groep, aanbod, woorden) for kant, aanbod in ((Kant.BLIJFT, blijft), (Kant.VERVALT, vervalt))}
    said[Kant.BEIDE] = _("Allebei")
    bronnen = {Kant.BLIJFT: blijft.naam, Kant.VERVALT: vervalt.naam, Kant.BEIDE: ""}
    opties = [Optie(kant.value, said[kant] or _("niet ingevuld"), bronnen[kant]) for kant in kanten]
    return Veldkeuze(f"veld-{groep}", str(LABELS.get(groep) or label_of(groep)), opties)


def _say(groep: str, aanbod: Aanbod, woorden: Veldwoorden) -> str:
    texts = aanbod_texts(aanbod)
    if groep == "plek":
        return ", ".join(texts[field] for field in PLACE if texts[field]) or _point(aanbod)
    if groep == "organisatie":
        return texts[groep]
    return "; ".join(_parts(groep, texts, woorden))


def _point(aanbod: Aanbod) -> str:
    return _("een punt op de kaart") if aanbod.locatie else ""


def _parts(groep: str, texts: Texts, woorden: Veldwoorden) -> Iterator[str]:
    """The first field of a group speaks for itself, the others by their names."""
    for field in GROEPEN[groep]:
        text = woorden.say(field, texts[field])
        if text and texts[field] not in {JaNee.ONBEKEND, JaNee.NEE}:
            yield text if field == groep else f"{label_of(field)}: {text}"


def _contactkeuze(blijft: Aanbod, vervalt: Aanbod) -> Veldkeuze | None:
    """Whom one may reach from now on. Who agreed about the one that goes, is kept only if somebody says so."""
    opties = []
    if blijft.contactpersoon:
        opties.append(Optie(Kant.BLIJFT.value, blijft.contactpersoon.naam, blijft.naam))
    if vervalt.contactpersoon:
        agrees = _("%(naam)s, die dat ook hiervoor goed vindt", naam=vervalt.contactpersoon.naam)
        opties.append(Optie(Kant.VERVALT.value, agrees, vervalt.naam))
    if not opties:
        return None
    nobody = Optie(GEEN, _("Niemand: wis de gegevens"), "")
    return Veldkeuze("contactpersoon", _("Contactpersoon"), [*opties, nobody])

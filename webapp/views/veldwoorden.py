"""What is a field of an entry called, and how is its value said to people?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from collectief.geschiedenis.veldteksten import DAYS, READERS, SEPARATOR, WORD_SETS, WORDS
from collectief.spatial import Punt
from collectief.words import Controleur, Controlewijze, Taal
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset
from webapp.views.opening import week_in_words

LABELS: Mapping[str, Any] = {
    "naam": _l("Naam"),
    "soort": _l("Wat het is"),
    "omschrijving": _l("Omschrijving"),
    "karakter": _l("Karakter"),
    "leefgebieden": _l("Gaat over"),
    "doelgroepen": _l("Voor wie"),
    "openingstijden": _l("Openingstijden"),
    "op_afspraak": _l("Op afspraak"),
    "gesloten_van": _l("Gesloten vanaf"),
    "gesloten_tot": _l("Gesloten tot en met"),
    "gesloten_reden": _l("Reden van sluiting"),
    "kosten": _l("Kosten"),
    "gratis": _l("Gratis"),
    "toegang": _l("Toegang"),
    "capaciteit": _l("Aantal plaatsen"),
    "leeftijd_min": _l("Vanaf leeftijd"),
    "leeftijd_max": _l("Tot en met leeftijd"),
    "talen": _l("Talen"),
    "buurten": _l("Voor deze buurten"),
    "organisatie": _l("Organisatie"),
    "organisatie_telefoon": _l("Telefoon van de organisatie"),
    "organisatie_email": _l("E-mail van de organisatie"),
    "organisatie_website": _l("Website van de organisatie"),
    "adres": _l("Adres"),
    "locatie": _l("Naam van de plek"),
    "punt": _l("Plek op de kaart"),
    "buurtcode": _l("Buurt"),
    "rolstoel": _l("Met een rolstoel"),
    "toilet": _l("Toilet voor rolstoelgebruikers"),
    "ringleiding": _l("Ringleiding"),
    "rustige_ruimte": _l("Rustige ruimte"),
    "verborgen": _l("Plek blijft geheim"),
    "bereikbaar_via": _l("Te bereiken via"),
    "status": _l("Status"),
    "gecontroleerd_op": _l("Gecontroleerd op"),
    "gecontroleerd_door": _l("Gecontroleerd door"),
    "gecontroleerd_hoe": _l("Hoe gecontroleerd"),
    "gecontroleerde_velden": _l("Gecontroleerd"),
    "telefoon": _l("Telefoon"),
    "email": _l("E-mail"),
    "website": _l("Website"),
}
MORE_WORDS = {"gecontroleerd_door": Controleur, "gecontroleerd_hoe": Controlewijze}
MORE_DAYS = ("gecontroleerd_op",)
FOLLOWS = ("buurtcode",)  # from its point, which is told already


class Verschil(NamedTuple):
    """One field, and what it said and says."""

    label: str
    oud: str
    nieuw: str


class Veldwoorden(NamedTuple):
    """How values are said, in a gemeente and on a day."""

    gebiedenset: Gebiedenset
    today: date

    def verschil(self, veld: str, oud: str, nieuw: str) -> Verschil:
        return Verschil(label_of(veld), self.say(veld, oud), self.say(veld, nieuw))

    def say(self, veld: str, tekst: str) -> str:
        """The value in words; empty for none. What cannot be read is said as it stands."""
        try:
            return self._say(veld, tekst) if tekst else ""
        except (ValueError, KeyError):
            return tekst

    def _say(self, veld: str, tekst: str) -> str:
        words = (WORDS | MORE_WORDS).get(veld)
        if words:
            return words(tekst).naam
        if veld in WORD_SETS:
            return SEPARATOR.join(WORD_SETS[veld](word).naam for word in tekst.split(SEPARATOR))
        if veld in (*DAYS, *MORE_DAYS):
            return str(format_date(date.fromisoformat(tekst), "d MMMM y"))
        return self._say_other(veld, tekst)

    def _say_other(self, veld: str, tekst: str) -> str:
        match veld:
            case "openingstijden":
                return "; ".join(f"{days.dagen} {days.uren}" for days in week_in_words(tekst, self.today)) or tekst
            case "punt":
                return _say_punt(READERS["punt"](tekst))
            case "buurtcode" | "buurten":
                return SEPARATOR.join(map(self._buurt, tekst.split(SEPARATOR)))
            case "gecontroleerde_velden":
                return SEPARATOR.join(map(label_of, tekst.split(SEPARATOR)))
        return tekst

    def _buurt(self, code: str) -> str:
        buurt = self.gebiedenset.find_gebied(code)
        return buurt.naam if buurt else code


def label_of(veld: str) -> str:
    return str(LABELS.get(veld) or _label_of_vertaling(veld) or veld.replace("_", " ").capitalize())


def _label_of_vertaling(veld: str) -> str:
    """Of `naam_tr` the naam in Turkish; empty for what is no such field."""
    field, _underscore, taal = veld.rpartition("_")
    if field not in ("naam", "omschrijving") or taal not in {*Taal}:
        return ""
    return _("%(veld)s in het %(taal)s", veld=LABELS[field], taal=Taal(taal).naam)


def _say_punt(punt: Punt) -> str:
    lon, lat = to_wgs84(*punt)
    return _("%(lat)s noorderbreedte, %(lon)s oosterlengte", lat=f"{lat:.5f}", lon=f"{lon:.5f}").replace(".", ",")

"""Which column of a source is which field of ours: recognised by its header, chosen by a person, and remembered?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, Self

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.inlezen.tabel import Tabel
from collectief.inlezen.woorden import plain

# Per field what columns are called, in Dutch and English; in small letters, without accents.
KOPPEN: Mapping[str, str] = {
    "id": "id, nummer, nr, code, kenmerk, sleutel, externe id, extern id, uuid, record id, identifier",
    "naam": "naam, titel, name, title, naam aanbod, naam activiteit, naam initiatief, activiteit, initiatief, wat",
    "soort": "soort, soort aanbod, type, categorie, category, kind",
    "omschrijving": "omschrijving, beschrijving, description, toelichting, tekst, over, inhoud, samenvatting",
    "karakter": "karakter, opzet, collectief of publiek",
    "leefgebieden": "leefgebieden, leefgebied, thema, themas, thema's, onderwerp, onderwerpen, domein, topic, topics",
    "doelgroepen": "doelgroepen, doelgroep, voor wie, wie, target group, audience, bestemd voor",
    "openingstijden": "openingstijden, opening hours, opening_hours, tijden, wanneer, tijd, dagen en tijden, geopend",
    "op_afspraak": "op afspraak, alleen op afspraak, afspraak nodig, by appointment",
    "gesloten_van": "gesloten van, gesloten vanaf, dicht van",
    "gesloten_tot": "gesloten tot, gesloten t/m, gesloten tot en met, dicht tot",
    "gesloten_reden": "reden gesloten, gesloten reden, waarom gesloten",
    "kosten": "kosten, prijs, bijdrage, eigen bijdrage, tarief, fees, price, cost",
    "gratis": "gratis, is gratis, free",
    "toegang": "toegang, toegankelijk voor, access",
    "indicatie": "indicatie, indicatie nodig, met indicatie",
    "capaciteit": "capaciteit, aantal plaatsen, aantal plekken, plaatsen, capacity, max deelnemers",
    "leeftijd": "leeftijd, leeftijden, leeftijdsgroep, age",
    "leeftijd_min": "leeftijd min, leeftijd vanaf, minimumleeftijd, minimum leeftijd, minimum age, vanaf leeftijd",
    "leeftijd_max": "leeftijd max, leeftijd tot, leeftijd t/m, maximumleeftijd, maximum leeftijd, maximum age",
    "talen": "talen, taal, gesproken talen, languages, language, voertaal",
    "organisatie": "organisatie, aanbieder, organization, organisation, instelling, naam organisatie, door",
    "organisatie_telefoon": "telefoon, telefoonnummer, tel, tel., phone, telefoon organisatie, organisatie telefoon",
    "organisatie_email": "email, e-mail, mail, e-mailadres, emailadres, mailadres, organisatie email",
    "organisatie_website": "website, url, web, site, webadres, link, homepage, organisatie website",
    "adres": "adres, address, locatieadres, bezoekadres, waar",
    "straat": "straat, straatnaam, street, address 1, address_1",
    "huisnummer": "huisnummer, huisnr, huisnr., nr., house number",
    "toevoeging": "toevoeging, huisnummertoevoeging, huisletter",
    "postcode": "postcode, pc, pc6, postal code, zip, postal_code",
    "plaats": "plaats, woonplaats, plaatsnaam, stad, city, gemeente",
    "locatie": "locatie, naam locatie, locatienaam, gebouw, plek, location, naam plek, venue",
    "lat": "lat, latitude, breedtegraad, breedte",
    "lon": "lon, lng, long, longitude, lengtegraad, lengte",
    "x": "x, x rd, x_rd, rd x, rd_x, x-coordinaat, x coordinaat, xcoord",
    "y": "y, y rd, y_rd, rd y, rd_y, y-coordinaat, y coordinaat, ycoord",
    "rolstoel": "rolstoel, rolstoeltoegankelijk, rolstoel toegankelijk, wheelchair",
    "toilet": "toilet, aangepast toilet, rolstoeltoilet, invalidentoilet",
    "ringleiding": "ringleiding, hearing loop",
    "rustige_ruimte": "rustige ruimte, prikkelarm, prikkelarme ruimte, quiet room",
    "verborgen": "verborgen, geheim adres, hidden",
    "bereikbaar_via": "bereikbaar via, contact via",
    "status": "status",
    "gecontroleerd_op": "gecontroleerd op, gecontroleerd, laatst gecontroleerd, assured date, datum controle",
}
VELDEN = tuple(KOPPEN)
# Of these a source that says nothing of them gets one answer for all rows.
VAST = ("soort", "karakter", "leefgebieden", "doelgroepen", "toegang", "organisatie")
REQUIRED = ("naam", "omschrijving", "soort", "doelgroepen")


@dataclass(frozen=True, kw_only=True)
class Leeswijzer:
    """How a source is to be read.

    `kolommen` has for a column its field, or "" for one to leave out; `vast` what a field holds where a row says
    nothing; `woorden` for a field what the source's own words are in ours ("" for one to leave out).
    """

    kolommen: Mapping[str, str] = field(default_factory=dict)
    vast: Mapping[str, str] = field(default_factory=dict)
    woorden: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    buiten_overslaan: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Of a file that somebody wrote or of what was remembered; raises InvalidInvoerError with all that is wrong."""
        if problems := list(_problems(stored)):
            raise InvalidInvoerError(problems)
        return cls(**stored)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def complete(self, tabel: Tabel) -> Self:
        """With a field for every column of this table that nobody decided on, as far as its header is known."""
        chosen = {column: self.kolommen[column] for column in tabel.kolommen if column in self.kolommen}
        for column in tabel.kolommen:
            found = find_veld(column) if not tabel.is_vertaald else column
            chosen.setdefault(column, "" if found is None or found in chosen.values() else found)
        return type(self)(kolommen=chosen, vast=self.vast, woorden=self.woorden, buiten_overslaan=self.buiten_overslaan)

    def missing(self) -> Sequence[str]:
        """The fields that every entry needs and that neither a column nor a fixed answer tells."""
        told = {*self.kolommen.values(), *(name for name, text in self.vast.items() if text)}
        return [name for name in REQUIRED if name not in told]


def find_veld(kop: str) -> str | None:
    """The field that a column is about, by what stands above it."""
    return _known_koppen().get(plain(kop))


@lru_cache(maxsize=1)
def _known_koppen() -> Mapping[str, str]:
    return {plain(kop): veld for veld, koppen in KOPPEN.items() for kop in (*koppen.split(", "), veld)}


def _problems(stored: Mapping[str, Any]) -> list[InvalidFieldError]:
    kolommen, vast, woorden = (stored.get(name, {}) for name in ("kolommen", "vast", "woorden"))
    unknown = sorted(stored.keys() - {"kolommen", "vast", "woorden", "buiten_overslaan"})
    if unknown:
        return [InvalidFieldError("kolommen", "onbekend_deel", waarde=unknown[0])]
    parts = (kolommen, vast, woorden, *(woorden.values() if isinstance(woorden, dict) else ()))
    if not all(map(_is_texts, parts[:2] + parts[3:])) or not isinstance(woorden, dict):
        return [InvalidFieldError("kolommen", "geen_teksten")]
    chosen = [veld for veld in kolommen.values() if veld]
    doubles = sorted({veld for veld in chosen if chosen.count(veld) > 1})
    strange = sorted({*chosen, *vast, *woorden} - set(VELDEN))
    return [
        *(InvalidFieldError("kolommen", "onbekend_veld", waarde=veld) for veld in strange),
        *(InvalidFieldError("kolommen", "veld_dubbel", waarde=veld) for veld in doubles),
    ]


def _is_texts(part: object) -> bool:
    return isinstance(part, dict) and all(isinstance(text, str) for pair in part.items() for text in pair)

"""What does the form for an aanbod ask, and how does what was typed become an invoer and back?"""

import math
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, RadioField, StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON
from collectief.registreren.invoer import AanbodInvoer
from collectief.spatial import Punt
from collectief.tijden.openingsrijen import Rooster, days_off, make_osm
from collectief.tijden.openingstijden import MAX_OPENINGSTIJDEN
from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Status, Taal, Toegang
from geo.crs import lies_in_nederland, to_rd
from webapp.fields import (
    DayField,
    MustBeFilled,
    WordsField,
    add_error,
    add_malformed,
    ja_nee_field,
    long_text_field,
    make_choices,
    number_field,
    text_field,
    word_field,
    words_field,
)
from webapp.problems import sentence_of
from webapp.uren_form import MAX_ROWS, RowError, UrenForm, read_rows

OP_DE_KAART, LATER, VERBORGEN = "kaart", "later", "verborgen"
SETS = ("leefgebieden", "doelgroepen", "talen", "buurten")
# Rules on the point and its buurt are told where somebody can mend them.
FIELD_OF_RULE = {"punt": "adres", "buurtcode": "adres"}
# What can be told later: the page keeps it folded away until there is something in it.
LATER_FIELDS = (
    *("karakter", "leefgebieden", "kosten", "gratis", "toegang", "capaciteit", "leeftijd_min", "leeftijd_max"),
    *("talen", "buurten", "locatie", "rolstoel", "toilet", "ringleiding", "rustige_ruimte", "organisatie"),
    *("organisatie_telefoon", "organisatie_email", "organisatie_website", "gecontroleerd", "status"),
)
CLOSING_FIELDS = ("gesloten_van", "gesloten_tot", "gesloten_reden")


class AanbodForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """All that a team tells about an inloopplek, activiteit, initiatief or voorziening."""

    naam = StringField(_("Naam"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    soort = word_field(
        _("Wat is het?"),
        SoortAanbod,
        {
            SoortAanbod.INITIATIEF: _("Een initiatief van bewoners"),
            SoortAanbod.ACTIVITEIT: _("Een activiteit"),
            SoortAanbod.INLOOPPLEK: _("Een inloopplek: u kunt er zonder afspraak terecht"),
            SoortAanbod.VOORZIENING: _("Een voorziening, zoals een speeltuin of een weggeefwinkel"),
        },
        validators=[MustBeFilled()],
    )
    omschrijving = long_text_field(
        _("Omschrijving"),
        _("Wat is er te doen? Schrijf korte zinnen. Noem geen namen van bewoners."),
        max_length=MAX_OMSCHRIJVING,
        rows=3,
        validators=[MustBeFilled()],
    )
    waar = RadioField(
        _("Weet u de plek?"),
        choices=make_choices(
            [
                (OP_DE_KAART, _("Ja, ik zoek het adres of wijs de plek aan")),
                (LATER, _("Nog niet: de plek komt later")),
                (VERBORGEN, _("Ja, maar de plek moet geheim blijven")),
            ]
        ),
        default=OP_DE_KAART,
        validate_choice=False,
        validators=[MustBeFilled()],
    )
    adres = text_field(
        _("Adres of postcode"),
        _("Klik daarna op Zoek. Of laat dit leeg en wijs de plek aan op de kaart."),
        autocomplete="off",
    )
    plek = HiddenField()
    gezocht = HiddenField()
    lon = text_field(_("Lengtegraad"), _("Bijvoorbeeld 4,6391"), max_length=24, inputmode="decimal")
    lat = text_field(_("Breedtegraad"), _("Bijvoorbeeld 52,3808"), max_length=24, inputmode="decimal")
    bereikbaar_via = long_text_field(
        _("Hoe neemt iemand contact op?"),
        _(
            "Bij een geheime plek bewaren we geen adres, geen punt op de kaart en geen buurt. Dit is dan alles wat "
            "een bezoeker ziet."
        ),
        max_length=MAX_LANG,
        rows=2,
        validators=[MustBeFilled()],
    )
    uren = FieldList(FormField(UrenForm), _("Openingstijden"), min_entries=1, max_entries=MAX_ROWS)
    openingstijden = text_field(
        _("Openingstijden in woorden"),
        _("Bijvoorbeeld: ma-vr 9.00-17.00, of: elke eerste dinsdag van de maand 10.00-12.00."),
        max_length=MAX_OPENINGSTIJDEN,
    )
    dicht_op_feestdagen = BooleanField(_("Niet op feestdagen"))
    dicht_in_schoolvakanties = BooleanField(_("Niet in schoolvakanties"))
    op_afspraak = BooleanField(_("Alleen op afspraak"))
    gesloten_van = DayField(_("Gesloten vanaf"))
    gesloten_tot = DayField(_("Gesloten tot en met"), description=_("Laat dit leeg als u het nog niet weet."))
    gesloten_reden = text_field(_("Waarom?"), _("Bijvoorbeeld: verbouwing, of: zomerstop."))
    doelgroepen = words_field(_("Voor wie is het vooral?"), Doelgroep, validators=[MustBeFilled()])
    leefgebieden = words_field(
        _("Waar gaat het over?"), Leefgebied, description=_("Weet u het nog niet? Vul het later aan.")
    )
    karakter = word_field(
        _("Hoe is het opgezet?"),
        Karakter,
        {
            Karakter.COLLECTIEF: _("Collectief: bewoners, vrijwilligers en beroepskrachten doen het samen"),
            Karakter.PUBLIEK: _("Publiek: een dienst die voor iedereen open staat"),
        },
        description=_("Kiest u niets? Dan is een voorziening publiek, en al het andere collectief."),
    )
    gratis = ja_nee_field(_("Is het gratis?"))
    kosten = text_field(_("Kosten"), _("Bijvoorbeeld: gratis, of: € 2 per keer."))
    toegang = word_field(
        _("Wie mag er komen?"),
        Toegang,
        {
            Toegang.VRIJ: _("Iedereen: er is geen indicatie nodig"),
            Toegang.MET_INDICATIE: _("Alleen mensen met een indicatie"),
        },
        default=Toegang.VRIJ,
        validators=[MustBeFilled()],
    )
    capaciteit = number_field(_("Voor hoeveel mensen is er plaats?"))
    leeftijd_min = number_field(_("Vanaf welke leeftijd?"))
    leeftijd_max = number_field(_("Tot en met welke leeftijd?"))
    talen = words_field(_("Welke talen spreken ze er?"), Taal)
    buurten = WordsField(
        _("Voor de bewoners van welke buurten?"),
        description=_("Voor de hele gemeente? Kies dan niets."),
        coerce=str,
        validate_choice=False,
    )
    locatie = text_field(_("Naam van de plek"), _("Bijvoorbeeld de naam van het buurthuis."), max_length=MAX_NAAM)
    rolstoel = ja_nee_field(_("Kunt u er met een rolstoel komen?"))
    toilet = ja_nee_field(_("Is er een toilet voor mensen met een rolstoel?"))
    ringleiding = ja_nee_field(_("Is er een ringleiding?"))
    rustige_ruimte = ja_nee_field(_("Is er een rustige ruimte?"))
    organisatie = text_field(
        _("Organisatie"), _("Leeg? Dan is het wijkteam het contact."), max_length=MAX_NAAM, autocomplete="off"
    )
    organisatie_telefoon = text_field(
        _("Telefoon van de organisatie"), _("Geen nummer van een bewoner."), max_length=MAX_TELEFOON, autocomplete="off"
    )
    organisatie_email = text_field(
        _("E-mail van de organisatie"), max_length=MAX_EMAIL, autocomplete="off", inputmode="email"
    )
    organisatie_website = text_field(_("Website van de organisatie"), autocomplete="off", inputmode="url")
    gecontroleerd = BooleanField(_("Ik heb vandaag gecontroleerd dat dit klopt"))
    status = word_field(
        _("Wie ziet dit?"),
        Status,
        {
            Status.GEPUBLICEERD: _("Iedereen: het staat op de kaart"),
            Status.CONCEPT: _("Alleen ons team: het is nog een concept"),
            Status.GESTOPT: _("Alleen ons team: het is gestopt"),
        },
        default=Status.GEPUBLICEERD,
        validators=[MustBeFilled()],
    )
    toch_nieuw = HiddenField()
    versie = HiddenField()
    basis = HiddenField()

    def choose(self, lon: float, lat: float, adres: str = "") -> None:
        """Fill in a place; an address that was found is written as the geocoder has it."""
        self.lon.data, self.lat.data = str(lon), str(lat)
        self.adres.data = adres or self.adres.data
        self.gezocht.data = f"{lon},{lat},{self.adres.data or ''}"

    def read_plek(self) -> None:
        """Take over the place that was picked from several that were found."""
        lon, lat, adres = _read_spot(self.plek.data)
        if lat:
            self.choose(_degrees(lon), _degrees(lat), adres[:MAX_KORT])

    def forget_retyped(self) -> None:
        """A point that was found for another address than stands here now, is none."""
        lon, lat, adres = _read_spot(self.gezocht.data)
        is_still_there = bool(lat) and (lon, lat) == (self.lon.data, self.lat.data)
        if is_still_there and self.adres.data and self.adres.data.split() != adres.split():
            self.lon.data = self.lat.data = self.gezocht.data = ""

    def read_punt(self) -> Punt | None:
        """The point in RD; None, with an error at the field, when there is none."""
        if not (self.lon.data or self.lat.data):
            return None
        lon, lat = _degrees(self.lon.data), _degrees(self.lat.data)
        for field, degrees in ((self.lon, lon), (self.lat, lat)):
            if math.isnan(degrees):
                add_error(field, gettext("Vul een getal in, zoals in het voorbeeld."))
        if math.isnan(lon + lat):
            return None
        if not lies_in_nederland(lon, lat):
            add_error(self.lon, gettext("Deze plek ligt niet in Nederland."))
            return None
        return Punt(*to_rd(lon, lat))

    def add_row(self) -> None:
        """Room for more hours."""
        if len(self.uren) < MAX_ROWS:
            self.uren.append_entry()

    def read_openingstijden(self) -> str:
        """The hours of the rows as OSM, or else those in words; raises RowError where it is not clear which."""
        rijen = read_rows(row.form for row in self.uren)
        typed = (self.openingstijden.data or "").strip()
        if typed and rijen:
            raise RowError(gettext("U vulde de tijden ook in woorden in. Maak één van beide leeg."))
        rooster = Rooster(tuple(rijen), bool(self.dicht_op_feestdagen.data), bool(self.dicht_in_schoolvakanties.data))
        return typed + days_off(rooster) if typed else make_osm(rooster)

    def make_invoer(self, **place: Any) -> AanbodInvoer:
        """What was typed, with its `gemeente`, `punt` and `buurtcode`; it still has to be checked."""
        given = {field.name: self[field.name].data for field in fields(AanbodInvoer) if field.name in self}
        texts = {name: value or "" for name, value in given.items() if isinstance(self[name], StringField)}
        sets = {name: frozenset(word for word in given[name] or () if word) for name in SETS}
        add_malformed(self)
        if self.waar.data not in (OP_DE_KAART, LATER, VERBORGEN):
            add_error(self.waar, gettext("Kies of u de plek weet."))
        try:
            given["openingstijden"] = texts["openingstijden"] = self.read_openingstijden()
        except RowError as error:
            add_error(self.uren, str(error))
        return AanbodInvoer(**(given | texts | sets | self._where() | place))

    def _where(self) -> dict[str, Any]:
        """Whether there is a place to tell of; of one that is hidden nothing is taken that was typed before."""
        is_hidden = self.waar.data == VERBORGEN
        where: dict[str, Any] = {"verborgen": is_hidden, "plek_later": self.waar.data == LATER}
        return where | ({"adres": "", "locatie": "", "buurten": frozenset()} if is_hidden else {"bereikbaar_via": ""})

    def has_more(self) -> bool:
        """Whether anything is told, or wrong, of what may be told later."""
        return any(self[name].errors or _is_told(self[name]) for name in LATER_FIELDS)

    def has_closing(self) -> bool:
        return any(self[name].errors or _is_told(self[name]) for name in CLOSING_FIELDS)

    def read_versie(self) -> int:
        """Which version somebody saw; 0, which is none, when that was tampered with."""
        text = _sent(self.versie)
        return int(text) if text.isascii() and text.isdigit() else 0

    def read_basis(self) -> str:
        """What somebody saw of each part; empty when that was left out."""
        return _sent(self.basis)

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[FIELD_OF_RULE.get(problem.field, problem.field)], sentence_of(problem))


def _is_told(field: Field) -> bool:
    """Whether it holds something else than what it starts with."""
    return (field.data or None) != (field.default or None)


def _sent(field: Field) -> str:
    """What the browser sent, and not what the field starts with."""
    text: str = next(iter(field.raw_data or ()), "")
    return text


def _read_spot(text: str | None) -> tuple[str, str, str]:
    """Lon, lat and address as `choose` writes them."""
    lon, _comma, rest = (text or "").partition(",")
    lat, _comma, adres = rest.partition(",")
    return lon, lat, adres


def _degrees(text: str | None) -> float:
    """The number that was typed, with a comma or a point; NaN for anything else."""
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return math.nan

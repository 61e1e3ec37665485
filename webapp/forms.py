"""What does the form for an aanbod ask, and how does what was typed become an invoer and back?"""

import math
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from collectief.errors import InvalidFieldError
from collectief.invoer import AanbodInvoer
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON
from collectief.openingstijden import MAX_OPENINGSTIJDEN
from collectief.spatial import Punt
from collectief.words import Doelgroep, Karakter, Keuze, Leefgebied, SoortAanbod, Status, Toegang
from geo.crs import lies_in_nederland, to_rd
from webapp.problems import sentence_of

Word = TypeVar("Word", bound=Keuze)

# Rules on the point and its buurt are told where somebody can mend them.
# A browser always sends one of these, for one is picked from the start.
WITH_DEFAULT = ("toegang", "status")
FIELD_OF_RULE = {"punt": "adres", "buurtcode": "adres"}


class MustBeFilled:
    """Says to a visitor that a field may not stay empty; whether that is so, is a rule of collectief."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms' own way to say it

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Never stops anything."""


class WordsField(SelectMultipleField):  # type: ignore[misc] # WTForms has no types
    """Any number of words from a closed list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _read_word(words: type[Word]) -> Callable[[Any], Word | None]:
    return lambda value: words(value) if value in list(words) else None


def _words_field(label: Any, words: type[Keuze], **options: Any) -> Field:
    choices = [SelectChoice(word.value, word.naam) for word in words]
    return WordsField(
        label, choices=choices, coerce=_read_word(words), validate_choice=False, validators=[MustBeFilled()], **options
    )


def _word_field(label: Any, words: type[Keuze], choices: dict[Keuze, Any], **options: Any) -> Field:
    shown = [SelectChoice(word.value, text) for word, text in choices.items()]
    return RadioField(
        label, choices=shown, coerce=_read_word(words), validate_choice=False, validators=[MustBeFilled()], **options
    )


def _text_field(label: Any, hint: Any = "", *, max_length: int = MAX_KORT, **attributes: Any) -> Field:
    return StringField(label, description=hint, render_kw={"maxlength": max_length, **attributes})


class AanbodForm(FlaskForm):  # type: ignore[misc] # nor has Flask-WTF
    """All that a team tells about an inloopplek, activiteit, initiatief or voorziening."""

    naam = StringField(_("Naam"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    soort = _word_field(
        _("Wat is het?"),
        SoortAanbod,
        {
            SoortAanbod.INITIATIEF: _("Een initiatief van bewoners"),
            SoortAanbod.ACTIVITEIT: _("Een activiteit"),
            SoortAanbod.INLOOPPLEK: _("Een inloopplek: u kunt er zonder afspraak terecht"),
            SoortAanbod.VOORZIENING: _("Een voorziening, zoals een speeltuin of een weggeefwinkel"),
        },
    )
    omschrijving = TextAreaField(
        _("Omschrijving"),
        description=_("Wat is er te doen en voor wie? Schrijf korte zinnen. Noem geen namen van bewoners."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_OMSCHRIJVING, "rows": 5},
    )
    karakter = _word_field(
        _("Hoe is het opgezet?"),
        Karakter,
        {
            Karakter.COLLECTIEF: _("Collectief: bewoners, vrijwilligers en beroepskrachten doen het samen"),
            Karakter.PUBLIEK: _("Publiek: een dienst die voor iedereen open staat"),
        },
    )
    adres = _text_field(
        _("Adres of postcode"),
        _("Klik daarna op Zoek. Of laat dit leeg en wijs de plek aan op de kaart."),
        autocomplete="off",
    )
    plek = HiddenField()
    lon = _text_field(_("Lengtegraad"), _("Bijvoorbeeld 4,6391"), max_length=24, inputmode="decimal")
    lat = _text_field(_("Breedtegraad"), _("Bijvoorbeeld 52,3808"), max_length=24, inputmode="decimal")
    locatie = _text_field(_("Naam van de plek"), _("Bijvoorbeeld de naam van het buurthuis."), max_length=MAX_NAAM)
    openingstijden = _text_field(
        _("Openingstijden"),
        _("Bijvoorbeeld: ma-vr 9.00-17.00, of: di 10.00-12.00 en do 13.30-15.30. Niet bekend? Laat het leeg."),
        max_length=MAX_OPENINGSTIJDEN,
    )
    kosten = _text_field(_("Kosten"), _("Bijvoorbeeld: gratis, of: € 2 per keer."))
    toegang = _word_field(
        _("Wie mag er komen?"),
        Toegang,
        {
            Toegang.VRIJ: _("Iedereen: er is geen indicatie nodig"),
            Toegang.MET_INDICATIE: _("Alleen mensen met een indicatie"),
        },
        default=Toegang.VRIJ,
    )
    doelgroepen = _words_field(_("Voor wie is het vooral?"), Doelgroep)
    leefgebieden = _words_field(_("Waar gaat het over?"), Leefgebied)
    organisatie = _text_field(
        _("Organisatie"), _("Leeg? Dan is het wijkteam het contact."), max_length=MAX_NAAM, autocomplete="off"
    )
    organisatie_telefoon = _text_field(
        _("Telefoon van de organisatie"), _("Geen nummer van een bewoner."), max_length=MAX_TELEFOON, autocomplete="off"
    )
    organisatie_email = _text_field(
        _("E-mail van de organisatie"), max_length=MAX_EMAIL, autocomplete="off", inputmode="email"
    )
    organisatie_website = _text_field(_("Website van de organisatie"), autocomplete="off", inputmode="url")
    gecontroleerd = BooleanField(_("Ik heb vandaag gecontroleerd dat dit klopt"))
    status = _word_field(
        _("Wie ziet dit?"),
        Status,
        {
            Status.GEPUBLICEERD: _("Iedereen: het staat op de kaart"),
            Status.CONCEPT: _("Alleen ons team: het is nog een concept"),
            Status.GESTOPT: _("Alleen ons team: het is gestopt"),
        },
        default=Status.GEPUBLICEERD,
    )
    versie = HiddenField()

    def choose(self, lon: float, lat: float, adres: str = "") -> None:
        """Fill in a place; an address that was found is written as the geocoder has it."""
        self.lon.data, self.lat.data = str(lon), str(lat)
        self.adres.data = adres or self.adres.data

    def read_plek(self) -> None:
        """Take over the place that was picked from several that were found."""
        lon, _comma, rest = (self.plek.data or "").partition(",")
        lat, _comma, adres = rest.partition(",")
        if lat:
            self.choose(_degrees(lon), _degrees(lat), adres[:MAX_KORT])

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

    def make_invoer(self, **place: Any) -> AanbodInvoer:
        """What was typed, with its `gemeente`, `punt` and `buurtcode`; it still has to be checked."""
        given = {field.name: self[field.name].data for field in fields(AanbodInvoer) if field.name in self}
        words = {
            name: frozenset(word for word in given[name] or () if word) for name in ("leefgebieden", "doelgroepen")
        }
        texts = {name: value or "" for name, value in given.items() if isinstance(self[name], StringField)}
        for name in WITH_DEFAULT:
            if given[name] is None:
                add_error(self[name], sentence_of(InvalidFieldError(name, "required")))
        return AanbodInvoer(**(given | texts | words | place))

    def read_versie(self) -> int:
        """Which version somebody saw; 0, which is none, when that was tampered with."""
        text = next(iter(self.versie.raw_data or ()), "")
        return int(text) if text.isascii() and text.isdigit() else 0

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[FIELD_OF_RULE.get(problem.field, problem.field)], sentence_of(problem))


def add_error(field: Field, sentence: str) -> None:
    """A field says one thing at a time: what was found first."""
    field.errors = field.errors or [sentence]


def _degrees(text: str | None) -> float:
    """The number that was typed, with a comma or a point; NaN for anything else."""
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return math.nan

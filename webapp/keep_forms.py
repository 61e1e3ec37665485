"""What do the forms for an organisatie, a place and a contactpersoon ask?"""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON
from collectief.plekken.contactpersonen import ContactInvoer
from collectief.plekken.locatiebeheer import LocatieInvoer
from collectief.plekken.organisatiebeheer import OrganisatieInvoer
from collectief.words import Toestemmingswijze
from webapp.fields import (
    DayField,
    MustBeFilled,
    add_error,
    ja_nee_field,
    long_text_field,
    text_field,
    word_field,
)
from webapp.problems import sentence_of


class KeepForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form of plain fields, each of which has the name of its part of the invoer."""

    seen = HiddenField()

    def told(self) -> dict[str, Any]:
        """By field what was typed; an empty text is a text."""
        given = {field.name: field for field in self if field.name not in ("seen", "csrf_token")}
        return {
            name: (field.data or "") if isinstance(field, StringField) else field.data for name, field in given.items()
        }

    def read_seen(self) -> str:
        """The fingerprint that the browser sent back, and not the one that the form starts with."""
        return str(next(iter(self.seen.raw_data or ()), ""))

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))


class OrganisatieForm(KeepForm):
    """What a team tells about an organisatie."""

    naam = StringField(_("Naam"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    omschrijving = long_text_field(
        _("Wat doet deze organisatie?"), _("Schrijf korte zinnen."), max_length=MAX_OMSCHRIJVING, rows=4
    )
    telefoon = text_field(
        _("Telefoon"), _("Van de organisatie, niet van één mens."), max_length=MAX_TELEFOON, inputmode="tel"
    )
    email = text_field(_("E-mail"), max_length=MAX_EMAIL, inputmode="email", autocomplete="off")
    website = text_field(_("Website"), max_length=MAX_KORT, inputmode="url", autocomplete="off")

    def make_invoer(self) -> OrganisatieInvoer:
        return OrganisatieInvoer(**self.told())


class LocatieForm(KeepForm):
    """What a team tells about a place, for all who offer something there."""

    naam = text_field(_("Naam van de plek"), _("Bijvoorbeeld de naam van het buurthuis."), max_length=MAX_NAAM)
    adres = text_field(_("Adres"), _("Dit verandert alleen de tekst. De plek op de kaart blijft waar die is."))
    rolstoel = ja_nee_field(_("Kunt u er met een rolstoel komen?"))
    toilet = ja_nee_field(_("Is er een toilet voor mensen met een rolstoel?"))
    ringleiding = ja_nee_field(_("Is er een ringleiding?"))
    rustige_ruimte = ja_nee_field(_("Is er een rustige ruimte?"))

    def make_invoer(self) -> LocatieInvoer:
        return LocatieInvoer(**self.told())


class ContactForm(KeepForm):
    """Who may be reached about an entry, and how they agreed to that."""

    naam = StringField(
        _("Naam"),
        description=_("Zoals die op de pagina komt. Een voornaam is genoeg."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM, "autocomplete": "off"},
    )
    telefoon = text_field(_("Telefoon"), max_length=MAX_TELEFOON, inputmode="tel", autocomplete="off")
    email = text_field(_("E-mail"), max_length=MAX_EMAIL, inputmode="email", autocomplete="off")
    toestemming_hoe = word_field(
        _("Hoe gaf deze bewoner toestemming?"),
        Toestemmingswijze,
        {
            Toestemmingswijze.MONDELING: _("Mondeling: in een gesprek of aan de telefoon"),
            Toestemmingswijze.SCHRIFTELIJK: _("Schriftelijk: in een mail, bericht of brief"),
        },
        validators=[MustBeFilled()],
    )
    toestemming_op = DayField(_("Op welke dag?"), validators=[MustBeFilled()])
    toestemming = BooleanField(
        _("Deze bewoner weet dat naam en contact voor iedereen op de kaart staan, en vindt dat goed"),
        validators=[MustBeFilled()],
    )

    def make_invoer(self) -> ContactInvoer:
        return ContactInvoer(**self.told())


class AfbeeldingForm(KeepForm):
    """A picture, and what it shows in words."""

    bestand = FileField(
        _("Foto"),
        description=_("Een JPEG, PNG of WebP van hoogstens 12 MB. Waar en wanneer die is gemaakt, halen we eruit."),
        validators=[MustBeFilled()],
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    alt = StringField(
        _("Wat is er te zien?"),
        description=_("Voor wie de foto niet kan zien. Bijvoorbeeld: een lange tafel vol etende mensen."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_KORT},
    )

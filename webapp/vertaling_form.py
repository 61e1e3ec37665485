"""What does the form for an entry in another language ask?"""

from flask_babel import lazy_gettext as _

from collectief.models import MAX_NAAM, MAX_OMSCHRIJVING
from collectief.registreren.vertalingen import VertalingInvoer
from collectief.words import Taal
from webapp.fields import long_text_field, text_field
from webapp.keep_forms import KeepForm
from webapp.taal import direction_of


class VertalingForm(KeepForm):
    """The texts in one language; its fields are read and typed as that language is."""

    naam = text_field(_("Naam in deze taal"), max_length=MAX_NAAM, autocomplete="off")
    omschrijving = long_text_field(
        _("Wat is er te doen, in deze taal?"),
        _("Schrijf korte zinnen. Zet geen adres in de tekst: dat staat al op de pagina."),
        max_length=MAX_OMSCHRIJVING,
        rows=6,
    )

    def write_in(self, taal: Taal) -> None:
        for field in (self.naam, self.omschrijving):
            field.render_kw = (field.render_kw or {}) | {"lang": taal.value, "dir": direction_of(taal.value)}

    def make_invoer(self) -> VertalingInvoer:
        return VertalingInvoer(**self.told())

"""What does the form for a source ask, and which file is offered?"""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import FileField, StringField

from collectief.errors import InvalidFieldError
from collectief.inlezen.bronbeheer import BronInvoer
from collectief.models import MAX_LANG, MAX_NAAM
from webapp.fields import MustBeFilled, add_error, add_malformed, number_field
from webapp.inlezen.zinnen import sentence_of_melding


class BronForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """What a beheerder tells about a source."""

    naam = StringField(
        _("Naam van de bron"),
        description=_("Bijvoorbeeld: Sociale kaart van de bibliotheek."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM, "autocomplete": "off"},
    )
    url = StringField(
        _("Adres waar we het ophalen"),
        description=_("Van een CSV, XLSX of HSDS-lijst op internet. Leeg? Dan zet u er zelf bestanden in."),
        render_kw={"maxlength": MAX_LANG, "autocomplete": "off", "inputmode": "url"},
    )
    elke_dagen = number_field(
        _("Om de hoeveel dagen?"), _("Bijvoorbeeld 7. Leeg? Dan halen we het alleen op als iemand daarom vraagt.")
    )

    def make_invoer(self) -> BronInvoer:
        return BronInvoer(naam=self.naam.data or "", url=self.url.data or "", elke_dagen=self.elke_dagen.data)

    def is_readable(self) -> bool:
        """Whether the number of days is a number; else that is told at its field."""
        add_malformed([self.elke_dagen])
        return not self.elke_dagen.errors

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[problem.field], sentence_of_melding(problem))


class BestandForm(FlaskForm):  # type: ignore[misc] # nor types here
    """A file of a source."""

    bestand = FileField(
        _("Bestand"),
        description=_("CSV, XLSX of HSDS 3.0 (JSON), tot 20 MB. U ziet eerst wat er zou veranderen."),
        validators=[MustBeFilled()],
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx,.json,.ndjson"},
    )

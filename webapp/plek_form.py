"""What does the form for a further place of an aanbod ask?"""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_NAAM
from collectief.plekken.plekken import PlekInvoer
from collectief.tijden.openingstijden import MAX_OPENINGSTIJDEN
from webapp.fields import add_error, text_field
from webapp.forms import FIELD_OF_RULE, AanbodForm
from webapp.problems import sentence_of


class PlekForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """Where else it is, and when there."""

    adres = text_field(
        _("Adres of postcode"),
        _("Klik daarna op Zoek. Of laat dit leeg en wijs de plek aan op de kaart."),
        autocomplete="off",
    )
    plek = HiddenField()
    gezocht = HiddenField()
    lon = text_field(_("Lengtegraad"), _("Bijvoorbeeld 4,6391"), max_length=24, inputmode="decimal")
    lat = text_field(_("Breedtegraad"), _("Bijvoorbeeld 52,3808"), max_length=24, inputmode="decimal")
    locatie = text_field(_("Naam van de plek"), _("Bijvoorbeeld de naam van het buurthuis."), max_length=MAX_NAAM)
    openingstijden = text_field(
        _("Wanneer is het daar?"),
        _("Bijvoorbeeld: di 10.00-12.00. Laat dit leeg als het er op dezelfde tijden is."),
        max_length=MAX_OPENINGSTIJDEN,
    )

    # A place is picked here as it is in the form of the aanbod itself.
    choose = AanbodForm.choose
    read_plek = AanbodForm.read_plek
    read_punt = AanbodForm.read_punt

    def make_invoer(self, **place: Any) -> PlekInvoer:
        """What was typed, with its `punt` and `buurtcode`."""
        texts: dict[str, Any] = {name: self[name].data or "" for name in ("adres", "locatie", "openingstijden")}
        return PlekInvoer(**texts | place)

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[FIELD_OF_RULE.get(problem.field, problem.field)], sentence_of(problem))

"""What does the form for a token ask?"""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_NAAM
from collectief.teams.tokens import DAYS
from collectief.words import Recht
from webapp.fields import MustBeFilled, WordsField, add_error
from webapp.problems import sentence_of

DAYS_IN_WORDS = {30: _("Een maand"), 90: _("Drie maanden"), 365: _("Een jaar")}


class TokenForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """What somebody tells of a program before it may write."""

    naam = StringField(
        _("Naam"),
        description=_("Waar is het voor? Bijvoorbeeld: website van het buurthuis."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM, "autocomplete": "off"},
    )
    rechten = WordsField(
        _("Wat mag het programma?"),
        choices=[(Recht.TOEVOEGEN.value, _("Aanbod toevoegen")), (Recht.WIJZIGEN.value, _("Aanbod wijzigen"))],
        validate_choice=False,
        validators=[MustBeFilled()],
    )
    dagen = RadioField(
        _("Hoe lang geldt het?"),
        choices=[(str(days), DAYS_IN_WORDS[days]) for days in DAYS],
        default="90",
        validate_choice=False,
        validators=[MustBeFilled()],
    )

    def chosen_rechten(self) -> frozenset[Recht]:
        return frozenset(recht for recht in Recht if recht.value in (self.rechten.data or ()))

    def chosen_days(self) -> int:
        """0 for a choice that is not on the list."""
        return {str(days): days for days in DAYS}.get(self.dagen.data or "", 0)

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))

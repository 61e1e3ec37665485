"""What does the form for a team ask, and how does what was typed become an invoer?"""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_NAAM, MAX_TELEFOON
from collectief.teams.teambeheer import TeamInvoer
from webapp.fields import MustBeFilled, add_error
from webapp.problems import sentence_of


class TeamForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """What a beheerder tells about a team."""

    naam = StringField(_("Naam van het team"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    gebied_in_woorden = StringField(
        _("Gebied in woorden"),
        description=_("Zoals bewoners het noemen. Bijvoorbeeld: Haarlem-Noord, noordelijk deel."),
        render_kw={"maxlength": MAX_KORT},
    )
    telefoon = StringField(
        _("Telefoon van het team"),
        description=_("Niet het nummer van één medewerker."),
        render_kw={"maxlength": MAX_TELEFOON, "autocomplete": "off", "inputmode": "tel"},
    )
    email = StringField(
        _("E-mail van het team"), render_kw={"maxlength": MAX_EMAIL, "autocomplete": "off", "inputmode": "email"}
    )

    def make_invoer(self) -> TeamInvoer:
        return TeamInvoer(
            naam=self.naam.data or "",
            gebied_in_woorden=self.gebied_in_woorden.data or "",
            telefoon=self.telefoon.data or "",
            email=self.email.data or "",
        )

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field."""
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))

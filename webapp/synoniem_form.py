"""What does the form for a synoniem ask?"""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_NAAM
from webapp.fields import add_error
from webapp.problems import sentence_of


class SynoniemForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A term, and what somebody who looks for it means too."""

    term = StringField(
        _("Als iemand zoekt op"), description=_("Bijvoorbeeld: eenzaam."), render_kw={"maxlength": MAX_NAAM}
    )
    bedoelt = StringField(
        _("Zoek dan ook op"), description=_("Bijvoorbeeld: sociaal netwerk."), render_kw={"maxlength": MAX_NAAM}
    )

    def show_problem(self, problem: InvalidFieldError) -> None:
        add_error(self.bedoelt, sentence_of(problem))


class BestandForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A CSV file with a list of synoniemen."""

    bestand = FileField(
        _("CSV-bestand"),
        description=_("Met de kolommen term en bedoelt. Wat er al staat, blijft staan."),
        render_kw={"accept": ".csv,text/csv"},
    )

    def read(self) -> bytes:
        return self.bestand.data.read() if self.bestand.data else b""

    def show_problem(self, problem: InvalidFieldError) -> None:
        add_error(self.bestand, sentence_of(problem))

"""Which values of a voorstel does a team take over, changed or not, or why does it refuse?"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from collectief.errors import InvalidFieldError
from collectief.geschiedenis.veldteksten import DAYS, SEPARATOR, WORD_SETS, WORDS, Texts
from collectief.models import MAX_LANG
from collectief.words import JaNee
from webapp.fields import MustBeFilled, WordsField, add_error
from webapp.problems import sentence_of
from webapp.views.veldwoorden import label_of
from webapp.views.wijzigingsvoorstel import hours_to_edit

TAKE = "neem_"


class BesluitForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """Per proposed field whether it is taken over, and the value that somebody may still change."""

    reden = TextAreaField(
        _("Waarom neemt u dit niet over?"),
        description=_("Uw collega's zien dit in de geschiedenis. Noem geen namen."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_LANG, "rows": 2},
    )
    velden: Sequence[str] = ()

    def taken(self) -> dict[str, str]:
        """The chosen fields and their values, as text."""
        return {veld: _text(self[veld].data) for veld in self.velden if self[TAKE + veld].data}

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field; of a field that was not proposed above the form."""
        for problem in problems:
            if problem.field in self:
                add_error(self[problem.field], sentence_of(problem))
            else:
                self.form_errors.append(f"{label_of(problem.field)}: {sentence_of(problem)}")


def make_besluit_form(proposed: Texts, *, taken: Iterable[str]) -> BesluitForm:
    """A form with these fields and values; `taken` are those that are chosen from the start."""
    fields: dict[str, Any] = {"velden": tuple(proposed)}
    for veld in proposed:
        fields[TAKE + veld] = BooleanField(gettext("Overnemen"))
        fields[veld] = _field(veld)
    start = {veld: _value(veld, text) for veld, text in proposed.items()}
    form: BesluitForm = type("VoorstelForm", (BesluitForm,), fields)(data=start | {TAKE + veld: True for veld in taken})
    return form


def _field(veld: str) -> Field:
    label = gettext("%(veld)s wordt", veld=label_of(veld))
    if veld in WORD_SETS:
        return WordsField(label, choices=_choices(WORD_SETS[veld]), validate_choice=False)
    words = WORDS.get(veld) or (JaNee if veld == "op_afspraak" else None)
    if words:
        return RadioField(label, choices=_choices(words), validate_choice=False)
    if veld == "omschrijving":
        return TextAreaField(label, render_kw={"rows": 5})
    return StringField(label, render_kw={"type": "date"} if veld in DAYS else {})


def _choices(words: Iterable[Any]) -> list[SelectChoice]:
    return [SelectChoice(word.value, word.naam) for word in words]


def _value(veld: str, text: str) -> Any:
    if veld in WORD_SETS:
        return [word for word in text.split(SEPARATOR) if word]
    return hours_to_edit(text) if veld == "openingstijden" else text


def _text(value: Any) -> str:
    return SEPARATOR.join(sorted(value)) if isinstance(value, list) else value or ""

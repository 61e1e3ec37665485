"""Which kinds of fields do forms have, and how does a field say what is wrong?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.widgets import CheckboxInput, DateInput, ListWidget, TextInput

from collectief.models import MAX_KORT
from collectief.words import JaNee, Keuze

Word = TypeVar("Word", bound=Keuze)


class MustBeFilled:
    """Says to a visitor that a field may not stay empty; whether that is so, is a rule of collectief."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms' own way to say it

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Never stops anything."""


class WordsField(SelectMultipleField):  # type: ignore[misc] # WTForms has no types
    """Any number of words from a closed list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NumberField(IntegerField):  # type: ignore[misc]
    """A whole number, or nothing."""

    widget = TextInput()
    malformed = _("Vul een heel getal in.")


class DayField(DateField):  # type: ignore[misc]
    """A day, or nothing."""

    widget = DateInput()
    malformed = _("Vul een dag in zoals 31-12-2026.")

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d-%m-%Y"], **options)


def make_choices(named: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Of values with what a visitor reads."""
    return [SelectChoice(value, text) for value, text in named]


def words_field(label: Any, words: type[Keuze], **options: Any) -> Field:
    choices = make_choices((word.value, word.naam) for word in words)
    return WordsField(label, choices=choices, coerce=_read_word(words), validate_choice=False, **options)


def word_field(label: Any, words: type[Keuze], choices: Mapping[Any, Any], **options: Any) -> Field:
    shown = make_choices((word.value, text) for word, text in choices.items())
    return RadioField(label, choices=shown, coerce=_read_word(words), validate_choice=False, **options)


def ja_nee_field(label: Any, hint: Any = "") -> Field:
    shown = {JaNee.JA: _("ja"), JaNee.NEE: _("nee"), JaNee.ONBEKEND: _("weet ik niet")}
    return word_field(label, JaNee, shown, default=JaNee.ONBEKEND, description=hint)


def text_field(label: Any, hint: Any = "", *, max_length: int = MAX_KORT, **attributes: Any) -> Field:
    return StringField(label, description=hint, render_kw={"maxlength": max_length, **attributes})


def long_text_field(label: Any, hint: Any, *, max_length: int, rows: int, **options: Any) -> Field:
    return TextAreaField(label, description=hint, render_kw={"maxlength": max_length, "rows": rows}, **options)


def number_field(label: Any, hint: Any = "") -> Field:
    return NumberField(label, description=hint, render_kw={"inputmode": "numeric", "maxlength": 6})


def add_error(field: Field, sentence: str) -> None:
    """A field says one thing at a time: what was found first."""
    field.errors = field.errors or [sentence]


def add_malformed(form_fields: Iterable[Field]) -> None:
    """Tell of each number and day that cannot be read."""
    for field in form_fields:
        if isinstance(field, NumberField | DayField) and field.process_errors and "".join(field.raw_data or ()).strip():
            add_error(field, str(field.malformed))


def _read_word(words: type[Word]) -> Callable[[Any], Word | None]:
    return lambda value: words(value) if value in list(words) else None

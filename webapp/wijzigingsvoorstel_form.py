"""What may a visitor tell of an entry, or of one that is missing, and what comes of that?"""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from collectief.errors import InvalidFieldError
from collectief.models import MAX_EMAIL, MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, MAX_TELEFOON, Aanbod
from collectief.registreren.invoer import tidy_line
from collectief.registreren.invoerregels import CONTACT
from collectief.tijden.openingstijden import MAX_OPENINGSTIJDEN
from collectief.words import JaNee, Status
from webapp.fields import MustBeFilled, add_error
from webapp.problems import sentence_of


class VisitorForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """What the forms of visitors share; `website` stands there for programs that fill in everything."""

    class Meta:
        csrf = False  # see visitor_forms

    website = StringField(_("Laat dit leeg"), render_kw={"autocomplete": "off", "tabindex": "-1"})

    def is_from_a_program(self) -> bool:
        return bool(self.website.data)

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field, or above the form when it has none."""
        for problem in problems:
            if problem.field in self:
                add_error(self[problem.field], sentence_of(problem))
            else:
                self.form_errors.append(sentence_of(problem))


class KloptNietForm(VisitorForm):
    """A published entry, to change what is wrong in it."""

    naam = StringField(_("Naam"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    omschrijving = TextAreaField(
        _("Omschrijving"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_OMSCHRIJVING, "rows": 4}
    )
    openingstijden = StringField(
        _("Openingstijden"),
        description=_("Bijvoorbeeld: ma-vr 9.00-17.00, of: di 10.00-12.00 en do 13.30-15.30."),
        render_kw={"maxlength": MAX_OPENINGSTIJDEN},
    )
    kosten = StringField(_("Kosten"), render_kw={"maxlength": MAX_KORT})
    gratis = RadioField(
        _("Is het gratis?"), choices=[SelectChoice(word.value, word.naam) for word in JaNee], validate_choice=False
    )
    locatie = StringField(_("Naam van de plek"), render_kw={"maxlength": MAX_NAAM})
    adres = StringField(_("Adres"), render_kw={"maxlength": MAX_KORT, "autocomplete": "off"})
    organisatie = StringField(_("Organisatie"), render_kw={"maxlength": MAX_NAAM, "autocomplete": "off"})
    organisatie_telefoon = StringField(
        _("Telefoon van de organisatie"),
        description=_("Geen nummer van een bewoner."),
        render_kw={"maxlength": MAX_TELEFOON, "autocomplete": "off", "inputmode": "tel"},
    )
    organisatie_email = StringField(
        _("E-mail van de organisatie"),
        render_kw={"maxlength": MAX_EMAIL, "autocomplete": "off", "inputmode": "email"},
    )
    organisatie_website = StringField(
        _("Website van de organisatie"), render_kw={"maxlength": MAX_KORT, "autocomplete": "off", "inputmode": "url"}
    )
    weg = BooleanField(_("Dit bestaat niet meer"))
    toelichting = TextAreaField(
        _("Wilt u er iets bij zeggen?"),
        description=_("Bijvoorbeeld hoe u dit weet. Noem geen namen, telefoonnummers of adressen van mensen."),
        render_kw={"maxlength": MAX_LANG, "rows": 3},
    )

    def leave_out_what_is_not_asked(self, aanbod: Aanbod) -> None:
        """Of a hidden place nobody may tell anything; without organisatie the team is the contact."""
        hidden = ("locatie", "adres") if aanbod.verborgen else ()
        for name in (*hidden, *(() if aanbod.organisatie else ("organisatie", *CONTACT))):
            del self[name]

    def changes(self, shown: Mapping[str, str]) -> dict[str, str]:
        """The fields that somebody changed in what the form showed."""
        typed = {name: self[name].data or "" for name in shown if name in self}
        changed = {name: text for name, text in typed.items() if _words(text) != _words(shown[name])}
        return changed | ({"status": Status.GESTOPT.value} if self.weg.data else {})


class MeldenForm(VisitorForm):
    """An initiatief or aanbod that is missing, in anybody's words."""

    gemeente = SelectField(_("In welke gemeente is het?"), validate_choice=False)
    naam = StringField(
        _("Hoe heet het?"),
        description=_("Heeft het geen naam? Bijvoorbeeld: koffie in de bibliotheek."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM, "autocomplete": "off"},
    )
    omschrijving = TextAreaField(
        _("Wat is er te doen, en voor wie?"),
        description=_("Een paar zinnen zijn genoeg. Noem geen namen, telefoonnummers of adressen van mensen."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_OMSCHRIJVING, "rows": 4},
    )
    adres = StringField(
        _("Waar is het?"),
        description=_("Een adres, of in woorden: achter de kerk aan het plein. Niet het adres van een bewoner."),
        render_kw={"maxlength": MAX_KORT, "autocomplete": "off"},
    )
    openingstijden = StringField(
        _("Wanneer is het?"),
        description=_("Bijvoorbeeld: elke dinsdag van 10.00 tot 12.00 uur."),
        render_kw={"maxlength": MAX_OPENINGSTIJDEN},
    )
    toelichting = TextAreaField(_("Wilt u er iets bij zeggen?"), render_kw={"maxlength": MAX_LANG, "rows": 3})

    TOLD = ("naam", "omschrijving", "adres", "openingstijden")

    def offer(self, gemeenten: Mapping[str, str]) -> None:
        self.gemeente.choices = [SelectChoice(code, naam) for code, naam in gemeenten.items()]

    def read_gemeente(self) -> str:
        """Which was chosen; the first where there was nothing to choose."""
        codes: list[str] = [choice.value for choice in self.gemeente.choices]
        return next((code for code in codes if code == self.gemeente.data), codes[0])

    def told(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in self.TOLD}


def _words(text: str) -> list[str]:
    return tidy_line(text.replace("\n", " ")).split()

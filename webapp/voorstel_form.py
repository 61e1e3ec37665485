"""What do the forms for a voorstel, its steps, its deelnemers and its stories ask?"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, SelectField, StringField

from collectief.collectiveren.verhalen import VerhaalInvoer
from collectief.collectiveren.voorstel_invoer import FIELDS, VoorstelInvoer
from collectief.collectiveren.voorstel_invoer import TEXTS as LONGEST
from collectief.errors import InvalidFieldError
from collectief.models import MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING
from collectief.signaalwoorden import Fase
from collectief.words import Doelgroep, Leefgebied, Toestemmingswijze
from webapp.fields import (
    DayField,
    MustBeFilled,
    WordsField,
    add_error,
    add_malformed,
    long_text_field,
    make_choices,
    number_field,
    text_field,
    word_field,
    words_field,
)
from webapp.problems import sentence_of

NOBODY = _("Noem een functie of organisatie, geen naam van een mens.")


class ToldForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form that tells each broken rule at its field, or above the form."""

    def show_problems(self, problems: Any) -> None:
        for problem in problems:
            self.show_problem(problem)

    def show_problem(self, problem: InvalidFieldError) -> None:
        if problem.field in self:
            add_error(self[problem.field], sentence_of(problem))
        else:
            self.form_errors.append(sentence_of(problem))

    def reads_well(self) -> bool:
        """Whether every number and day can be read; if not, its field says so."""
        add_malformed(self)
        return not self.errors


class VoorstelForm(ToldForm):
    """All that a team tells about a voorstel."""

    titel = StringField(_("Hoe heet het?"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    doel = long_text_field(
        _("Wat moet het opleveren?"),
        _("Eén of twee zinnen. Noem geen namen van bewoners."),
        max_length=MAX_LANG,
        rows=2,
        validators=[MustBeFilled()],
    )
    doelgroep = word_field(
        _("Voor wie is het?"), Doelgroep, {one: one.naam for one in Doelgroep}, validators=[MustBeFilled()]
    )
    leefgebieden = words_field(_("Waar gaat het over?"), Leefgebied, validators=[MustBeFilled()])
    buurtcodes = WordsField(
        _("Voor welke buurten?"), coerce=str, validate_choice=False, choices=[], validators=[MustBeFilled()]
    )
    omschrijving = long_text_field(
        _("Wat gaan we doen?"),
        _("Dit komt later op de kaart als u er aanbod van maakt."),
        max_length=MAX_OMSCHRIJVING,
        rows=4,
    )
    trekker = text_field(_("Wie trekt het?"), NOBODY)
    partners = long_text_field(_("Wie doen er mee?"), _("Organisaties en functies."), max_length=MAX_LANG, rows=2)
    rol_bewoners = long_text_field(
        _("Wat doen bewoners zelf?"),
        _("Bijvoorbeeld: koken, anderen ophalen, de groep leiden. Geen namen."),
        max_length=MAX_LANG,
        rows=2,
    )
    eerste_keer_op = DayField(_("Wanneer is de eerste keer?"))
    kosten = text_field(_("Wat kost het per jaar, in euro's?"), max_length=14, inputmode="decimal")
    kosten_toelichting = text_field(_("Waarvoor is dat geld?"), max_length=LONGEST["kosten_toelichting"])
    uuid = HiddenField()
    versie = HiddenField()
    basis = HiddenField()
    known_buurten: frozenset[str] = frozenset()

    def make_invoer(self, gemeente: str) -> VoorstelInvoer | None:
        """None, with an error at the field, when a number or day cannot be read."""
        kosten = _read_kosten(self.kosten.data)
        if kosten is not None and not kosten.is_finite():
            add_error(self.kosten, gettext("Vul een bedrag in zoals 1250 of 1250,50."))
        if not self.reads_well():
            return None
        told: dict[str, Any] = {name: self[name].data for name in FIELDS if name != "kosten"}
        texts = {name: told[name] or "" for name in LONGEST}
        sets: dict[str, Any] = {
            name: frozenset(filter(None, told[name] or ())) for name in ("leefgebieden", "buurtcodes")
        }
        return VoorstelInvoer(gemeente=gemeente, kosten=kosten, uuid=self.read_uuid(), **(told | texts | sets))

    def read_basis(self) -> str:
        """What somebody saw when they began, as the browser sent it back."""
        return str(next(iter(self.basis.raw_data or ()), ""))

    def read_uuid(self) -> UUID:
        """Of the page that was sent; another one for what is no key."""
        try:
            return UUID(str(self.uuid.data or ""))
        except ValueError:
            return uuid4()


class StapForm(ToldForm):
    """To which fase, and what that needs."""

    fase = word_field(_("Volgende stap"), Fase, {fase: fase.naam for fase in Fase})
    trekker = text_field(_("Wie trekt het?"), NOBODY)
    eerste_keer_op = DayField(_("Wanneer is de eerste keer?"))
    toelichting = long_text_field(
        _("Toelichting"), _("Bij stoppen: waarom? Noem geen namen."), max_length=MAX_LANG, rows=2
    )
    versie = HiddenField()


class DeelnameForm(ToldForm):
    """How many took part in a month."""

    maand = text_field(_("Maand"), _("Bijvoorbeeld: 2026-03"), max_length=7, type="month")
    aantal = number_field(_("Hoeveel deelnemers?"), _("Tel mensen. Schrijf geen namen op."))

    def read_maand(self) -> date | None:
        try:
            return date.fromisoformat(f"{(self.maand.data or '').strip()}-01")
        except ValueError:
            return None


class VerhaalForm(ToldForm):
    """A story, a picture, and the consent of who tells it or is seen."""

    titel = StringField(_("Titel"), validators=[MustBeFilled()], render_kw={"maxlength": MAX_NAAM})
    tekst = long_text_field(
        _("Het verhaal"),
        _("Wat gebeurde er, en wat betekende het? Schrijf geen naam of adres op."),
        max_length=MAX_OMSCHRIJVING,
        rows=6,
        validators=[MustBeFilled()],
    )
    bestand = FileField(
        _("Foto"),
        description=_("Een JPEG, PNG of WebP van hoogstens 12 MB. Waar en wanneer die is gemaakt, halen we eruit."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    alt = text_field(_("Wat is er op de foto te zien?"), _("Voor wie de foto niet kan zien."), max_length=MAX_KORT)
    toestemming_hoe = word_field(
        _("Hoe gaf de verteller toestemming?"),
        Toestemmingswijze,
        {one: one.naam for one in Toestemmingswijze},
        validators=[MustBeFilled()],
    )
    toestemming_op = DayField(_("Op welke dag?"), validators=[MustBeFilled()])
    toestemming = BooleanField(
        _("Wie dit vertelt en wie op de foto staat, weet wat ermee gebeurt en vindt dat goed"),
        validators=[MustBeFilled()],
    )

    def make_invoer(self) -> VerhaalInvoer:
        texts: dict[str, Any] = {name: self[name].data or "" for name in ("titel", "tekst", "alt")}
        consent: dict[str, Any] = {
            name: self[name].data for name in ("toestemming", "toestemming_op", "toestemming_hoe")
        }
        return VerhaalInvoer(**texts, **consent, afbeelding=self.bestand.data.read() if self.bestand.data else b"")


class PlekForm(FlaskForm):  # type: ignore[misc]
    """Where it becomes aanbod."""

    locatie = SelectField(_("Waar?"), validate_choice=False)


def name_buurten(form: VoorstelForm, buurten: Any) -> None:
    """Offer these buurten, by name; what is none of them is not taken."""
    named = sorted(((one.code, one.naam) for one in buurten), key=lambda pair: pair[1])
    form.known_buurten = frozenset(code for code, _naam in named)
    form.buurtcodes.choices = make_choices(named)


def _read_kosten(text: str | None) -> Decimal | None:
    """The amount as it was typed, with a comma or a point; NaN for anything else."""
    plain = (text or "").replace("€", "").replace(" ", "").replace(",", ".")
    if not plain:
        return None
    try:
        return Decimal(plain).quantize(Decimal("0.01"))
    except InvalidOperation:
        return Decimal("NaN")

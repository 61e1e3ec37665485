"""What do the forms for the casuïstiekoverleg ask?"""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField

from collectief.errors import InvalidFieldError
from collectief.models import MAX_KORT, MAX_LANG, MAX_NAAM, MAX_OMSCHRIJVING, Team
from collectief.overleg.besluiten import PuntbesluitInvoer
from collectief.overleg.inbrengen import PuntInvoer
from collectief.words import Leefgebied
from webapp.fields import DayField, MustBeFilled, add_error, add_malformed, long_text_field, make_choices, text_field
from webapp.keep_forms import KeepForm
from webapp.problems import sentence_of

GEEN = ("", _("geen"))


class OverlegForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """A form of plain fields that tells each broken rule at its field."""

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        add_malformed(self)
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))


class PuntForm(OverlegForm):
    """What a team puts forward."""

    titel = StringField(
        _("Waar gaat het over?"),
        description=_("Bijvoorbeeld: geen plek voor jongeren in de avond."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM},
    )
    patroon_id = SelectField(_("Over welk patroon?"), validate_choice=False)
    leefgebied = SelectField(
        _("Over welk leefgebied?"), description=_("Bij een leemte: waar ontbreekt aanbod?"), validate_choice=False
    )
    gebiedcode = SelectField(_("In welke buurt?"), validate_choice=False)
    toelichting = long_text_field(
        _("Toelichting"),
        _("Wat vraagt u van het overleg? Noem geen namen van mensen."),
        max_length=MAX_LANG,
        rows=4,
    )
    team = HiddenField()

    def offer(self, patronen: Sequence[tuple[str, str]], buurten: Sequence[tuple[str, str]]) -> None:
        """Say what there is to choose from."""
        leefgebieden = [(word.value, word.naam) for word in Leefgebied]
        for field, named in ((self.patroon_id, patronen), (self.leefgebied, leefgebieden), (self.gebiedcode, buurten)):
            field.choices = make_choices([GEEN, *named])

    def set_team(self, team: Team | None) -> None:
        """For which team this is typed."""
        self.team.data = team.slug if team else ""

    def carry_over(self, team: Team | None) -> bool:
        """Whether the account came to another team since the form was opened; the form says so, and stores nothing."""
        if team is None or self.team.data in ("", None, team.slug):
            return False
        self.set_team(team)
        told = gettext(
            "U hoort nu bij team %(naam)s. Er is nog niets bewaard. Kijk na of dit hier hoort.", naam=team.naam
        )
        self.form_errors.append(told)
        if self.patroon_id.data and not _chosen(self.patroon_id):
            add_error(self.patroon_id, gettext("Dit patroon is van een ander team. Kies een ander patroon, of geen."))
        return True

    def make_invoer(self) -> PuntInvoer:
        """A choice that was not offered is none."""
        patroon, leefgebied, buurt = (_chosen(self[name]) for name in ("patroon_id", "leefgebied", "gebiedcode"))
        return PuntInvoer(
            titel=self.titel.data or "",
            toelichting=self.toelichting.data or "",
            patroon_id=int(patroon) if patroon else None,
            leefgebied=Leefgebied(leefgebied) if leefgebied else None,
            gebiedcode=buurt or None,
        )


class PlanForm(OverlegForm):
    """When the overleg is."""

    op = DayField(
        _("Op welke dag is het overleg?"),
        description=_("Alles wat wacht, komt op de agenda."),
        validators=[MustBeFilled()],
    )


class SluitForm(OverlegForm):
    """What is said of an overleg that is over."""

    verslag = long_text_field(
        _("Kort verslag"),
        _("Wat niet bij één punt hoort. Noem geen namen van mensen."),
        max_length=MAX_OMSCHRIJVING,
        rows=4,
    )


class PuntbesluitForm(KeepForm):
    """What was decided on one point, and who does what by when."""

    besluit = long_text_field(
        _("Besluit"), _("Teams en partners die dit signaleerden, lezen dit."), max_length=MAX_LANG, rows=4
    )
    actie = long_text_field(_("Wat wordt er gedaan?"), "", max_length=MAX_LANG, rows=3)
    wie = text_field(
        _("Wie doet dat?"),
        _("Een functie of een organisatie, geen naam. Bijvoorbeeld: beleidsadviseur jeugd."),
        max_length=MAX_KORT,
    )
    voor = DayField(_("Klaar voor"))
    afgerond = BooleanField(_("Dit is gedaan"))

    def make_invoer(self) -> PuntbesluitInvoer:
        typed = {name: text for name, text in super().told().items() if name in ("besluit", "actie", "wie")}
        return PuntbesluitInvoer(**typed, voor=self.voor.data, afgerond=bool(self.afgerond.data))

    def told(self) -> dict[str, Any]:
        """As `punt_texts` says what is stored, to hold them beside each other."""
        voor = self.voor.data.isoformat() if self.voor.data else ""
        return {**super().told(), "voor": voor, "afgerond": "ja" if self.afgerond.data else "nee"}

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        add_malformed(self)
        super().show_problems(problems)


def _chosen(field: SelectField) -> str:
    data = str(field.data or "")
    return data if data in [choice.value for choice in field.choices] else ""

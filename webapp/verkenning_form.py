"""What does the form for a verkenning ask of a team?"""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from collectief.models import MAX_OMSCHRIJVING
from collectief.verkenning.samengaan import HUN, KEUZES, MIJN, SAMEN
from collectief.verkenning.verkenningen import TEKSTEN, VerkenningInvoer
from webapp.fields import add_error, long_text_field, make_choices
from webapp.problems import sentence_of

GEEN_NAMEN = _("Noem geen namen van mensen.")


def _keuze() -> RadioField:
    shown = [
        (SAMEN, _("Beide teksten, onder elkaar")),
        (MIJN, _("Alleen wat hieronder staat")),
        (HUN, _("Alleen de tekst van de ander")),
    ]
    return RadioField(_("Wat bewaart u?"), choices=make_choices(shown), default=SAMEN, validate_choice=False)


class VerkenningForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """Three texts; `versie` and each `gezien` say what somebody saw, and each `keuze` what is to stay of two texts."""

    team = HiddenField()
    versie = HiddenField()
    kracht = long_text_field(
        _("Kracht van de wijk"),
        _("Wat gaat goed? Welke mensen, groepen en plekken dragen de wijk?"),
        max_length=MAX_OMSCHRIJVING,
        rows=8,
    )
    aandachtspunten = long_text_field(
        _("Aandachtspunten"), _("Wat vraagt aandacht? Wat ziet u dat niet in de cijfers staat?"),
        max_length=MAX_OMSCHRIJVING, rows=8,
    )  # fmt: skip
    plekken = long_text_field(
        _("Plekken die ertoe doen"),
        _("Waar komen bewoners samen, en waar juist niet?"),
        max_length=MAX_OMSCHRIJVING,
        rows=8,
    )
    gezien_kracht = HiddenField()
    gezien_aandachtspunten = HiddenField()
    gezien_plekken = HiddenField()
    keuze_kracht = _keuze()
    keuze_aandachtspunten = _keuze()
    keuze_plekken = _keuze()

    def make_invoer(self) -> VerkenningInvoer:
        return VerkenningInvoer(**{field: self[field].data or "" for field in TEKSTEN})

    def gezien(self, field: str) -> str:
        return str(next(iter(self[f"gezien_{field}"].raw_data or ()), ""))

    def keuze(self, field: str) -> str:
        """What was chosen; empty where nothing was asked."""
        sent = next(iter(self[f"keuze_{field}"].raw_data or ()), "")
        return str(sent) if sent in KEUZES else ""

    def read_versie(self) -> int:
        """-1, which is none, when that was tampered with."""
        text = str(next(iter(self.versie.raw_data or ()), ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def show_problems(self, problems: Any) -> None:
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))

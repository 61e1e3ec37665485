"""What does the form ask with which somebody decides on a patroon, or answers a signaal?"""

import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from collectief.models import MAX_LANG, Aanbod
from collectief.signaalwoorden import Patroonbesluit
from webapp.fields import MustBeFilled, long_text_field, make_choices, text_field, word_field
from webapp.numbers import small_int
from webapp.voorstel_form import ToldForm

NUMBER = re.compile(r"(?:.*/aanbod/)?(\d{1,9})/?\s*\Z", re.ASCII)


class PatroonbesluitForm(ToldForm):
    """One of five decisions, the aanbod that it is about, and why."""

    besluit = word_field(
        _("Wat gaan we doen?"),
        Patroonbesluit,
        {
            Patroonbesluit.VERWIJZEN: _("Verwijzen: er is al aanbod dat hierbij past"),
            Patroonbesluit.VERSTERKEN: _("Versterken: een initiatief dat er al is helpen groeien"),
            Patroonbesluit.VOORSTEL: _("Een nieuw voorstel maken"),
            Patroonbesluit.OVERLEG: _("Inbrengen in het casuïstiekoverleg"),
            Patroonbesluit.LATEN: _("Laten rusten (leg uit waarom)"),
        },
        validators=[MustBeFilled()],
    )
    aanbod = SelectField(
        _("Welk aanbod?"),
        description=_("Alleen bij verwijzen en versterken."),
        validate_choice=False,
    )
    ander = text_field(
        _("Staat het er niet bij?"),
        _("Plak het adres van de pagina van het aanbod, of typ het nummer."),
        max_length=200,
        autocomplete="off",
    )
    toelichting = long_text_field(
        _("Toelichting"),
        _("Wie het signaal gaf, leest dit. Noem geen namen van bewoners."),
        max_length=MAX_LANG,
        rows=3,
    )

    def offer(self, aanbod: Sequence[Aanbod]) -> None:
        """These to choose from."""
        shown = [("", _("Kies aanbod")), *((str(one.id), one.naam) for one in aanbod)]
        self.aanbod.choices = make_choices(shown)

    def read_aanbod_id(self) -> int | None:
        """What was typed goes before what was chosen."""
        found = NUMBER.match((self.ander.data or "").strip()) or NUMBER.match(self.aanbod.data or "")
        return small_int(found[1]) if found else None

"""What does the form for a signaal ask, so that it takes twenty seconds?"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from collectief.errors import InvalidFieldError
from collectief.models import MAX_NAAM, MAX_SIGNAAL
from collectief.signaalwoorden import Huishoudens, SoortSignaal, Vindplaats
from collectief.signalen.invoer import tidy_text
from collectief.signalen.signaleren import SignaalInvoer
from collectief.words import Doelgroep, JaNee, Leefgebied
from webapp.fields import DayField, MustBeFilled, add_error, long_text_field, word_field, words_field
from webapp.problems import sentence_of

# What comes up most stands first.
LEEFGEBIEDEN = (
    *(Leefgebied.FINANCIEN, Leefgebied.SOCIAAL_NETWERK, Leefgebied.HUISVESTING, Leefgebied.GEESTELIJKE_GEZONDHEID),
    *(Leefgebied.OPVOEDEN_EN_OPGROEIEN, Leefgebied.LICHAMELIJKE_GEZONDHEID, Leefgebied.WERK_EN_OPLEIDING),
    *(Leefgebied.TIJDSBESTEDING, Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE, Leefgebied.HUISELIJKE_RELATIES),
    *(Leefgebied.INSTRUMENTELE_ADL, Leefgebied.BASALE_ADL, Leefgebied.MIDDELENGEBRUIK, Leefgebied.JUSTITIE),
)


class SignaalForm(FlaskForm):  # type: ignore[misc] # Flask-WTF has no types
    """What somebody noticed: five taps for who signals where they signalled before."""

    soort = word_field(
        _("Wat is het?"),
        SoortSignaal,
        {
            SoortSignaal.VRAAG: _("Een vraag"),
            SoortSignaal.KANS: _("Een kans of kracht"),
            SoortSignaal.LACUNE: _("Iets ontbreekt of werkt niet"),
        },
        validators=[MustBeFilled()],
    )
    leefgebieden = words_field(_("Waarover gaat het?"), Leefgebied, validators=[MustBeFilled()])
    doelgroep = word_field(
        _("Voor wie?"), Doelgroep, {word: word.naam for word in Doelgroep}, validators=[MustBeFilled()]
    )
    vindplaats = word_field(
        _("Waar kwam het naar voren?"),
        Vindplaats,
        {word: word.naam for word in Vindplaats},
        validators=[MustBeFilled()],
    )
    buurtcode = SelectField(_("In welke buurt?"), validators=[MustBeFilled()], validate_choice=False)
    huishoudens = word_field(
        _("Hoeveel huishoudens?"),
        Huishoudens,
        {
            Huishoudens.EEN: _("1"),
            Huishoudens.TWEE_TOT_VIJF: _("2 t/m 5"),
            Huishoudens.ZES_TOT_TIEN: _("6 t/m 10"),
            Huishoudens.MEER: _("meer"),
        },
        default=Huishoudens.EEN,
        validators=[MustBeFilled()],
    )
    zelf_opgelost = word_field(
        _("Is het al opgelost?"),
        JaNee,
        {JaNee.JA: _("ja"), JaNee.NEE: _("nee"), JaNee.ONBEKEND: _("weet ik niet")},
        default=JaNee.ONBEKEND,
        validators=[MustBeFilled()],
    )
    op = DayField(_("Op welke dag?"), validators=[MustBeFilled()])
    tekst = long_text_field(
        _("Wat merkte u?"),
        _("Schrijf niets over één persoon: geen naam, adres, telefoonnummer, geboortedatum of dossiernummer."),
        max_length=MAX_SIGNAAL,
        rows=3,
    )
    uuid = HiddenField()
    team = HiddenField()

    def offer(self, buurten: Iterable[SelectChoice]) -> None:
        self.buurtcode.choices = [SelectChoice("", str(_("Kies een buurt"))), *buurten]
        shown = {choice.value: choice for choice in self.leefgebieden.choices}
        self.leefgebieden.choices = [shown[word] for word in LEEFGEBIEDEN]

    def read(self, gemeente: str) -> SignaalInvoer:
        """As it was typed: the rules are collectief's."""
        return SignaalInvoer(
            gemeente=gemeente,
            buurtcode=self.buurtcode.data or "",
            soort=self.soort.data,
            doelgroep=self.doelgroep.data,
            leefgebieden=frozenset(word for word in self.leefgebieden.data or () if word),
            vindplaats=self.vindplaats.data if self.vindplaats else Vindplaats.PARTNER,
            huishoudens=self.huishoudens.data,
            zelf_opgelost=self.zelf_opgelost.data,
            op=self.op.data,
            tekst=self.tekst.data or "",
            uuid=self.key(),
        )

    def key(self) -> UUID:
        """What the device made; a new one where that cannot be read."""
        try:
            return UUID(self.uuid.data or "")
        except ValueError:
            return uuid4()

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        """Tell each broken rule at its field, with the text as it was looked at."""
        self.tekst.data = tidy_text(self.tekst.data or "")
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))


class PartnerSignaalForm(SignaalForm):
    """The same for a partner; `website` stands there for programs that fill in everything."""

    class Meta:
        csrf = False  # see visitor_forms

    vindplaats = None
    website = StringField(_("Laat dit leeg"), render_kw={"autocomplete": "off", "tabindex": "-1"})

    def is_from_a_program(self) -> bool:
        return bool(self.website.data)


class PartnerForm(FlaskForm):  # type: ignore[misc]
    """For which organisatie a link is made."""

    naam = StringField(
        _("Organisatie"),
        description=_("Bijvoorbeeld een huisarts, school of woningcorporatie. Staat ze al op de kaart? Kies haar dan."),
        validators=[MustBeFilled()],
        render_kw={"maxlength": MAX_NAAM, "list": "organisaties", "autocomplete": "off"},
    )
    team = SelectField(_("Voor welk team?"), coerce=int, validate_choice=False)

    def show_problems(self, problems: Iterable[InvalidFieldError]) -> None:
        for problem in problems:
            add_error(self[problem.field], sentence_of(problem))

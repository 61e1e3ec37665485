"""What does somebody see of the patronen, as a list and one by one?"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.errors import UnknownRecordError
from collectief.models import Patroon, Signaal, Team, Voorstel
from collectief.patronen.antwoorden import Antwoord, antwoorden_op, voorstellen_elsewhere
from collectief.patronen.patronen import get_patroon, laatst_gezocht, open_patronen
from collectief.patronen.zichtbaar import Zicht, eigen_signalen, op_voorbeelden, zicht_op
from collectief.tijden.dutch_time import day_of
from collectief.words import JaNee
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from webapp.views.patroon_kaart import Patroonkaart, make_patroonkaart
from webapp.views.patroon_woorden import aantal_in_woorden, keer_in_woorden, titel_in_woorden


class Patroonrij(NamedTuple):
    """A patroon in a list."""

    patroon: Patroon
    zicht: Zicht
    buurten: Sequence[Gebied]
    voorbeeld: bool

    @property
    def titel(self) -> str:
        return titel_in_woorden(self.patroon)

    @property
    def aantal(self) -> str:
        return aantal_in_woorden(self.zicht)

    @property
    def keer(self) -> str:
        return keer_in_woorden(self.zicht)

    @property
    def sinds(self) -> date:
        """When it stood out first: the day of its first signaal would be that of a single one."""
        return day_of(self.patroon.gevonden_op)


class Patronenlijst(NamedTuple):
    """`eigen` touch the buurten of the viewer; who is of no team has only `elders`."""

    naam: str
    eigen: Sequence[Patroonrij]
    elders: Sequence[Patroonrij]
    gezocht_op: datetime | None
    gebiedenset: Gebiedenset


class Patroonpagina(NamedTuple):
    rij: Patroonrij
    antwoorden: Sequence[Antwoord]
    elders: Sequence[Voorstel]
    signalen: Sequence[Signaal]
    gebiedenset: Gebiedenset
    kaart: Patroonkaart | None

    @property
    def passend(self) -> list[Antwoord]:
        return [one for one in self.antwoorden if one.past == JaNee.JA]

    @property
    def misschien(self) -> list[Antwoord]:
        return [one for one in self.antwoorden if one.past == JaNee.ONBEKEND]

    @property
    def niet_passend(self) -> list[Antwoord]:
        return [one for one in self.antwoorden if one.past == JaNee.NEE and not one.met_indicatie]

    @property
    def met_indicatie(self) -> list[Antwoord]:
        return [one for one in self.antwoorden if one.met_indicatie]

    @property
    def vindplaatsen(self) -> list[tuple[str, int]]:
        return _counted(one.vindplaats.naam for one in self.signalen)

    @property
    def soorten(self) -> list[tuple[str, int]]:
        return _counted(one.soort.naam for one in self.signalen)


def make_patronenlijst(
    session: Session, gebiedenset: Gebiedenset, *, naam: str, team: Team | None, buurten: Set[str]
) -> Patronenlijst:
    gemeente = gebiedenset.gemeente.code
    rows = _make_rows(session, gebiedenset, open_patronen(session, gemeente=gemeente), team=team)
    eigen = [rij for rij in rows if set(rij.patroon.buurtcodes) & buurten]
    elders = [rij for rij in rows if rij not in eigen]
    return Patronenlijst(naam, eigen, elders, laatst_gezocht(session, gemeente=gemeente), gebiedenset)


def make_patroonpagina(
    session: Session, gebiedenset: Gebiedenset, patroon_id: int, *, team: Team | None, op: date
) -> Patroonpagina:
    """Raises UnknownRecordError as get_visible_patroon does."""
    patroon = get_visible_patroon(session, gebiedenset, patroon_id, team=team)
    (rij,) = _make_rows(session, gebiedenset, [patroon], team=team)
    return Patroonpagina(
        rij=rij,
        antwoorden=antwoorden_op(session, gebiedenset, patroon, huishoudens=rij.zicht.huishoudens, op=op),
        elders=voorstellen_elsewhere(session, patroon),
        signalen=eigen_signalen(session, patroon, team=team) if team else [],
        gebiedenset=gebiedenset,
        kaart=make_patroonkaart(gebiedenset, rij.buurten),
    )


def get_visible_patroon(session: Session, gebiedenset: Gebiedenset, patroon_id: int, *, team: Team | None) -> Patroon:
    """Raises UnknownRecordError for a patroon of another gemeente, and for one that the team may not know of, too."""
    patroon = get_patroon(session, patroon_id)
    if patroon.gemeente != gebiedenset.gemeente.code:
        raise UnknownRecordError(f"patroon {patroon_id}")
    if not _make_rows(session, gebiedenset, [patroon], team=team):
        raise UnknownRecordError(f"patroon {patroon_id}")
    return patroon


def claims_of(antwoord: Antwoord) -> list[tuple[str, JaNee, str]]:
    """What was looked at: its name, whether it holds, and that in words."""
    aanbod = antwoord.aanbod
    return [
        (_("Doelgroep"), antwoord.doelgroep, _say(antwoord.doelgroep, _("past"), _("is een andere"), "")),
        (
            _("Openingstijden"),
            antwoord.uren,
            _say(antwoord.uren, _("bekend"), _("tijdelijk gesloten"), _("niet bekend")),
        ),
        (
            _("Capaciteit"),
            antwoord.capaciteit,
            _("niet bekend") if aanbod.capaciteit is None else _("%(num)s plaatsen", num=aanbod.capaciteit),
        ),
        (
            _("Controle"),
            antwoord.versheid,
            _say(antwoord.versheid, _("klopte bij de laatste controle"), _("niet meer gecontroleerd"), _("moet nog")),
        ),
    ]


def _say(claim: JaNee, ja: str, nee: str, onbekend: str) -> str:
    return {JaNee.JA: ja, JaNee.NEE: nee, JaNee.ONBEKEND: onbekend}[claim]


def _make_rows(
    session: Session, gebiedenset: Gebiedenset, patronen: Sequence[Patroon], *, team: Team | None
) -> list[Patroonrij]:
    """Of those that the team may know of."""
    zicht = zicht_op(session, patronen, team=team, k=gebiedenset.gemeente.tellingen_k)
    seen = [one for one in patronen if zicht[one.id].is_zichtbaar]
    made_up = op_voorbeelden(session, seen)
    return [Patroonrij(one, zicht[one.id], _buurten(gebiedenset, one), one.id in made_up) for one in seen]


def _buurten(gebiedenset: Gebiedenset, patroon: Patroon) -> list[Gebied]:
    """Those that the gebiedenset still knows, by name."""
    known = (gebiedenset.find_gebied(code) for code in patroon.buurtcodes)
    return sorted((gebied for gebied in known if gebied), key=lambda gebied: gebied.naam)


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))

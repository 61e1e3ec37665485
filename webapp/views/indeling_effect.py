"""What does a proposed division of the buurten do to the people, the area and the figures of each team?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from collectief.models import Team
from geo.cijfers import Cijfer
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import Bron, Indicator
from geo.kerncijfers import Status
from geo.profiel import Profiel, make_profiel
from geo.profieltaart import heeft_profieltaart, make_taartje
from geo.vergelijking import Zekerheid, make_verschil
from webapp.show import getal
from webapp.views.cijfers import in_eenheid, make_row

INWONERS = "inwoners"
KERN = (
    INWONERS,
    "huishoudens",
    "inwoners_per_km2",
    "pct_0_14",
    "pct_65_plus",
    "pct_eenpersoonshuishoudens",
    "woningen",
    "pct_koopwoningen",
    "pct_corporatiewoningen",
    "pct_personen_laagste_40_inkomen",
    "pct_nettoarbeidsparticipatie",
    "pct_bijstand",
    "pct_jeugdzorg",
    "pct_wmo",
)
ZEKERHEID_WORDS = {
    Zekerheid.AFRONDING: lazy_gettext("valt binnen de marge"),
    Zekerheid.KLEIN_AANTAL: lazy_gettext("klein aantal, wees voorzichtig"),
}
TAARTJE_PX = 140


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One figure before and after, ready to read; `zekerheid` is empty where there is nothing to doubt.

    `indicator` is its code, and empty for what we count ourselves.
    """

    naam: str
    nu: str
    straks: str
    verschil: str
    nu_status: str = ""
    straks_status: str = ""
    zekerheid: str = ""
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class Teameffect:
    """What happens to one team: how many buurten and people, and for a team that changes its figures."""

    team: Team
    erbij: Sequence[Gebied]
    eraf: Sequence[Gebied]
    buurten: Regel
    inwoners: Regel
    oppervlakte: Regel
    cijfers: Sequence[Regel]
    taartjes: Sequence[tuple[str, Markup]]

    @property
    def is_changed(self) -> bool:
        return bool(self.erbij or self.eraf)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a division does to all teams; `moved` counts the buurten that get another team."""

    teams: Sequence[Teameffect]
    moved: int
    jaar: int | None
    bronnen: Sequence[Bron]

    @property
    def changed(self) -> list[Teameffect]:
        return [one for one in self.teams if one.is_changed]


def make_effect(
    gebiedenset: Gebiedenset, teams: Sequence[Team], *, before: Mapping[str, Team], after: Mapping[str, str]
) -> Effect:
    """Hold what is proposed (buurt to the slug of its team) against what holds on that day."""
    known = gebiedenset.buurten_of(gebiedenset.gemeente.code)
    old = {code: team.slug for code, team in before.items() if code in known}
    made = [_make_teameffect(gebiedenset, team, *(_served(team, one) for one in (old, after))) for team in teams]
    stad = make_profiel(gebiedenset, gebiedenset.get_gebied(gebiedenset.gemeente.code))
    return Effect(
        teams=made,
        moved=sum(old.get(code) != after.get(code) for code in known if after.get(code)),
        jaar=stad.jaar,
        bronnen=_bronnen(stad),
    )


def _served(team: Team, division: Mapping[str, str]) -> frozenset[str]:
    return frozenset(code for code, slug in division.items() if slug == team.slug)


def _bronnen(stad: Profiel) -> list[Bron]:
    return list(dict.fromkeys(cijfer.bron for cijfer in stad.cijfers if cijfer.indicator.code in KERN))


def _make_teameffect(gebiedenset: Gebiedenset, team: Team, before: frozenset[str], after: frozenset[str]) -> Teameffect:
    nu = make_teamprofiel(gebiedenset, team, before)
    straks = nu if before == after else make_teamprofiel(gebiedenset, team, after, code=f"{team.slug}-straks")
    km2 = partial(_oppervlakte_km2, gebiedenset)
    return Teameffect(
        team=team,
        erbij=[gebiedenset.get_gebied(code) for code in sorted(after - before)],
        eraf=[gebiedenset.get_gebied(code) for code in sorted(before - after)],
        buurten=_regel_of_numbers(_("Buurten"), len(before), len(after)),
        inwoners=_regel_of(INWONERS, nu, straks) or _unknown(_("Inwoners")),
        oppervlakte=_regel_of_numbers(_("Oppervlakte in km²"), km2(before), km2(after), decimalen=2),
        cijfers=[] if before == after else [regel for code in KERN if (regel := _regel_of(code, nu, straks))],
        taartjes=[] if before == after else _taartjes(gebiedenset, {_("Nu"): nu, _("Straks"): straks}),
    )


def make_teamprofiel(gebiedenset: Gebiedenset, team: Team, buurten: frozenset[str], *, code: str = "") -> Profiel:
    """The figures that a team has with these buurten."""
    gebied = Gebied(code=code or team.slug, naam=team.naam, soort=Soort.TEAMGEBIED, gemeente=team.gemeente)
    return make_profiel(gebiedenset, gebied, buurten=buurten)


def _oppervlakte_km2(gebiedenset: Gebiedenset, buurten: frozenset[str]) -> float:
    return sum(gebiedenset.oppervlakte_km2(code) for code in buurten)


def _taartjes(gebiedenset: Gebiedenset, profielen: Mapping[str, Profiel]) -> list[tuple[str, Markup]]:
    stad = make_profiel(gebiedenset, gebiedenset.get_gebied(gebiedenset.gemeente.code))
    return [
        (when, Markup(make_taartje(profiel, stad=stad, grootte_px=TAARTJE_PX)))  # noqa: S704 - drawn by us
        for when, profiel in profielen.items()
        if heeft_profieltaart(profiel)
    ]


def _regel_of(code: str, nu: Profiel, straks: Profiel) -> Regel | None:
    """A figure of which anything is known, before or after."""
    old, new = nu.find_cijfer(code), straks.find_cijfer(code)
    shown = new or old
    if shown is None:
        return None
    verschil = make_verschil(new, old)
    said = "" if verschil.waarde is None else _signed(verschil.waarde, shown.indicator, verschil.decimalen)
    return Regel(
        naam=shown.indicator.naam,
        nu=_said(old),
        nu_status=_status(old),
        straks=_said(new),
        straks_status=_status(new),
        verschil=said,
        zekerheid=str(ZEKERHEID_WORDS.get(verschil.zekerheid, "")) if said not in ("", _("gelijk")) else "",
        indicator=code,
    )


def _said(cijfer: Cijfer | None) -> str:
    """A team without buurten has no figures at all, which is not the same as figures that are not known."""
    return in_eenheid(cijfer.waarde, cijfer.indicator, cijfer.decimalen) if cijfer else _("geen buurten")


def _status(cijfer: Cijfer | None) -> str:
    if cijfer is None or cijfer.status is Status.WAARDE:
        return ""
    row = make_row(cijfer, None)
    return ", ".join(said for said in (row.status, row.grenzen) if said)


def _signed(verschil: float, indicator: Indicator, decimalen: int) -> str:
    said = in_eenheid(abs(verschil), indicator, decimalen)
    if said.endswith("%"):
        said = _("%(getal)s procentpunt", getal=said.removesuffix("%"))
    return _sign(verschil) + said if verschil else _("gelijk")


def _regel_of_numbers(naam: str, nu: float, straks: float, *, decimalen: int = 0) -> Regel:
    verschil = round(round(straks, decimalen) - round(nu, decimalen), decimalen)  # of the numbers as they are read
    said = _sign(verschil) + getal(abs(verschil), decimalen) if verschil else _("gelijk")
    return Regel(naam=naam, nu=getal(nu, decimalen), straks=getal(straks, decimalen), verschil=said)


def _unknown(naam: str) -> Regel:
    unknown = _("onbekend")
    return Regel(naam=naam, nu=unknown, straks=unknown, verschil="")


def _sign(verschil: float) -> str:
    return "+" if verschil > 0 else "−"  # noqa: RUF001 - a true minus

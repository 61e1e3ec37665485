"""How many huishoudens were signalled, as far as others than the team may know: which table does somebody ask for?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from flask import request
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.models import Vrijgave
from collectief.tellingen.kwartalen import Kwartaal, kwartaal_of
from collectief.tellingen.optellen import Plek, totals_of
from collectief.tellingen.vrijgaven import tellingen_of, vrijgaven_of
from collectief.words import Leefgebied
from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from webapp.errors import BadRequestParameter
from webapp.views.keuzes import Option


class Kolom(NamedTuple):
    """What a column counts: `maand` None is the whole kwartaal, `leefgebied` None all of them."""

    naam: str
    maand: date | None
    leefgebied: Leefgebied | None


class Rij(NamedTuple):
    """A value of None is too little to tell, or nothing."""

    gebied: Gebied
    waarden: Sequence[int | None]


@dataclass(frozen=True, kw_only=True)
class Tellingen:
    """What was told of one kwartaal of a gemeente, and which part of it somebody asked for."""

    gebiedenset: Gebiedenset
    vrijgaven: Sequence[Vrijgave]
    vrijgave: Vrijgave
    totals: Mapping[Plek, int]
    wijk: Gebied | None
    leefgebied: Leefgebied | None

    @property
    def kwartaal(self) -> Kwartaal:
        return kwartaal_of(self.vrijgave.vanaf)

    @property
    def periode(self) -> str:
        return periode_in_woorden(self.vrijgave)

    @cached_property
    def kolommen(self) -> list[Kolom]:
        """Months of one leefgebied, or the leefgebieden of which something is told in these rows."""
        if self.leefgebied:
            return [*self._maanden(self.leefgebied), Kolom(_("Kwartaal"), None, self.leefgebied)]
        kolommen = [Kolom(word.naam, None, word) for word in Leefgebied if word not in self.zonder]
        return [*kolommen, Kolom(_("Alle leefgebieden"), None, None)]

    @cached_property
    def zonder(self) -> list[Leefgebied]:
        """The leefgebieden of which nothing can be told in any of these rows."""
        codes = [gebied.code for gebied in self.gebieden]
        return [word for word in Leefgebied if not any((code, None, word) in self.totals for code in codes)]

    @cached_property
    def gebieden(self) -> list[Gebied]:
        """Of the gemeente all wijken, of a wijk all buurten; the whole goes first."""
        if self.wijk:
            return [self.wijk, *(one for one in self.gebiedenset.gebieden(Soort.BUURT) if one.wijk == self.wijk.code)]
        whole = self.gebiedenset.get_gebied(self.gebiedenset.gemeente.code)
        return [whole, *self.gebiedenset.gebieden(Soort.WIJK)]

    @property
    def rijen(self) -> list[Rij]:
        return [
            Rij(gebied, [self.totals.get((gebied.code, one.maand, one.leefgebied)) for one in self.kolommen])
            for gebied in self.gebieden
        ]

    def in_url(self, **changes: str) -> dict[str, str]:
        asked = {
            "periode": periode_in_url(self.vrijgave),
            "wijk": self.wijk.code if self.wijk else "",
            "leefgebied": self.leefgebied or "",
        }
        return {name: value for name, value in (asked | changes).items() if value}

    def _maanden(self, leefgebied: Leefgebied) -> list[Kolom]:
        return [Kolom(str(format_date(one, "MMMM")), one, leefgebied) for one in self.kwartaal.maanden]


class Keuzelijsten(NamedTuple):
    perioden: Sequence[Option]
    wijken: Sequence[Option]
    leefgebieden: Sequence[Option]


def find_tellingen(session: Session, gebiedenset: Gebiedenset) -> Tellingen | None:
    """What the URL asks for, of the latest kwartaal unless it names another; None as long as nothing was told."""
    vrijgaven = vrijgaven_of(session, gemeente=gebiedenset.gemeente.code)
    by_name = {periode_in_url(one): one for one in vrijgaven}
    wijken = {one.code: one for one in gebiedenset.gebieden(Soort.WIJK)}
    periode = _read_one_of("periode", by_name)
    wijk = _read_one_of("wijk", wijken)
    leefgebied = _read_one_of("leefgebied", {word.value: word for word in Leefgebied})
    if not vrijgaven:
        return None
    vrijgave = periode or vrijgaven[0]
    return Tellingen(
        gebiedenset=gebiedenset,
        vrijgaven=vrijgaven,
        vrijgave=vrijgave,
        totals=totals_of(tellingen_of(session, vrijgave)),
        wijk=wijk,
        leefgebied=leefgebied,
    )


def make_keuzelijsten(tellingen: Tellingen) -> Keuzelijsten:
    wijken = tellingen.gebiedenset.gebieden(Soort.WIJK)
    return Keuzelijsten(
        perioden=[
            Option(periode_in_url(one), periode_in_woorden(one), one is tellingen.vrijgave)
            for one in tellingen.vrijgaven
        ],
        wijken=[
            Option("", _("Alle wijken"), tellingen.wijk is None),
            *(Option(one.code, one.naam, one is tellingen.wijk) for one in wijken),
        ],
        leefgebieden=[
            Option("", _("Alle leefgebieden naast elkaar"), tellingen.leefgebied is None),
            *(Option(word, word.naam, word == tellingen.leefgebied) for word in Leefgebied),
        ],
    )


def periode_in_url(vrijgave: Vrijgave) -> str:
    """2026-1 is the first kwartaal of 2026."""
    kwartaal = kwartaal_of(vrijgave.vanaf)
    return f"{kwartaal.jaar}-{kwartaal.nummer}"


def periode_in_woorden(vrijgave: Vrijgave) -> str:
    begin, end = (format_date(day, "MMMM") for day in (vrijgave.vanaf, vrijgave.tot_en_met))
    return _("%(begin)s tot en met %(eind)s %(jaar)s", begin=begin, eind=end, jaar=vrijgave.vanaf.year)


def _read_one_of(name: str, known: Mapping[str, Any]) -> Any:
    """None where nothing was asked for."""
    given = request.args.get(name, "")
    if given and given not in known:
        raise BadRequestParameter(name, _("%(name)s kan dit niet zijn. Kies uit de lijst.", name=name))
    return known.get(given)

"""What does a visitor look for: which words, filters and place stand in the URL?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from collectief.spatial import Punt
from collectief.zoeken.facetten import Filters
from collectief.zoeken.synoniemen import find_synoniemen
from collectief.zoeken.zoekbeeld import KEUZES
from collectief.zoeken.zoeken import Volgorde, Zoekresultaat, Zoekvraag, zoek
from geo.gebieden import Soort
from webapp.context import now, session, zoekgeheugen
from webapp.errors import BadRequestParameter
from webapp.gebied import Gevonden
from webapp.params import Bbox, read_bbox, read_gebied, read_nabij, read_text, read_words

MAX_STRAAL_M = 50_000
MAX_PAGINA_DIGITS = 5
NU = "nu"
# What the map and the API answer by their quick way; anything else is looked up in the search index.
BY_DATABASE = ("bbox", "gebied", "soort", "leefgebied")
PARAMETERS = ("q", *KEUZES, "open", "gebied", "nabij", "straal", "bbox")


class Gevraagd(NamedTuple):
    """The question in the URL; `in_url` has its parameters in one order, so that one question has one address."""

    q: str
    keuzes: Mapping[str, frozenset[Any]]
    open_nu: bool
    gebied: Gevonden | None
    nabij: Punt | None
    straal_m: int | None
    box: Bbox | None

    def in_url(self, **other: Any) -> dict[str, Any]:
        """With `other` in place of what was asked; None and nothing leave a parameter out."""
        asked: dict[str, Any] = {
            "q": self.q,
            **{keuze: sorted(words) for keuze, words in self.keuzes.items()},
            "open": NU if self.open_nu else None,
            "gebied": self.gebied.gebied.code if self.gebied else None,
            "nabij": request.args.get("nabij") if self.nabij else None,
            "straal": self.straal_m,
        }
        return {name: value for name, value in (asked | other).items() if value}

    def as_vraag(self, *, moment: datetime, volgorde: Volgorde = Volgorde.BESTE) -> Zoekvraag:
        return Zoekvraag(
            q=self.q,
            filters=Filters(
                gemeente=self.gemeente,
                keuzes=self.keuzes,
                open_op=moment if self.open_nu else None,
                buurten=self.buurten,
                box=self.box.in_rd() if self.box else None,
                nabij=self.nabij,
                straal_m=self.straal_m,
            ),
            volgorde=volgorde,
            midden=_midden(self.gebied) if self.gebied and self.buurten is not None else None,
        )

    @property
    def gemeente(self) -> str | None:
        if self.gebied is None or self.gebied.gebied.soort is Soort.LAND:
            return None
        return self.gebied.gebied.gemeente

    @property
    def buurten(self) -> frozenset[str] | None:
        """None for a whole gemeente: that also has what is nowhere to be seen on its map."""
        if self.gebied is None or self.gebied.gebied.soort in (Soort.LAND, Soort.GEMEENTE):
            return None
        return self.gebied.buurten


def needs_index() -> bool:
    """Whether the URL asks for more than the quick way of the map knows."""
    return any(request.args.get(name) for name in PARAMETERS if name not in BY_DATABASE)


def read_gevraagd() -> Gevraagd:
    """Raises BadRequestParameter with the name of what cannot be read."""
    nabij = read_nabij()
    return Gevraagd(
        q=read_text("q"),
        keuzes={keuze: read_words(keuze, words) for keuze, words in KEUZES.items()},
        open_nu=read_open(),
        gebied=read_gebied(),
        nabij=nabij,
        straal_m=_read_straal(has_place=nabij is not None),
        box=read_bbox(),
    )


def read_volgorde() -> Volgorde:
    return next(iter(read_words("sorteer", Volgorde)), Volgorde.BESTE)


def read_pagina() -> int:
    """Which page of a list, from 1."""
    text = read_text("pagina") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_PAGINA_DIGITS and int(text) >= 1):
        raise BadRequestParameter("pagina", _("pagina moet een getal zijn vanaf 1."))
    return int(text)


def find(gevraagd: Gevraagd, *, volgorde: Volgorde = Volgorde.BESTE) -> Zoekresultaat:
    """All that answers it at this moment."""
    vraag, moment = gevraagd.as_vraag(moment=now(), volgorde=volgorde), now()
    synoniemen = find_synoniemen(session(), gevraagd.gemeente)
    return zoek(session(), zoekgeheugen(), vraag, synoniemen=synoniemen, now=moment)


def read_open() -> bool:
    text = read_text("open")
    if text not in ("", NU):
        raise BadRequestParameter("open", _("open kan alleen nu zijn: open=nu."))
    return text == NU


def _read_straal(*, has_place: bool) -> int | None:
    text = read_text("straal")
    if not text:
        return None
    if not has_place:
        raise BadRequestParameter("straal", _("straal kan alleen samen met nabij."))
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) <= MAX_STRAAL_M):
        raise BadRequestParameter(
            "straal", _("straal moet een aantal meters zijn: 1 tot en met %(m)s.", m=MAX_STRAAL_M)
        )
    return int(text)


def _midden(found: Gevonden) -> Punt | None:
    """Somewhere in the middle of its buurten."""
    buurten = found.gebiedenset.grenzen.geometry.reindex(sorted(found.buurten)).dropna().representative_point()
    return Punt(float(buurten.x.mean()), float(buurten.y.mean())) if len(buurten) else None

"""What does the page of a map of figures say and offer?"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import Bron
from geo.kaart_legend import Vulling, draw_patterns
from geo.profiel import default_referentie
from webapp.text import plain
from webapp.views.grenzen import doubts_of_division
from webapp.views.kaart_cijfers import Ingedeeld, deel_in
from webapp.views.kaart_keuzes import MEERVOUD, Keuze, make_indeling, make_keuzes
from webapp.views.kaart_vraag import Niveau, Volgorde, Vraag
from webapp.views.keuzes import vergeleken_met

BEST_KNOWN = "inwoners"
PREFIX = "wijkbeeld-kaart"  # of what a picture defines for itself


class Uitweg(NamedTuple):
    """A map that does have figures."""

    tekst: str
    url: str


class Leeg(NamedTuple):
    """Why there is nothing to show, and where there is."""

    reden: str
    uitwegen: Sequence[Uitweg]


class Cijferkaart(NamedTuple):
    """All that the page shows; `leeg` is there instead of a map."""

    vraag: Vraag
    ingedeeld: Ingedeeld
    titel: str
    eenheid: str
    bron: str
    kanttekeningen: Sequence[str]
    keuzes: Sequence[Keuze]
    indeling: Sequence[Keuze]
    leeg: Leeg | None

    @property
    def bestandsnaam(self) -> str:
        """What a file of it is called, without its extension."""
        vraag = self.vraag
        parts = ["kaart", vraag.indicator.code, vraag.niveau, plain(vraag.binnen.naam).replace(" ", "-"), vraag.jaar]
        return "-".join(str(part) for part in parts if part)

    def url(self, endpoint: str, **other: Any) -> str:
        return url_for(endpoint, **(self.vraag.in_url() | other))

    @property
    def patronen(self) -> Markup:
        """The hatching and dots that its fills speak of."""
        return Markup(draw_patterns(self.ingedeeld.kleuren, prefix=PREFIX))  # noqa: S704 - holds colours only

    def vulling(self, vulling: Vulling) -> str:
        """A fill as SVG has it."""
        return vulling.as_paint(self.ingedeeld.kleuren, prefix=PREFIX)

    def describe(self) -> str:
        """The picture in a sentence, for who does not see it: all its figures stand in the table."""
        klassen = "; ".join(row.tekst for row in self.ingedeeld.legenda)
        return _(
            "Kaart: %(titel)s. De klassen: %(klassen)s. Alle cijfers staan in de tabel.",
            titel=self.titel,
            klassen=klassen,
        )


def make_cijferkaart(session: Session, vraag: Vraag) -> Cijferkaart:
    ingedeeld = deel_in(session, vraag)
    return Cijferkaart(
        vraag=vraag,
        ingedeeld=ingedeeld,
        titel=make_titel(vraag),
        eenheid=_eenheid(vraag),
        bron=make_bron(vraag, ingedeeld),
        kanttekeningen=list(_kanttekeningen(session, vraag)),
        keuzes=make_keuzes(session, vraag),
        indeling=make_indeling(vraag),
        leeg=None if ingedeeld.is_bekend else _leeg(session, vraag, ingedeeld),
    )


def first_question(gebiedenset: Gebiedenset) -> dict[str, str]:
    """The map of figures to begin with."""
    return {"indicator": BEST_KNOWN, "gebied": gebiedenset.gemeente.code}


def make_titel(vraag: Vraag) -> str:
    parts = {
        "indicator": vraag.indicator.naam,
        "niveau": vraag.niveau.value,
        "gemeente": vraag.binnen.naam,
        "jaar": vraag.jaar or "",
    }
    if vraag.is_score:
        return _("%(indicator)s per %(niveau)s in %(gemeente)s, %(jaar)s: de score", **parts)
    return _("%(indicator)s per %(niveau)s in %(gemeente)s, %(jaar)s", **parts).rstrip(", ")


def _eenheid(vraag: Vraag) -> str:
    if vraag.is_score:
        return _("Een score van 0 tot 100, vergeleken met %(met)s. Hoger is gunstiger.", met=_vergeleken_met(vraag))
    return vraag.indicator.uitleg


def _vergeleken_met(vraag: Vraag) -> str:
    known = vraag.gebiedenset
    referentie = known.referenties.get(default_referentie(known, jaar=vraag.jaar))
    return vergeleken_met(referentie, known.gemeente) if referentie else _("onbekend")


def make_bron(vraag: Vraag, ingedeeld: Ingedeeld) -> str:
    """Where figures and boundaries come from, in one line."""
    gemeente = vraag.gebiedenset.gemeente
    bronnen = dict.fromkeys(cijfer.bron for cijfer in ingedeeld.cijfers)
    said = [
        _("%(naam)s, tabel %(tabel)s (%(licentie)s)", naam=b.naam, tabel=b.tabel, licentie=b.licentie) for b in bronnen
    ]
    parts = {"cijfers": "; ".join(said) or _("geen"), "grenzen": gemeente.grenzen_bron, "jaar": gemeente.grenzen_jaar}
    return _("Bron van de cijfers: %(cijfers)s. Grenzen van %(jaar)s: %(grenzen)s.", **parts)


def _in_words(bron: Bron) -> str:
    return _("%(naam)s, tabel %(tabel)s (%(licentie)s)", naam=bron.naam, tabel=bron.tabel, licentie=bron.licentie)


def _kanttekeningen(session: Session, vraag: Vraag) -> Iterator[str]:
    gemeente = vraag.gebiedenset.gemeente
    if vraag.jaar not in (None, gemeente.grenzen_jaar):
        years = {"jaar": vraag.jaar, "grenzen": gemeente.grenzen_jaar}
        yield _("De cijfers zijn van %(jaar)s, de grenzen van wijken en buurten van %(grenzen)s.", **years)
    if gemeente.grenzen_soort == "schets":
        yield _("De grenzen zijn een schets: ze kunnen %(m)s meter afwijken.", m=gemeente.grenzen_marge_m)
    doubts = doubts_of_division(session, gemeente) if vraag.niveau is Soort.TEAMGEBIED else ""
    if doubts:
        yield doubts


def _leeg(session: Session, vraag: Vraag, ingedeeld: Ingedeeld) -> Leeg:
    gemeente, jaren = vraag.binnen.naam, vraag.gebiedenset.jaren()
    names = {"naam": vraag.indicator.naam, "soort": MEERVOUD[vraag.niveau], "gemeente": gemeente, "jaar": vraag.jaar}
    if not jaren:
        return Leeg(
            _("Van %(gemeente)s zijn nog geen cijfers ingelezen. De beheerder van deze website kan dat doen.", **names),
            [],
        )
    if vraag.jaar not in jaren:
        uitwegen = [_uitweg(vraag._replace(jaar=jaar)) for jaar in reversed(jaren)]
        return Leeg(_("Van %(gemeente)s zijn er geen cijfers van %(jaar)s.", **names), uitwegen)
    if not ingedeeld.rijen:
        return Leeg(_("Van %(gemeente)s kennen we geen %(soort)s.", **names), list(_other_niveaus(session, vraag)))
    reason = _("Van de %(soort)s van %(gemeente)s is het cijfer “%(naam)s” van %(jaar)s niet gepubliceerd.", **names)
    return Leeg(reason, [*_other_niveaus(session, vraag), *_other_jaren(session, vraag)])


def _other_niveaus(session: Session, vraag: Vraag) -> Iterator[Uitweg]:
    others = (vraag._replace(niveau=Soort(niveau)) for niveau in Niveau if niveau.value != vraag.niveau.value)
    return (_uitweg(other) for other in others if deel_in(session, other).is_bekend)


def _other_jaren(session: Session, vraag: Vraag) -> Iterator[Uitweg]:
    others = (vraag._replace(jaar=jaar) for jaar in reversed(vraag.gebiedenset.jaren()) if jaar != vraag.jaar)
    return (_uitweg(other) for other in others if deel_in(session, other).is_bekend)


def _uitweg(vraag: Vraag) -> Uitweg:
    return Uitweg(make_titel(vraag), url_for("kaart.kaart", **vraag.in_url()))


def other_order(vraag: Vraag) -> dict[Volgorde, str]:
    """Per column that can be sorted by, the address that does so."""
    return {
        order: url_for("kaart.kaart", **vraag._replace(volgorde=order).in_url(), _anchor="tabel") for order in Volgorde
    }

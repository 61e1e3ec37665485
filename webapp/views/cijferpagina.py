"""What must be known of one figure to defend it: what it is, how it came to be, and from where?"""

from typing import NamedTuple

from flask_babel import gettext as _

from geo.cijfers import Cijfer
from geo.gebieden import Gebied
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import Indicator
from geo.profiel import Profiel
from webapp.gebied import Gevonden, profiel_of, stad_of
from webapp.views.cijfers import CijferRow, make_row


class Cijferpagina(NamedTuple):
    """All that the page of a figure shows; `van` is the gebied that it is of, which may have lent it to `gebied`."""

    gebiedenset: Gebiedenset
    gebied: Gebied
    van: Gebied
    row: CijferRow
    teller: Indicator | None
    noemer: Indicator | None

    @property
    def titel(self) -> str:
        cijfer = self.row.cijfer
        known = {"cijfer": cijfer.indicator.naam, "gebied": self.gebied.naam, "jaar": cijfer.jaar}
        return _("%(cijfer)s: %(gebied)s, %(jaar)s", **known)


def find_cijferpagina(found: Gevonden, indicator: str) -> Cijferpagina | None:
    """None where the gebied has no such figure."""
    profiel, stad = profiel_of(found), stad_of(found)
    cijfer = _find_cijfer(profiel, indicator)
    if cijfer is None:
        return None
    noemer = cijfer.noemer_indicator
    return Cijferpagina(
        gebiedenset=found.gebiedenset,
        gebied=found.gebied,
        van=profiel.cijfers_van or found.gebied,
        row=make_row(cijfer, _find_cijfer(stad, indicator)),
        teller=_find_indicator(profiel, cijfer.indicator.teller),
        noemer=_find_indicator(profiel, noemer.code if noemer else None),
    )


def _find_cijfer(profiel: Profiel | None, indicator: str | None) -> Cijfer | None:
    cijfers = profiel.cijfers if profiel else ()
    return next((cijfer for cijfer in cijfers if cijfer.indicator.code == indicator), None)


def _find_indicator(profiel: Profiel, code: str | None) -> Indicator | None:
    """What a teller or noemer is, where it is a figure that can be opened itself."""
    cijfer = _find_cijfer(profiel, code)
    return cijfer.indicator if cijfer else None

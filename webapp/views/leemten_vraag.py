"""What is asked of the leemten of a gemeente? All of it stands in the address, so that it can be kept and sent on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_babel import gettext as _

from collectief.leemten.opstellen import USUAL_M, Opzet
from collectief.words import Leefgebied
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.toegang import Verval
from webapp.errors import BadRequestParameter
from webapp.numbers import small_int

AFSTANDEN_M = (800, 1200, 2000)
SOORTEN = (Soort.WIJK, Soort.BUURT)
MET, ZONDER = "met", "zonder"
USUAL_LEEFGEBIED = Leefgebied.FINANCIEN


@dataclass(frozen=True, kw_only=True)
class Leemtevraag:
    """How leemten are made, which leefgebied the map shows, from which row on, and which aanbod ends (None: none)."""

    gebiedenset: Gebiedenset
    opzet: Opzet
    leefgebied: Leefgebied = USUAL_LEEFGEBIED
    vanaf: int = 0
    stopt: int | None = None

    def in_url(self, **others: Any) -> dict[str, Any]:
        """The parameters of its address, or of one that differs in `others`; what is usual is left out."""
        asked, usual = replace(self, **others), Opzet()
        return {
            "soort": asked.opzet.soort.value if asked.opzet.soort is not usual.soort else None,
            "afstand": asked.opzet.afstand_m if asked.opzet.afstand_m != USUAL_M else None,
            "verval": asked.opzet.verval.value if asked.opzet.verval is not usual.verval else None,
            "signalen": MET if asked.opzet.met_signalen else None,
            "leefgebied": asked.leefgebied.value if asked.leefgebied is not USUAL_LEEFGEBIED else None,
            "vanaf": asked.vanaf or None,
            "stopt": asked.stopt,
        }

    def of_cel(self) -> dict[str, Any]:
        """What a page of one cell keeps."""
        found = self.in_url(vanaf=0, stopt=None)
        return {name: found[name] for name in ("afstand", "verval", "signalen")}


def read_leemtevraag(gebiedenset: Gebiedenset, *, soort: Soort | None = None) -> Leemtevraag:
    """Raises BadRequestParameter for what cannot be asked; `soort` where the address tells it elsewhere."""
    opzet = Opzet(
        soort=soort or Soort(_read_one_of("soort", [one.value for one in SOORTEN], Soort.WIJK.value)),
        afstand_m=int(_read_one_of("afstand", list(map(str, AFSTANDEN_M)), str(USUAL_M))),
        verval=Verval(_read_one_of("verval", list(Verval), Verval.GEEN)),
        met_signalen=_read_one_of("signalen", [ZONDER, MET], ZONDER) == MET,
    )
    return Leemtevraag(
        gebiedenset=gebiedenset,
        opzet=opzet,
        leefgebied=Leefgebied(_read_one_of("leefgebied", list(Leefgebied), USUAL_LEEFGEBIED)),
        vanaf=request.args.get("vanaf", 0, type=small_int),
        stopt=request.args.get("stopt", None, type=small_int),
    )


def _read_one_of(name: str, words: Sequence[str], usual: str) -> str:
    given = request.args.get(name, usual)
    if given not in words:
        known = ", ".join(words)
        raise BadRequestParameter(name, _("%(name)s kan dit niet zijn. Kies uit: %(known)s.", name=name, known=known))
    return given

"""What became of each row of a source, or would become of it?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from collectief.errors import InvalidFieldError
from collectief.words import Uitkomst

SMALL = 10  # of so few entries any number may go
LEAST_SHARE = 0.7  # of what a source told last time: with fewer rows something is wrong with it, most likely


class Regel(NamedTuple):
    """One row: its number in the file (None for an entry that the file is silent about), and what there is to say."""

    rij: int | None
    uitkomst: Uitkomst
    naam: str
    aanbod_id: int | None = None
    meldingen: tuple[InvalidFieldError, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rapport:
    """`vorige` is how many entries the source told of last time; `ontbreekt` are needed fields that no column tells."""

    rijen: int
    regels: Sequence[Regel] = ()
    vorige: int = 0
    ontbreekt: Sequence[str] = ()

    @property
    def has_faults(self) -> bool:
        return bool(self.ontbreekt) or any(regel.uitkomst == Uitkomst.FOUT for regel in self.regels)

    @property
    def is_suspect(self) -> bool:
        """Whether so much is gone that somebody has to look first."""
        return self.vorige >= SMALL and self.rijen < LEAST_SHARE * self.vorige

    def tellingen(self) -> Mapping[Uitkomst, int]:
        """How many rows of each outcome, in the order of the list of words."""
        counts = Counter(regel.uitkomst for regel in self.regels)
        return {uitkomst: counts[uitkomst] for uitkomst in Uitkomst if counts[uitkomst]}

    def as_dict(self) -> dict[str, Any]:
        return {
            "rijen": self.rijen,
            "vorige": self.vorige,
            "ontbreekt": list(self.ontbreekt),
            "regels": [
                [regel.rij, regel.uitkomst, regel.naam, regel.aanbod_id, [_as_list(one) for one in regel.meldingen]]
                for regel in self.regels
            ],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        regels = [
            Regel(rij, Uitkomst(uitkomst), naam, aanbod_id, tuple(_melding(*one) for one in meldingen))
            for rij, uitkomst, naam, aanbod_id, meldingen in stored["regels"]
        ]
        return cls(rijen=stored["rijen"], vorige=stored["vorige"], ontbreekt=stored["ontbreekt"], regels=regels)


def _as_list(melding: InvalidFieldError) -> list[Any]:
    return [melding.field, melding.rule, melding.limits]


def _melding(field: str, rule: str, limits: Mapping[str, int | str]) -> InvalidFieldError:
    return InvalidFieldError(field, rule, **limits)

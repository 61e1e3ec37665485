"""How much does a figure of one gebied differ from that of another, and how sure is it that they differ at all?"""

from enum import StrEnum
from typing import NamedTuple

from geo.bounds import Interval
from geo.cijfers import Cijfer

_NOISE = 1e-9  # of floating point: bounds that touch must be seen to touch


class Zekerheid(StrEnum):
    """How sure a difference is."""

    ZEKER = "zeker"
    AFRONDING = "afronding"
    KLEIN_AANTAL = "klein_aantal"
    ONVERGELIJKBAAR = "onvergelijkbaar"


class Verschil(NamedTuple):
    """A figure minus the one that it is held against, in the unit of both; None is not known.

    It is that of the two figures as they are shown, with `decimalen`: those of the coarser of the two.
    """

    waarde: float | None
    zekerheid: Zekerheid
    is_ander_jaar: bool
    decimalen: int


def make_verschil(cijfer: Cijfer | None, basis: Cijfer | None) -> Verschil:
    """Hold a figure against another of the same indicator.

    A difference is zeker when all that the one can be lies apart from all that the other can be: rounding, hiding and
    rebuilding cannot explain it. With a klein_aantal it is real, but a few people more or less would change it. With
    afronding both may be the same. Figures of which one is not known are onvergelijkbaar.
    """
    if cijfer is None or basis is None:
        return Verschil(None, Zekerheid.ONVERGELIJKBAAR, is_ander_jaar=False, decimalen=0)
    is_ander_jaar, decimalen = cijfer.jaar != basis.jaar, min(cijfer.decimalen, basis.decimalen)
    if cijfer.waarde is None or basis.waarde is None:
        return Verschil(None, Zekerheid.ONVERGELIJKBAAR, is_ander_jaar, decimalen)
    shown, beside = (round(waarde, one.decimalen) for one, waarde in ((cijfer, cijfer.waarde), (basis, basis.waarde)))
    return Verschil(round(shown - beside, decimalen), _judge(cijfer, basis), is_ander_jaar, decimalen)


def _judge(cijfer: Cijfer, basis: Cijfer) -> Zekerheid:
    one, other = _bereik(cijfer), _bereik(basis)
    if one.low <= other.high + _NOISE and other.low <= one.high + _NOISE:
        return Zekerheid.AFRONDING
    return Zekerheid.KLEIN_AANTAL if cijfer.is_klein_aantal or basis.is_klein_aantal else Zekerheid.ZEKER


def _bereik(cijfer: Cijfer) -> Interval:
    """All that a figure can be; without a bereik it is what it is."""
    waarde = cijfer.waarde or 0.0
    return cijfer.bereik or Interval(waarde, waarde)

"""In which buurt does each locatie lie, now that the boundaries are new?"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session


class RecodeReport(NamedTuple):
    """How many locaties were looked at and moved to another buurt, and the ids of those outside the gemeente."""

    total: int
    moved: int
    outside: Sequence[int]


FindBuurten = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[Any]]


def recode_locaties(session: Session, gemeente: str, find_buurten: FindBuurten) -> RecodeReport:
    """Give every locatie the buurt that holds its point; one that lies outside keeps its old buurt."""
    raise NotImplementedError

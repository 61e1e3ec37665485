"""Is the picture of what can be found, as this process holds it, still true?"""

from collections.abc import Callable
from threading import Lock

from sqlalchemy.orm import Session

from collectief.zoeken.zoekbeeld import Zoekbeeld
from collectief.zoeken.zoekbeeld_lezen import read_stempel, read_zoekbeeld
from geo.schoolvakanties import Vakantiekalender

Kalenders = Callable[[str], Vakantiekalender | None]


class Zoekgeheugen:
    """Keeps the Zoekbeeld of one database, and reads it anew when something was stored since.

    `kalender_of` gives the school holidays of a gemeente, which its hours may tell of.
    """

    def __init__(self, kalender_of: Kalenders = lambda _gemeente: None) -> None:
        self._kalender_of = kalender_of
        self._lock = Lock()
        self._known: tuple[object, Zoekbeeld] | None = None

    def beeld(self, session: Session) -> Zoekbeeld:
        with self._lock:
            stempel = read_stempel(session)
            if self._known is None or self._known[0] != stempel:
                self._known = (stempel, read_zoekbeeld(session, kalender_of=self._kalender_of))
            return self._known[1]

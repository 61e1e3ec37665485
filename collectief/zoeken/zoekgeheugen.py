"""Is the picture of what can be found, as this process holds it, still true?"""

from threading import Lock

from sqlalchemy.orm import Session

from collectief.zoeken.zoekbeeld import Zoekbeeld
from collectief.zoeken.zoekbeeld_lezen import read_stempel, read_zoekbeeld


class Zoekgeheugen:
    """Keeps the Zoekbeeld of one database, and reads it anew when something was stored since."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[object, Zoekbeeld] | None = None

    def beeld(self, session: Session) -> Zoekbeeld:
        with self._lock:
            stempel = read_stempel(session)
            if self._known is None or self._known[0] != stempel:
                self._known = (stempel, read_zoekbeeld(session))
            return self._known[1]

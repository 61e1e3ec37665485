"""How may a count be spoken of that stands in no table, such as that of a patroon or before and after a voorstel?"""

from typing import NamedTuple

# Times k; from one to the next a count is spoken of alike.
_STAPPEN = (1, 2, 4, 10, 20, 40, 100, 200, 400, 1000)


class Marge(NamedTuple):
    """Between which bounds others are told that a count lies: at least `ondergrens`, and fewer than `bovengrens`.

    The count lies `k` or more within both, so that no cell of it is any better known for it: see the package. 0 says
    nothing.
    """

    ondergrens: int
    bovengrens: int

    @property
    def midden(self) -> int:
        """What to reckon with instead of the count: nothing that is reckoned of it tells more than the bounds do."""
        return (self.ondergrens + self.bovengrens) // 2

    @property
    def hoogste(self) -> int:
        """The most that it can be, to who knows the bounds; the count itself where both are it."""
        return max(self.ondergrens, self.bovengrens - 1)


def find_ten_minste(huishoudens: int, *, k: int) -> int | None:
    """Of how many huishoudens, at least, others may be told; None: not even that there are some.

    For "at least k" there must be 2 k of them. `huishoudens` is of all teams, or of those outside the viewer's own:
    either is safe. Whether something is shown at all, such as a patroon that cannot be there with fewer than k, is such
    a statement too.
    """
    return next((stap * k for stap in reversed(_STAPPEN) if stap * k + k <= huishoudens), None)


def make_marge(huishoudens: int, *, k: int) -> Marge:
    """Bounds in steps of 2 k, 4 k apart."""
    ondergrens = max(0, (huishoudens - k) // (2 * k) * 2 * k)
    return Marge(ondergrens, ondergrens + 4 * k)

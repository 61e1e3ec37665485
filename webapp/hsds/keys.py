"""Which UUID does a part have that is no record of ours? The same one for ever."""

from uuid import UUID, uuid5

WIJKBEELD = UUID("6d1f0f3e-5a0f-4bb4-9d0e-3f3a1c2b7e58")  # any, as long as it stays
# Version and variant keep their bits, so that what comes out is as valid as what went in.
_FREE_BITS = UUID("ffffffff-ffff-0fff-3fff-ffffffffffff").int
_PLEK = uuid5(WIJKBEELD, "service_at_location").int & _FREE_BITS


def make_key(*parts: object) -> UUID:
    """That of a part of something: the key of what it belongs to, and its own name."""
    return uuid5(WIJKBEELD, "/".join(map(str, parts)))


def key_of_plek(uuid: UUID) -> UUID:
    """That of an aanbod at its own locatie, from that of the aanbod; and back, so that it can be looked up."""
    return UUID(int=uuid.int ^ _PLEK)

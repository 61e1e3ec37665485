"""What can go wrong in collectief, one class per kind of refusal."""

from collections.abc import Sequence


class CollectiefError(Exception):
    """Base of every error that collectief raises on purpose."""


class UnknownRecordError(CollectiefError):
    """A record that was asked for by id does not exist (or not any more)."""


class UnknownLinkError(CollectiefError):
    """A link from a mail that never was, was used, or is too old: nobody is told which."""


class NotAllowedError(CollectiefError):
    """This gebruiker may not do this to this record."""


class StaleRecordError(CollectiefError):
    """Somebody else saved the record after it was read for this change; nothing is stored."""


class InvalidFieldError(CollectiefError):
    """One field holds something that its rule refuses; `limits` are the numbers and words that the rule names."""

    def __init__(self, field: str, rule: str, **limits: int | str) -> None:
        super().__init__(f"{field}: {rule} {limits or ''}".rstrip())
        self.field = field
        self.rule = rule
        self.limits = limits


class InvalidInvoerError(CollectiefError):
    """What somebody typed breaks rules; holds one `InvalidFieldError` per field, and nothing is stored."""

    def __init__(self, problems: Sequence[InvalidFieldError]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


class OpeningstijdenError(InvalidFieldError):
    """Opening hours that are neither OSM opening_hours nor plain Dutch that can be turned into it."""

    def __init__(self, rule: str, **limits: int) -> None:
        super().__init__("openingstijden", rule, **limits)


class TooManyVoorstellenError(CollectiefError):
    """Enough of what visitors say waits for a team already; nothing is stored."""


class BronbestandError(InvalidFieldError):
    """A file of a source is no table, or not one that may be read; nothing is stored."""

    def __init__(self, rule: str, **limits: int | str) -> None:
        super().__init__("bestand", rule, **limits)


class InvalidSynoniemError(InvalidFieldError):
    """A synoniem, or a file of them, that means nothing; nothing is stored."""

    def __init__(self, rule: str, **limits: int | str) -> None:
        super().__init__("synoniem", rule, **limits)


class MergeError(CollectiefError):
    """Two entries cannot become one, or one not two again; `reason` says why, and nothing is stored."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LastBeheerderError(CollectiefError):
    """Without this gebruiker nobody could keep the teams and accounts of the gemeente; nothing is deleted."""


class TeamgebiedError(CollectiefError):
    """A buurt would belong to two teams on one day, or to a team that does not exist."""


class VoorbeeldenError(CollectiefError):
    """The file of voorbeelden breaks a rule; says in which row."""


class DatabaseSetupError(CollectiefError):
    """The database cannot be used as it stands: no SpatiaLite, no PostGIS, or not migrated."""

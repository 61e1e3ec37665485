"""What can go wrong in collectief, one class per kind of refusal."""


class CollectiefError(Exception):
    """Base of every error that collectief raises on purpose."""


class UnknownRecordError(CollectiefError):
    """A record that was asked for by id does not exist (or not any more)."""


class NotAllowedError(CollectiefError):
    """This gebruiker may not do this to this record."""


class InvalidFieldError(CollectiefError):
    """One field holds something that its rule refuses; nothing is stored."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


class OpeningstijdenError(InvalidFieldError):
    """Opening hours that are no valid OSM opening_hours text."""

    def __init__(self, rule: str) -> None:
        super().__init__("openingstijden", rule)


class DatabaseSetupError(CollectiefError):
    """The database cannot be used as it stands: no SpatiaLite, no PostGIS, or not migrated."""

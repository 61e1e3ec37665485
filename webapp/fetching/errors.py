"""What can go wrong while fetching, one class for each way of going on."""


class FetchError(Exception):
    """What was asked for did not come; the message is one line."""


class RefusedError(FetchError):
    """The service understood, and said no."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


class TooManyRowsError(FetchError):
    """The service gives fewer rows at a time than it was asked for."""


class PassingFaultError(FetchError):
    """May be over in a moment; `retry_after_s` is the pause that the service asks for."""

    def __init__(self, message: str, *, retry_after_s: float = 0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s

"""What may a log tell of a visitor? Which page failed and where in the code: never what was asked or from where."""

import logging
import re
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType

from sqlalchemy.exc import DBAPIError, OperationalError

Exc = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None] | None

# From where a query may begin; a sentence has a space after its question mark.
_QUERY = re.compile(r"\?\S.*")
# What gunicorn says of a request that is no HTTP: pieces of it, and the address of the visitor.
_INVALID_REQUEST = re.compile(r"^Invalid request from .*", re.DOTALL)
# Of these the message is about our machine, and who keeps the service needs it. Of others it may quote the visitor.
_OF_THE_MACHINE = (OSError, MemoryError, ImportError)
# The secret in the address of a page is a key to it.
_SECRET_OF_LINK = re.compile(r"/(controle|signaal|toestemming)/[^\s?/]+")
HIDDEN = "?..."


class WithoutVisitors:
    """Makes log records, for all loggers of the process, whoever writes them and wherever they go."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *args: object, **kwargs: object) -> logging.LogRecord:
        record = self._make(*args, **kwargs)
        record.msg, record.args = hide_visitor(_message_of(record)), None
        if record.exc_info:
            record.exc_text = "".join(traceback_without_values(record.exc_info)).rstrip()
        return record


def keep_visitors_out_of_logs() -> None:
    """For the whole process; to ask it again changes nothing."""
    if not isinstance(logging.getLogRecordFactory(), WithoutVisitors):
        logging.setLogRecordFactory(WithoutVisitors(logging.getLogRecordFactory()))


def hide_visitor(message: str) -> str:
    asked = _QUERY.sub(HIDDEN, _INVALID_REQUEST.sub("Invalid request", message))
    return _SECRET_OF_LINK.sub(r"/\1/...", asked)


def _message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit: that is for whoever wrote the line
        return str(record.msg)


def traceback_without_values(exc_info: Exc) -> Iterator[str]:
    """As Python writes it, with the causes, but without messages that may quote what was asked."""
    error = exc_info[1] if exc_info else None
    for cause in reversed(list(_chain(error))):
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(cause.__traceback__)
        yield f"{_name_of(cause)}{_told_of(cause)}\n"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _told_of(error: BaseException) -> str:
    """What it says of our own machine: of a database only when it could not do its work, without the statement."""
    if isinstance(error, OperationalError):
        return f": {hide_visitor(str(error.orig))}"
    if isinstance(error, DBAPIError):
        return f" ({_name_of(error.orig)})" if error.orig else ""
    return f": {hide_visitor(str(error))}" if isinstance(error, _OF_THE_MACHINE) else ""

"""Does a log keep to what failed, and leave out who asked what?"""

import logging
import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from webapp.logs import WithoutVisitors, hide_visitor, keep_visitors_out_of_logs

TYPED = "Kalverstraat 12a"


@pytest.fixture(autouse=True)
def without_visitors() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(WithoutVisitors(logging.LogRecord))
    yield
    logging.setLogRecordFactory(before)


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Error handling request GET /inloop?q=Kalverstraat 12a", "Error handling request GET /inloop?..."),
        ("Invalid HTTP request line: 'GET /inloop?nabij=4.66,52.36 x'", "Invalid HTTP request line: 'GET /inloop?..."),
        ("Invalid request from ip=203.0.113.7: Kalverstraat", "Invalid request"),
        (
            "HTTP Request: GET http://geocoder.example/free?q=x 200",
            "HTTP Request: GET http://geocoder.example/free?...",
        ),
        ("Is the disk full? No.", "Is the disk full? No."),
        ("Exception on /signaal/geheim [POST]", "Exception on /signaal/... [POST]"),
        ("Exception on /en/controle/geheim?antwoord=klopt [GET]", "Exception on /en/controle/...?..."),
        ("GET /team/signalen/12/antwoord", "GET /team/signalen/12/antwoord"),
        ("tile not kept: [Errno 28] No space left", "tile not kept: [Errno 28] No space left"),
    ],
)
def test_a_message_says_which_page_and_not_what_was_asked(message: str, kept: str) -> None:
    assert hide_visitor(message) == kept


@pytest.mark.parametrize("name", ["webapp", "gunicorn.error", "httpx", "sqlalchemy.engine", "werkzeug", "iets.anders"])
def test_it_holds_for_every_logger(caplog: pytest.LogCaptureFixture, name: str) -> None:
    with caplog.at_level(logging.DEBUG, logger=name):
        logging.getLogger(name).warning("asked %s", f"/inloop?q={TYPED}")
    assert caplog.messages == ["asked /inloop?..."]


def test_a_traceback_names_the_error_and_the_line_but_not_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    try:
        try:
            float(TYPED)
        except ValueError as error:
            raise KeyError(TYPED) from error
    except KeyError:
        logging.getLogger("webapp").exception("failed")
    assert TYPED not in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "builtins.KeyError" in caplog.text
    assert "float(TYPED)" in caplog.text


def log_of_statement(statement: str, caplog: pytest.LogCaptureFixture, kind: type[DBAPIError]) -> str:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        try:
            connection.execute(text(statement), {"typed": TYPED})
        except kind:
            logging.getLogger("webapp").exception("failed")
    engine.dispose()
    return caplog.text


def test_a_database_that_cannot_work_says_why(caplog: pytest.LogCaptureFixture) -> None:
    log = log_of_statement("SELECT :typed FROM weg", caplog, OperationalError)
    assert "no such table: weg" in log
    assert TYPED not in log


def test_of_values_that_a_database_refuses_only_the_kind_is_told(caplog: pytest.LogCaptureFixture) -> None:
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(":memory:"))
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE t (naam TEXT CHECK (naam = 'x'))"))
        try:
            connection.execute(text("INSERT INTO t VALUES (:typed)"), {"typed": TYPED})
        except DBAPIError:
            logging.getLogger("webapp").exception("failed")
    engine.dispose()
    assert "sqlalchemy.exc.IntegrityError (sqlite3.IntegrityError)" in caplog.text
    assert TYPED not in caplog.text


def test_arguments_that_do_not_fit_are_still_logged(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("webapp").warning("%d entries", "veel")
    assert caplog.messages == ["%d entries"]


def test_to_ask_it_twice_changes_nothing() -> None:
    keep_visitors_out_of_logs()
    factory = logging.getLogRecordFactory()
    keep_visitors_out_of_logs()
    assert logging.getLogRecordFactory() is factory

"""Which tables does the first version make?"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0001"
down_revision = None

WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
OPEN_ENDED = sa.text("tot IS NULL")
PUNT = Geometry("POINT", srid=28992)


def upgrade() -> None:
    _make_teams()
    _make_gebruikers()
    _make_organisaties_and_locaties()
    _make_aanbod()
    _make_history()


def downgrade() -> None:
    for table in ("wijziging", "aanbod_doelgroep", "aanbod_leefgebied", "aanbod"):
        op.drop_table(table)
    # Dropped with its column in sight, so that the spatial index and SpatiaLite's own records go too.
    sa.Table("locatie", sa.MetaData(), sa.Column("punt", PUNT)).drop(op.get_bind())
    for table in ("organisatie", "gebruiker", "team_buurt", "team"):
        op.drop_table(table)


def _table(name: str, *columns: Any) -> None:
    op.create_table(name, sa.Column("id", sa.Integer, primary_key=True), *columns)


def _text(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def _reference(table: str, *, name: str | None = None, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name or f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _index_of_open_ended(name: str, table: str, column: str) -> None:
    op.create_index(name, table, [column], unique=True, sqlite_where=OPEN_ENDED, postgresql_where=OPEN_ENDED)


def _make_teams() -> None:
    _table(
        "team",
        _text("gemeente", 6),
        _text("slug", 80),
        _text("naam", 120),
        _text("gebied_in_woorden", 200),
        sa.Column("telefoon", sa.String(30)),
        sa.Column("email", sa.String(254)),
        sa.UniqueConstraint("gemeente", "slug"),
    )
    _table(
        "team_buurt",
        _reference("team"),
        _text("buurtcode", 10),
        sa.Column("vanaf", sa.Date, nullable=False),
        sa.Column("tot", sa.Date),
        sa.UniqueConstraint("buurtcode", "vanaf"),
        sa.CheckConstraint("tot IS NULL OR tot > vanaf", name="tot_after_vanaf"),
    )
    op.create_index(None, "team_buurt", ["team_id"])
    op.create_index(
        "uq_team_buurt_now",
        "team_buurt",
        ["buurtcode"],
        unique=True,
        sqlite_where=OPEN_ENDED,
        postgresql_where=OPEN_ENDED,
    )


def _make_gebruikers() -> None:
    _table(
        "gebruiker",
        _text("gemeente", 6),
        _text("email", 254),
        _text("password", 255),
        sa.Column("rol", WORD, nullable=False),
        _text("fs_uniquifier", 64),
        _reference("team", nullable=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("email"),
        sa.UniqueConstraint("fs_uniquifier"),
        sa.CheckConstraint("rol <> 'teamlid' OR team_id IS NOT NULL", name="teamlid_has_team"),
    )


def _make_organisaties_and_locaties() -> None:
    _table(
        "organisatie",
        _text("gemeente", 6),
        _text("naam", 120),
        sa.Column("telefoon", sa.String(30)),
        sa.Column("email", sa.String(254)),
        sa.Column("website", sa.String(200)),
        sa.Column("sleutel", sa.Text, nullable=False),
        sa.UniqueConstraint("gemeente", "sleutel"),
    )
    _table(
        "locatie",
        _text("gemeente", 6),
        _text("buurtcode", 10),
        sa.Column("punt", PUNT, nullable=False),
        _text("adres", 200),
        _text("naam", 120),
    )
    op.create_index(None, "locatie", ["gemeente", "buurtcode"])
    op.create_index(None, "locatie", ["buurtcode"])


def _make_aanbod() -> None:
    _table(
        "aanbod",
        _text("naam", 120),
        sa.Column("soort", WORD, nullable=False),
        sa.Column("omschrijving", sa.Text, nullable=False),
        sa.Column("karakter", WORD, nullable=False),
        sa.Column("aangemaakt_op", MOMENT, nullable=False),
        sa.Column("gewijzigd_op", MOMENT, nullable=False),
        _reference("locatie"),
        _reference("organisatie", nullable=True),
        sa.Column("toegang", WORD, nullable=False),
        _text("kosten", 200),
        sa.Column("openingstijden", sa.String(500)),
        sa.Column("status", WORD, nullable=False),
        sa.Column("gecontroleerd_op", sa.Date),
        sa.Column("voorbeeld", sa.Boolean, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
    )
    op.create_index(None, "aanbod", ["soort", "id"])
    op.create_index(None, "aanbod", ["locatie_id", "status", "soort", "id"])
    op.create_index(None, "aanbod", ["organisatie_id"])
    _make_words_of_aanbod("leefgebied")
    _make_words_of_aanbod("doelgroep")
    op.create_index(None, "aanbod_leefgebied", ["leefgebied", "aanbod_id"])


def _make_words_of_aanbod(word: str) -> None:
    op.create_table(
        f"aanbod_{word}",
        sa.Column("aanbod_id", sa.Integer, sa.ForeignKey("aanbod.id"), primary_key=True),
        sa.Column(word, WORD, primary_key=True),
    )


def _make_history() -> None:
    _table(
        "wijziging",
        _text("tabel", 40),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("actie", WORD, nullable=False),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("velden", sa.JSON, nullable=False),
        _reference("gebruiker", name="door_id", nullable=True),
    )
    op.create_index(None, "wijziging", ["tabel", "record_id"])

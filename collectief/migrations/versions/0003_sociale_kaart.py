"""Which tables and columns let an entry be found, kept true, proposed, merged and read from elsewhere?"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
ACCESS = ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")
WITH_UUID = ("team", "organisatie", "locatie", "aanbod")
# Version 4, as uuid4() makes them.
RANDOM_UUID = {
    "sqlite": "lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2)"
    " || '8' || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))",
    "postgresql": "gen_random_uuid()",
}
# In this order: what points at another comes after it.
NEW_TABLES = (
    *("aanbod_taal", "aanbod_buurt", "aanbod_locatie", "contactpersoon", "afbeelding", "wijzigingsvoorstel"),
    *(
        "samenvoeging",
        "verschil",
        "herinnering",
        "veldcontrole",
        "contactcontrole",
        "aanbodbron",
        "bronvermelding",
        "inlezing",
        "token",
        "tokengebruik",
    ),
    *("zoekwoord", "zoekstempel", "synoniem"),
)


def upgrade() -> None:
    _widen_what_there_is()
    _fill_what_there_is()
    _make_parts_of_aanbod()
    _make_proposals()
    _make_checks()
    _make_sources()
    _make_writers()
    _make_search()


def downgrade() -> None:
    """What has no place, or not one that visitors may see, cannot stand on the map of before: it goes."""
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    bind = op.get_bind()
    homeless = "(SELECT id FROM aanbod WHERE locatie_id IS NULL)"
    for table in ("aanbod_leefgebied", "aanbod_doelgroep"):
        bind.execute(sa.text(f"DELETE FROM {table} WHERE aanbod_id IN {homeless}"))  # noqa: S608 - our own names
    bind.execute(sa.text("UPDATE aanbod SET samengevoegd_in_id = NULL"))
    bind.execute(sa.text("DELETE FROM aanbod WHERE locatie_id IS NULL OR status = 'samengevoegd'"))
    _narrow_aanbod()
    for name in ("omschrijving", "uuid"):
        _drop("organisatie", name)
    for name in (*ACCESS, "uuid"):
        _drop("locatie", name)
    _drop("team", "uuid")


def _drop(table: str, column: str) -> None:
    if column == "uuid":
        op.drop_index(f"ix_{table}_uuid", table)
    op.drop_column(table, column)


def _narrow_aanbod() -> None:
    listed = "status_id_gewijzigd_op_locatie_id"
    for name in ("gemeente_status_gecontroleerd_op", listed, "gewijzigd_op", "samengevoegd_in_id", "uuid"):
        op.drop_index(f"ix_aanbod_{name}", "aanbod")
    with op.batch_alter_table("aanbod") as aanbod:
        for name in ("hidden_has_no_place", "gesloten_tot_after_van", "leeftijd_max_from_min"):
            aanbod.drop_constraint(name, type_="check")
        aanbod.drop_constraint("fk_aanbod_samengevoegd_in_id_aanbod", type_="foreignkey")
        for added in _columns_of_aanbod():
            aanbod.drop_column(added.name)
        aanbod.alter_column("locatie_id", existing_type=sa.Integer, nullable=False)


def _table(name: str, *columns: Any) -> None:
    op.create_table(name, sa.Column("id", sa.Integer, primary_key=True), *columns)


def _text(name: str, length: int, *, default: str | None = None, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=nullable, server_default=default)


def _reference(table: str, *, name: str | None = None, nullable: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(name or f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable, **options)


def _key_of(table: str, *, name: str | None = None) -> sa.Column[Any]:
    return _reference(table, name=name, primary_key=True)


def _uuid() -> sa.Column[Any]:
    """Filled right after it is added; the default is there because SQLite takes no column without."""
    return sa.Column("uuid", sa.Uuid, nullable=False, server_default="0" * 32)


def _yes_or_no(name: str) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=False, server_default="onbekend")


def _columns_of_aanbod() -> list[sa.Column[Any]]:
    return [
        _text("gemeente", 6, default=""),
        sa.Column("verborgen", sa.Boolean, nullable=False, server_default=sa.false()),
        _text("bereikbaar_via", 500, default=""),
        _text("adres_te_zoeken", 200, default=""),
        _yes_or_no("gratis"),
        sa.Column("op_afspraak", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("gesloten_van", sa.Date),
        sa.Column("gesloten_tot", sa.Date),
        _text("gesloten_reden", 200, default=""),
        sa.Column("capaciteit", sa.Integer),
        sa.Column("leeftijd_min", sa.Integer),
        sa.Column("leeftijd_max", sa.Integer),
        sa.Column("samengevoegd_in_id", sa.Integer),
        sa.Column("gecontroleerd_door", WORD),
        sa.Column("gecontroleerd_hoe", WORD),
        _uuid(),
    ]


def _widen_what_there_is() -> None:
    op.add_column("team", _uuid())
    op.add_column("organisatie", _text("omschrijving", 2000, default=""))
    op.add_column("organisatie", _uuid())
    for name in ACCESS:
        op.add_column("locatie", _yes_or_no(name))
    op.add_column("locatie", _uuid())
    with op.batch_alter_table("aanbod") as aanbod:
        for column in _columns_of_aanbod():
            aanbod.add_column(column)
        aanbod.alter_column("locatie_id", existing_type=sa.Integer, nullable=True)
        aanbod.create_foreign_key("fk_aanbod_samengevoegd_in_id_aanbod", "aanbod", ["samengevoegd_in_id"], ["id"])
        hidden = "NOT verborgen OR (locatie_id IS NULL AND adres_te_zoeken = '')"
        aanbod.create_check_constraint("hidden_has_no_place", sa.text(hidden))
        aanbod.create_check_constraint("gesloten_tot_after_van", sa.text("gesloten_tot >= gesloten_van"))
        aanbod.create_check_constraint("leeftijd_max_from_min", sa.text("leeftijd_max >= leeftijd_min"))


def _fill_what_there_is() -> None:
    bind = op.get_bind()
    bind.execute(
        sa.text("UPDATE aanbod SET gemeente = (SELECT gemeente FROM locatie WHERE locatie.id = aanbod.locatie_id)")
    )
    for table in WITH_UUID:
        bind.execute(sa.text(f"UPDATE {table} SET uuid = {RANDOM_UUID[bind.dialect.name]}"))  # noqa: S608 - our own names
        op.create_index(None, table, ["uuid"], unique=True)
    op.create_index(None, "aanbod", ["gemeente", "status", "gecontroleerd_op"])
    op.create_index(None, "aanbod", ["status", "id", "gewijzigd_op", "locatie_id"])
    op.create_index(None, "aanbod", ["gewijzigd_op"])
    op.create_index(None, "aanbod", ["samengevoegd_in_id"])


def _make_parts_of_aanbod() -> None:
    op.create_table("aanbod_taal", _key_of("aanbod"), sa.Column("taal", WORD, primary_key=True))
    op.create_table("aanbod_buurt", _key_of("aanbod"), sa.Column("buurtcode", sa.String(10), primary_key=True))
    op.create_index(None, "aanbod_buurt", ["buurtcode"])
    op.create_table(
        "aanbod_locatie",
        _key_of("aanbod"),
        _key_of("locatie"),
        _text("openingstijden", 500, nullable=True),
        sa.Column("uuid", sa.Uuid, nullable=False),
    )
    op.create_index(None, "aanbod_locatie", ["uuid"], unique=True)
    op.create_index(None, "aanbod_locatie", ["locatie_id"])
    _table(
        "contactpersoon",
        _reference("aanbod", unique=True),
        _text("naam", 120),
        sa.Column("toestemming_op", sa.Date, nullable=False),
        sa.Column("toestemming_hoe", WORD, nullable=False),
        _text("telefoon", 30, nullable=True),
        _text("email", 254, nullable=True),
        _reference("gebruiker", name="toestemming_bij_id", nullable=True),
        sa.Column("uuid", sa.Uuid, nullable=False),
    )
    op.create_index(None, "contactpersoon", ["uuid"], unique=True)
    _table(
        "afbeelding",
        _reference("aanbod"),
        _text("bestand", 80),
        _text("alt", 200),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("breedte_px", "hoogte_px", "volgorde")),
    )
    op.create_index(None, "afbeelding", ["aanbod_id"])


def _make_proposals() -> None:
    _table(
        "wijzigingsvoorstel",
        _text("gemeente", 6),
        sa.Column("indiener", WORD, nullable=False),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("velden", sa.JSON, nullable=False),
        _text("toelichting", 500),
        _reference("aanbod", nullable=True),
        sa.Column("besluit", WORD, nullable=False),
        _text("reden", 500),
        sa.Column("besloten_op", MOMENT),
        _reference("gebruiker", name="besloten_door_id", nullable=True),
    )
    op.create_index(None, "wijzigingsvoorstel", ["gemeente", "besluit", "op"])
    op.create_index(None, "wijzigingsvoorstel", ["aanbod_id"])
    _table(
        "samenvoeging",
        _reference("aanbod", name="blijft_id"),
        _reference("aanbod", name="vervalt_id"),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("voorheen", sa.JSON, nullable=False),
        _reference("gebruiker", name="door_id", nullable=True),
        sa.Column("teruggedraaid_op", MOMENT),
    )
    op.create_index(None, "samenvoeging", ["blijft_id"])
    op.create_index(None, "samenvoeging", ["vervalt_id"])
    op.create_table(
        "verschil",
        _key_of("aanbod", name="eerste_id"),
        _key_of("aanbod", name="tweede_id"),
        sa.Column("op", MOMENT, nullable=False),
        _reference("gebruiker", name="door_id", nullable=True),
        sa.CheckConstraint("eerste_id < tweede_id", name="lower_id_first"),
    )


def _make_checks() -> None:
    _table(
        "herinnering",
        _reference("aanbod"),
        sa.Column("ronde", sa.Date, nullable=False),
        sa.Column("nummer", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("verstuurd_op", MOMENT, nullable=False),
        sa.Column("geldig_tot", MOMENT, nullable=False),
        sa.Column("verzending", WORD, nullable=False),
        sa.Column("antwoord", WORD),
        sa.Column("beantwoord_op", MOMENT),
        sa.UniqueConstraint("aanbod_id", "ronde", "nummer"),
    )
    op.create_table(
        "veldcontrole",
        _key_of("aanbod"),
        sa.Column("veld", sa.String(40), primary_key=True),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("door", WORD, nullable=False),
        sa.Column("hoe", WORD),
    )
    op.create_table(
        "contactcontrole",
        _key_of("organisatie"),
        sa.Column("soort", WORD, primary_key=True),
        _text("adres", 254),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("fout", WORD),
        sa.Column("fout_sinds", MOMENT),
    )
    op.create_index(None, "contactcontrole", ["fout"])


def _make_sources() -> None:
    _table(
        "aanbodbron",
        _text("gemeente", 6),
        _text("naam", 120),
        sa.Column("kolommen", sa.JSON, nullable=False),
        _text("url", 500, nullable=True),
        sa.Column("elke_dagen", sa.Integer),
        sa.UniqueConstraint("gemeente", "naam"),
    )
    _table(
        "bronvermelding",
        _reference("aanbodbron", name="bron_id"),
        _text("extern_id", 200),
        _reference("aanbod"),
        sa.Column("toegevoegd", sa.Boolean, nullable=False),
        sa.Column("velden", sa.JSON, nullable=False),
        sa.UniqueConstraint("bron_id", "extern_id"),
    )
    op.create_index(None, "bronvermelding", ["aanbod_id"])


def _make_writers() -> None:
    _table(
        "inlezing",
        _reference("aanbodbron", name="bron_id"),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("besluit", WORD, nullable=False),
        sa.Column("rijen", sa.Integer, nullable=False),
        sa.Column("rapport", sa.JSON, nullable=False),
        _text("bestand", 200),
    )
    op.create_index(None, "inlezing", ["bron_id", "op"])
    _table(
        "token",
        _reference("gebruiker"),
        _text("naam", 120),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("rechten", sa.JSON, nullable=False),
        sa.Column("aangemaakt_op", MOMENT, nullable=False),
        sa.Column("geldig_tot", MOMENT, nullable=False),
        sa.Column("ingetrokken_op", MOMENT),
    )
    op.create_index(None, "token", ["gebruiker_id"])
    _table(
        "tokengebruik",
        _reference("token"),
        sa.Column("op", MOMENT, nullable=False),
        _text("vraag", 200),
        sa.Column("antwoord", sa.Integer, nullable=False),
    )
    op.create_index(None, "tokengebruik", ["token_id", "op"])


def _make_search() -> None:
    op.create_table(
        "zoekwoord",
        sa.Column("woord", sa.String(60), primary_key=True),
        sa.Column("gewicht", sa.Integer, primary_key=True),
        sa.Column("aanbod_id", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index(None, "zoekwoord", ["aanbod_id"])
    op.create_table("zoekstempel", _key_of("aanbod"), sa.Column("stempel", sa.Integer, nullable=False))
    _table(
        "synoniem",
        _text("gemeente", 6),
        _text("term", 120),
        _text("bedoelt", 120),
        sa.UniqueConstraint("gemeente", "term", "bedoelt"),
    )

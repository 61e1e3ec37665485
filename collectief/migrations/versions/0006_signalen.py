"""Which tables hold signalen, what was found in them, and what became of it?"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WORD = sa.String(40)
MOMENT = sa.DateTime(timezone=True)
# In this order: what points at another comes after it.
NEW_TABLES = (
    "partner",
    "signaal",
    "signaal_leefgebied",
    "signaal_tekst",
    "signaal_lezing",
    "patroon",
    "patroon_buurt",
    "patroon_signaal",
    "voorstel",
    "voorstel_leefgebied",
    "voorstel_buurt",
    "voorstel_stap",
    "deelname",
    "besluitregel",
    "verhaal",
    "verkenning",
    "overleg",
    "overlegpunt",
)


def upgrade() -> None:
    _make_signalen()
    _make_patronen()
    _make_voorstellen()
    _make_meetings()


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)


def _make_signalen() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("organisatie_id", sa.Integer, sa.ForeignKey("organisatie.id"), nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("aangemaakt_op", MOMENT, nullable=False),
        sa.Column("ingetrokken_op", MOMENT),
    )
    op.create_index(None, "partner", ["organisatie_id"])
    op.create_index(None, "partner", ["team_id"])
    op.create_table(
        "signaal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("buurtcode", sa.String(10), nullable=False),
        sa.Column("soort", WORD, nullable=False),
        sa.Column("doelgroep", WORD, nullable=False),
        sa.Column("vindplaats", WORD, nullable=False),
        sa.Column("huishoudens", WORD, nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("ontvangen_op", MOMENT, nullable=False),
        sa.Column("uuid", sa.Uuid, nullable=False),
        sa.Column("zelf_opgelost", WORD, nullable=False),
        sa.Column("voorbeeld", sa.Boolean, nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("door_id", sa.Integer, sa.ForeignKey("gebruiker.id")),
        sa.Column("partner_id", sa.Integer, sa.ForeignKey("partner.id")),
        sa.CheckConstraint("door_id IS NULL OR partner_id IS NULL", name="of_one_reporter"),
    )
    op.create_index(None, "signaal", ["gemeente", "buurtcode", "op"])
    op.create_index(None, "signaal", ["gemeente", "op"])
    op.create_index(None, "signaal", ["partner_id"])
    op.create_index(None, "signaal", ["team_id", "op"])
    op.create_index(None, "signaal", ["uuid"], unique=True)
    op.create_table(
        "signaal_leefgebied",
        sa.Column("signaal_id", sa.Integer, sa.ForeignKey("signaal.id"), primary_key=True),
        sa.Column("leefgebied", WORD, primary_key=True),
    )
    op.create_table(
        "signaal_tekst",
        sa.Column("signaal_id", sa.Integer, sa.ForeignKey("signaal.id"), primary_key=True),
        sa.Column("tekst", sa.String(500), nullable=False),
        sa.Column("verloopt_op", sa.Date, nullable=False),
    )
    op.create_index(None, "signaal_tekst", ["verloopt_op"])
    op.create_table(
        "signaal_lezing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("signaal_id", sa.Integer, nullable=False),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("gebruiker_id", sa.Integer, sa.ForeignKey("gebruiker.id")),
    )
    op.create_index(None, "signaal_lezing", ["signaal_id"])


def _make_patronen() -> None:
    op.create_table(
        "patroon",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("leefgebied", WORD, nullable=False),
        sa.Column("doelgroep", WORD, nullable=False),
        sa.Column("vanaf", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date, nullable=False),
        sa.Column("eerste_op", sa.Date, nullable=False),
        sa.Column("signalen_aantal", sa.Integer, nullable=False),
        sa.Column("huishoudens", sa.Integer, nullable=False),
        sa.Column("melders", sa.Integer, nullable=False),
        sa.Column("verwacht", sa.Double, nullable=False),
        sa.Column("kans", sa.Double, nullable=False),
        sa.Column("gevonden_op", MOMENT, nullable=False),
        sa.Column("bijgewerkt_op", MOMENT, nullable=False),
        sa.Column("vervallen_op", MOMENT),
    )
    op.create_index(None, "patroon", ["gemeente", "vervallen_op"])
    op.create_table(
        "patroon_buurt",
        sa.Column("patroon_id", sa.Integer, sa.ForeignKey("patroon.id"), primary_key=True),
        sa.Column("buurtcode", sa.String(10), primary_key=True),
    )
    op.create_table(
        "patroon_signaal",
        sa.Column("patroon_id", sa.Integer, sa.ForeignKey("patroon.id"), primary_key=True),
        sa.Column("signaal_id", sa.Integer, sa.ForeignKey("signaal.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index(None, "patroon_signaal", ["signaal_id"])


def _make_voorstellen() -> None:
    op.create_table(
        "voorstel",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("titel", sa.String(120), nullable=False),
        sa.Column("doel", sa.String(500), nullable=False),
        sa.Column("doelgroep", WORD, nullable=False),
        sa.Column("aangemaakt_op", MOMENT, nullable=False),
        sa.Column("gewijzigd_op", MOMENT, nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("fase", WORD, nullable=False),
        sa.Column("omschrijving", sa.String(2000), nullable=False),
        sa.Column("trekker", sa.String(200), nullable=False),
        sa.Column("partners", sa.String(500), nullable=False),
        sa.Column("rol_bewoners", sa.String(500), nullable=False),
        sa.Column("eerste_keer_op", sa.Date),
        sa.Column("kosten", sa.Numeric(10, 2)),
        sa.Column("kosten_toelichting", sa.String(200), nullable=False),
        sa.Column("voorbeeld", sa.Boolean, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("uuid", sa.Uuid, nullable=False),
        sa.Column("patroon_id", sa.Integer, sa.ForeignKey("patroon.id")),
        sa.Column("aanbod_id", sa.Integer, sa.ForeignKey("aanbod.id")),
    )
    op.create_index(None, "voorstel", ["aanbod_id"])
    op.create_index(None, "voorstel", ["gemeente", "fase"])
    op.create_index(None, "voorstel", ["patroon_id"])
    op.create_index(None, "voorstel", ["team_id"])
    op.create_index(None, "voorstel", ["uuid"], unique=True)
    op.create_table(
        "voorstel_leefgebied",
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id"), primary_key=True),
        sa.Column("leefgebied", WORD, primary_key=True),
    )
    op.create_table(
        "voorstel_buurt",
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id"), primary_key=True),
        sa.Column("buurtcode", sa.String(10), primary_key=True),
    )
    op.create_table(
        "voorstel_stap",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id"), nullable=False),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("fase", WORD, nullable=False),
        sa.Column("velden", sa.JSON, nullable=False),
        sa.Column("toelichting", sa.String(500), nullable=False),
        sa.Column("door_id", sa.Integer, sa.ForeignKey("gebruiker.id")),
    )
    op.create_index(None, "voorstel_stap", ["voorstel_id"])
    op.create_table(
        "deelname",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id"), nullable=False),
        sa.Column("maand", sa.Date, nullable=False),
        sa.Column("aantal", sa.Integer, nullable=False),
        sa.UniqueConstraint("voorstel_id", "maand"),
    )
    op.create_table(
        "besluitregel",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("besluit", WORD, nullable=False),
        sa.Column("op", MOMENT, nullable=False),
        sa.Column("toelichting", sa.String(500), nullable=False),
        sa.Column("patroon_id", sa.Integer, sa.ForeignKey("patroon.id")),
        sa.Column("signaal_id", sa.Integer, sa.ForeignKey("signaal.id", ondelete="CASCADE")),
        sa.Column("aanbod_id", sa.Integer, sa.ForeignKey("aanbod.id")),
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id")),
        sa.Column("door_id", sa.Integer, sa.ForeignKey("gebruiker.id")),
    )
    op.create_index(None, "besluitregel", ["aanbod_id"])
    op.create_index(None, "besluitregel", ["patroon_id"])
    op.create_index(None, "besluitregel", ["signaal_id"])
    op.create_index(None, "besluitregel", ["voorstel_id"])
    op.create_table(
        "verhaal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("voorstel_id", sa.Integer, sa.ForeignKey("voorstel.id"), nullable=False),
        sa.Column("titel", sa.String(120), nullable=False),
        sa.Column("tekst", sa.String(2000), nullable=False),
        sa.Column("toestemming_op", sa.Date, nullable=False),
        sa.Column("toestemming_hoe", WORD, nullable=False),
        sa.Column("aangemaakt_op", MOMENT, nullable=False),
        sa.Column("gepubliceerd_op", MOMENT),
        sa.Column("afbeelding", sa.LargeBinary),
        sa.Column("afbeelding_alt", sa.String(200), nullable=False),
    )
    op.create_index(None, "verhaal", ["voorstel_id"])


def _make_meetings() -> None:
    op.create_table(
        "verkenning",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id"), nullable=False),
        sa.Column("jaar", sa.Integer, nullable=False),
        sa.Column("gewijzigd_op", MOMENT, nullable=False),
        sa.Column("kracht", sa.String(2000), nullable=False),
        sa.Column("aandachtspunten", sa.String(2000), nullable=False),
        sa.Column("plekken", sa.String(2000), nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.UniqueConstraint("team_id", "jaar"),
    )
    op.create_table(
        "overleg",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("verslag", sa.String(2000), nullable=False),
        sa.Column("gesloten_op", MOMENT),
        sa.UniqueConstraint("gemeente", "op"),
    )
    op.create_table(
        "overlegpunt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("titel", sa.String(120), nullable=False),
        sa.Column("ingebracht_op", MOMENT, nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id")),
        sa.Column("patroon_id", sa.Integer, sa.ForeignKey("patroon.id")),
        sa.Column("leefgebied", WORD),
        sa.Column("gebiedcode", sa.String(10)),
        sa.Column("toelichting", sa.String(500), nullable=False),
        sa.Column("overleg_id", sa.Integer, sa.ForeignKey("overleg.id")),
        sa.Column("besluit", sa.String(500), nullable=False),
        sa.Column("actie", sa.String(500), nullable=False),
        sa.Column("wie", sa.String(200), nullable=False),
        sa.Column("voor", sa.Date),
        sa.Column("afgerond_op", MOMENT),
    )
    op.create_index(None, "overlegpunt", ["overleg_id"])
    op.create_index(None, "overlegpunt", ["patroon_id"])
    op.create_index(None, "overlegpunt", ["team_id"])

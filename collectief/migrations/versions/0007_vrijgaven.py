"""Which tables hold what was told of signalen to others? And how is what one reporter told found?"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "vrijgave",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("vanaf", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date, nullable=False),
        sa.Column("k", sa.Integer, nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voorbeeld", sa.Boolean, nullable=False),
        sa.UniqueConstraint("gemeente", "vanaf"),
    )
    op.create_table(
        "vrijgavetelling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("vrijgave_id", sa.Integer, sa.ForeignKey("vrijgave.id"), nullable=False),
        sa.Column("gebiedcode", sa.String(10), nullable=False),
        sa.Column("maand", sa.Date),
        sa.Column("leefgebied", sa.String(40)),
        sa.Column("huishoudens", sa.Integer, nullable=False),
    )
    op.create_index(None, "vrijgavetelling", ["vrijgave_id"])
    op.create_index(None, "signaal", ["door_id", "op"])


def downgrade() -> None:
    op.drop_index("ix_signaal_door_id_op", "signaal")
    op.drop_table("vrijgavetelling")
    op.drop_table("vrijgave")

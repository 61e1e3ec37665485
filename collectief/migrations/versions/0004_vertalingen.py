"""Which table lets an entry be told in other languages?"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "vertaling",
        sa.Column("aanbod_id", sa.Integer, sa.ForeignKey("aanbod.id"), primary_key=True),
        sa.Column("taal", sa.String(40), primary_key=True),
        sa.Column("naam", sa.String(120), nullable=False),
        sa.Column("omschrijving", sa.Text, nullable=False),
        sa.Column("bijgewerkt_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stempel", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("vertaling")

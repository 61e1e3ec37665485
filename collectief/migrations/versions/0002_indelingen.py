"""Which table remembers who divided the buurten among the teams, and when?"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "indeling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(6), nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("vanaf", sa.Date, nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("velden", sa.JSON, nullable=False),
        sa.Column("door_id", sa.Integer, sa.ForeignKey("gebruiker.id")),
        sa.UniqueConstraint("gemeente", "versie"),
    )


def downgrade() -> None:
    """The teamgebieden themselves stay: only who saved them is forgotten."""
    op.drop_table("indeling")

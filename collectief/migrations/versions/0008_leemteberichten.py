"""Which table holds that a team was told of a leemte by mail?"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "leemtebericht",
        sa.Column("aanbod_id", sa.Integer, sa.ForeignKey("aanbod.id"), primary_key=True),
        sa.Column("verstuurd_op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verzending", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("leemtebericht")

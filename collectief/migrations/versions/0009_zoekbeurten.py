"""Which table holds when patronen were last looked for?"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "zoekbeurt",
        sa.Column("gemeente", sa.String(6), primary_key=True),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
    )
    # A search that found nothing left no trace so far: this is the last that is known of.
    op.execute(
        "INSERT INTO zoekbeurt (gemeente, op) SELECT gemeente, max(bijgewerkt_op) FROM patroon GROUP BY gemeente"
    )


def downgrade() -> None:
    op.drop_table("zoekbeurt")

"""What counts the transactions that write? On PostgreSQL a few counters; SQLite counts by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# Of the counters any that nobody holds will do, so that no writer waits for another one.
COUNT_ONCE = """
CREATE FUNCTION tel_schrijfbeurt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('wijkbeeld.geteld', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    UPDATE schrijfbeurt SET aantal = aantal + 1
      WHERE id = (SELECT id FROM schrijfbeurt LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
      INSERT INTO schrijfbeurt (aantal) VALUES (1);
    END IF;
    PERFORM set_config('wijkbeeld.geteld', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.create_table(
            "schrijfbeurt",
            sa.Column("id", sa.Uuid, primary_key=True, server_default=sa.text("gen_random_uuid()")),
            sa.Column("aantal", sa.BigInteger, nullable=False),
        )
        op.execute(COUNT_ONCE)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION tel_schrijfbeurt CASCADE")
        op.drop_table("schrijfbeurt")

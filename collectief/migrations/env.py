"""On which connection and with which tables does Alembic work? (Run by Alembic itself, from `migrate`.)"""

from alembic import context

from collectief.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()

"""What Alembic runs: the steps that are missing, on the connection it is given."""

from alembic import context

from triage_app.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

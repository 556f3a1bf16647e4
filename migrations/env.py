"""Alembic's entry: migrates the database that ``kit.migrations`` hands over."""

from typing import Any

from alembic import context

import app.models  # noqa: F401 - all models, so that they can be compared
from kit.db import Base, UtcDateTime


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our own column type as the plain one it is, so that old migrations do not lean on today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

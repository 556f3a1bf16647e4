"""One entry of a vocabulary takes another's place, wherever any table names it."""

from typing import Any

import sqlalchemy as sa

from directory.vocabularies.models import Area, Skill
from kit.db import Base, session

Entry = Skill | Area


def key_of(entry: Entry) -> Any:
    """The key by which other tables name the entry."""
    return entry.id if isinstance(entry, Skill) else entry.code


def count_uses(entry: Entry) -> int:
    """How many rows of the register name the entry; those under it in its own vocabulary count too."""
    key = key_of(entry)
    counts = (sa.select(sa.func.count()).where(column == key) for column in _naming(entry))
    return sum(session.scalar(count) or 0 for count in counts)


def put_in_place(old: Entry, new: Entry) -> None:
    """Let ``new`` stand wherever ``old`` stood. Where both stood, what was said of ``new`` stays."""
    old_key, new_key = key_of(old), key_of(new)
    for column in _naming(old):
        table = column.table
        rest = [each for each in table.primary_key.columns if each is not column]
        if column.primary_key and rest:
            also = sa.select(*rest).where(column == new_key).correlate(None)
            both = sa.tuple_(*rest).in_(also) if len(rest) > 1 else rest[0].in_(also)
            session.execute(sa.delete(table).where(column == old_key, both))
        session.execute(sa.update(table).where(column == old_key).values({column.name: new_key}))
    session.expire_all()


def _naming(entry: Entry) -> list[sa.Column[Any]]:
    """Every column of every table that names entries of this vocabulary."""
    own = type(entry).__table__
    return [
        key.parent for table in Base.metadata.sorted_tables for key in table.foreign_keys if key.column.table is own
    ]

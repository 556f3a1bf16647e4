"""What the list of groups and the counts beside it are read from, and what names are ordered by

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

# By what a name is ordered is the product's knowledge: should it know better one day, this does better too.
from directory.groups.names import order_key
from kit.morphemes import reading_of
from kit.text import in_kana_order


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

NEW = {
    'ix_groups_state_facets': ['state', 'sector', 'recruiting', 'slots', 'id'],
    'ix_groups_state_updated': ['state', 'updated_at', 'id'],
}
OLD = {
    'ix_groups_sector': ['sector'],
    'ix_groups_updated_at': ['updated_at'],
}


def upgrade() -> None:
    for name, columns in NEW.items():
        op.create_index(name, 'groups', columns)
    for name in OLD:
        op.drop_index(name, 'groups')
    order('groups', 'name', order_key)
    order('people', 'display_name', lambda name, reading: in_kana_order(reading or reading_of(name)))


def order(table, named, key) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text(f'SELECT id, {named}, reading FROM {table}')).all()
    keys = [{'id': number, 'key': key(name, reading)} for number, name, reading in rows]
    if keys:
        connection.execute(sa.text(f'UPDATE {table} SET sort_key = :key WHERE id = :id'), keys)


def downgrade() -> None:
    for name, columns in OLD.items():
        op.create_index(name, 'groups', columns)
    for name in NEW:
        op.drop_index(name, 'groups')

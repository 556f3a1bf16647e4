"""What the list of groups and the counts beside it are read from

Revision ID: 0014
Revises: 0013
"""

from alembic import op


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


def downgrade() -> None:
    for name, columns in OLD.items():
        op.create_index(name, 'groups', columns)
    for name in NEW:
        op.drop_index(name, 'groups')

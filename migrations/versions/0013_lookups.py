"""Lookups for pages over many introductions

Revision ID: 0013
Revises: 0012
"""

from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

NEW = {
    'ix_introduction_moves_move': ('introduction_moves', ['move', 'introduction_id']),
    'ix_introductions_asked': ('introductions', ['asked_at', 'person_id', 'need_id', 'rank']),
    'ix_introductions_candidate_asked': ('introductions', ['person_id', 'group_id', 'asked_at', 'state']),
    'ix_introductions_rank_created': ('introductions', ['rank', 'created_at']),
    'ix_people_state_resting': ('people', ['state', 'resting_until', 'created_at']),
}
OLD = {
    'ix_introductions_asked_at': ('introductions', ['asked_at']),
    'ix_introductions_person_id': ('introductions', ['person_id']),
}


def upgrade() -> None:
    for name, (table, columns) in NEW.items():
        op.create_index(name, table, columns)
    for name, (table, _columns) in OLD.items():
        op.drop_index(name, table)


def downgrade() -> None:
    for name, (table, columns) in OLD.items():
        op.create_index(name, table, columns)
    for name, (table, _columns) in NEW.items():
        op.drop_index(name, table)

"""seeds of second factors

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What an app learned before cannot be made again from a seed: until it is set up anew the codes on paper stand in.
    with op.batch_alter_table('second_factors', schema=None) as batch_op:
        batch_op.alter_column('secret', new_column_name='seed', existing_type=sa.String(length=64), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('second_factors', schema=None) as batch_op:
        batch_op.alter_column('seed', new_column_name='secret', existing_type=sa.String(length=64), existing_nullable=False)

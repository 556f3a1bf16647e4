"""A story, its words, and what each side has said of exactly which words."""

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.accounts.models import Account
from directory.vocabularies.models import Field
from kit.clock import now
from kit.db import Base, UtcDateTime, enum_column
from kit.errors import NoSuchStep
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Side
from matching.stories.moves import STEPS, Move, State

story_fields = sa.Table(
    "story_fields",
    Base.metadata,
    sa.Column("story_id", sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("field_code", sa.ForeignKey("fields.code"), primary_key=True, index=True),
)


class Story(Base):
    """A story (事例). There is one of an introduction."""

    __tablename__ = "stories"
    __table_args__ = (sa.Index("ix_stories_state_published_at", "state", "published_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(sa.ForeignKey("introductions.id", ondelete="CASCADE"), unique=True)
    state: Mapped[State] = mapped_column(enum_column(State), default=State.DRAFT)
    title: Mapped[str] = mapped_column(sa.Text)
    body: Mapped[str] = mapped_column(sa.Text)
    names_candidate: Mapped[bool] = mapped_column(default=False)
    """Whether the words may name the candidate."""
    names_requester: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    introduction: Mapped[Introduction] = relationship()
    fields: Mapped[list[Field]] = relationship(secondary=story_fields, order_by=Field.code, passive_deletes=True)
    opinions: Mapped[list["Opinion"]] = relationship(order_by="Opinion.id", passive_deletes=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def digest(self) -> str:
        """What an approval is for: these words and no others."""
        return hashlib.sha256(f"{self.title}\0{self.body}".encode()).hexdigest()

    def approved_by(self, side: Side) -> bool:
        """Whether the last that this side has said is that these very words may be published."""
        said = [opinion for opinion in self.opinions if opinion.side is side]
        return bool(said) and said[-1].said is Move.APPROVE and said[-1].stands and said[-1].digest == self.digest

    @property
    def approved(self) -> bool:
        """Whether both sides have approved these very words."""
        return all(self.approved_by(side) for side in Side)

    def go(self, move: Move, *, at: datetime) -> None:
        """Make a move.

        Raises:
            NoSuchStep: it does not lead on from where the story stands.
        """
        step = STEPS[move]
        if self.state not in step.before:
            raise NoSuchStep()
        self.state, self.moved_at = step.after, at
        if move is Move.PUBLISH:
            self.published_at = at


class Opinion(Base):
    """What a side has said of the words with this ``digest``; it stands until the words change."""

    __tablename__ = "story_opinions"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(sa.ForeignKey("stories.id", ondelete="CASCADE"), index=True)
    side: Mapped[Side] = mapped_column(enum_column(Side))
    said: Mapped[Move] = mapped_column(enum_column(Move))
    digest: Mapped[str] = mapped_column(sa.String(64))
    stands: Mapped[bool] = mapped_column(default=True)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    came: Mapped[Came] = mapped_column(enum_column(Came))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))

    account: Mapped[Account | None] = relationship()

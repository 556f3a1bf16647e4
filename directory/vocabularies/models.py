"""The controlled vocabularies of the register."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kit.db import Base, enum_column


class Field(Base):
    """A field of activity (活動分野): one of the twenty of the NPO Act (特定非営利活動促進法 別表)."""

    __tablename__ = "fields"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(sa.Text)
    short_name: Mapped[str] = mapped_column(sa.String(40))
    name_en: Mapped[str] = mapped_column(sa.Text)


class Skill(Base):
    """Something a person can do or a group can offer; two levels, each with the words citizens use for it."""

    __tablename__ = "skills"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(60), unique=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("skills.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(sa.String(60))
    name_en: Mapped[str] = mapped_column(sa.String(80), default="")
    synonyms: Mapped[list[str]] = mapped_column(default=list)

    parent: Mapped["Skill | None"] = relationship(remote_side=[id])


class AreaKind(StrEnum):
    """Size of an area."""

    PREFECTURE = "prefecture"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"


class Area(Base):
    """An area of activity.

    ``code``: two digits for a prefecture, six (全国地方公共団体コード) for a municipality, and the municipality's
    code with ``-01`` … for its districts.
    """

    __tablename__ = "areas"

    code: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    kind: Mapped[AreaKind] = mapped_column(enum_column(AreaKind), index=True)
    parent_code: Mapped[str | None] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    reading: Mapped[str] = mapped_column(sa.String(120), default="")
    name_en: Mapped[str] = mapped_column(sa.String(120), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    parent: Mapped["Area | None"] = relationship(remote_side=[code])


class SynonymSet(Base):
    """Words of the trade that mean one thing and that the dictionary of the search does not know as such."""

    __tablename__ = "synonym_sets"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[list[str]]

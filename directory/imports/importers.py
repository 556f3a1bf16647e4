"""What an import has to know of one kind of record: how one is recognised, made, changed, and put back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa

from directory.imports.area_lookup import AreaLookup
from directory.imports.keys import Identity
from directory.imports.models import ImportKind
from directory.vocabularies.models import Area, Field, Skill
from kit.db import among, session
from kit.text import search_key

SHORTEST_SKILL = 2


@dataclass
class Lookups:
    """What the rows of one import refer to, read once and kept for its chunks."""

    areas: AreaLookup
    skills: list[tuple[str, int]]
    """Folded word → skill id, longest words first."""

    @classmethod
    def read(cls) -> "Lookups":
        """Read the vocabularies in the open transaction."""
        words: dict[str, int] = {}
        for skill in session.scalars(sa.select(Skill).order_by(Skill.parent_id.is_(None), Skill.position)):
            for word in (skill.name, *skill.synonyms):
                words.setdefault(search_key(word), skill.id)
        longest_first = sorted(words.items(), key=lambda item: (-len(item[0]), item[0]))
        return cls(AreaLookup(), [(word, skill_id) for word, skill_id in longest_first if len(word) >= SHORTEST_SKILL])

    def skill_ids(self, text: str) -> list[int]:
        """Skills that the text names outright, each once."""
        left = search_key(text)
        found: dict[int, None] = {}
        for word, skill_id in self.skills:
            if word in left:
                found[skill_id] = None
                left = left.replace(word, "\n")
        return list(found)


class Importer:
    """Base of the importers. ``values`` are those of an ``Entry`` with the look-ups done: what the record will hold."""

    kind: ClassVar[ImportKind]
    subject: ClassVar[str]
    model: ClassVar[Any]
    plain: ClassVar[tuple[str, ...]]
    """Attributes whose value is stored as it is read."""
    merged: ClassVar[tuple[str, ...]] = ("fields", "areas", "web_pages")
    """Attributes with several values: what a row adds is added, what it lacks stays."""

    def identities(self) -> Iterator[tuple[Identity, int]]:
        """Everything in the register, as it is recognised."""
        raise NotImplementedError

    def values(self, read: dict[str, Any], lookups: Lookups) -> dict[str, Any]:
        """Attribute values for the record: only those that the row gives."""
        found = {name: read[name] for name in self.plain if name in read}
        if codes := read.get("fields"):
            found["fields"] = [field for code in codes if (field := session.get(Field, int(code)))]
        if codes := lookups.areas.codes(read.get("areas", ())):
            found["areas"] = [area for code in codes if (area := session.get(Area, code))]
        if pages := read.get("web_pages"):
            found["web_pages"] = list(pages)
        return found

    def new(self, read: dict[str, Any], *, activate: bool) -> Any:
        """An empty record in the state it comes in with."""
        raise NotImplementedError

    def change_state(self, record: Any, read: dict[str, Any], *, activate: bool) -> bool:
        """Follow what the row says of the state; returns whether anything changed."""
        return False

    def withdrawn(self) -> set[int]:
        """Ids of those who have withdrawn from the register or from publication: no file brings them back."""
        return set()

    def id_of(self, record: Any) -> Any:
        """By what the record is found again."""
        return record.id

    def key_of(self, subject_id: str) -> Any:
        """The id as it was noted, as the database has it."""
        return int(subject_id)

    def version_of(self, record: Any) -> int:
        """Changes whenever anybody changes the record."""
        return int(record.version)

    def remove(self, record: Any) -> bool:
        """Take a record out of the register again; False when something else needs it."""
        session.delete(record)
        return True

    def load(self, ids: Iterable[int]) -> dict[int, Any]:
        """Records by id."""
        return {record.id: record for record in session.scalars(sa.select(self.model).where(among(self.model.id, ids)))}

    def apply(self, record: Any, values: dict[str, Any], *, only_blanks: bool) -> tuple[dict[str, Any], list[str]]:
        """Set what differs. Returns the former values by attribute, and the attributes left as people had put them."""
        before: dict[str, Any] = {}
        kept: list[str] = []
        for name, value in values.items():
            old = getattr(record, name)
            new = self.union(name, old or [], value) if name in self.merged else value
            if self.stored(name, new) == self.stored(name, old):
                continue
            if only_blanks and old not in (None, "", [], 0):
                kept.append(name)
                continue
            before[name] = self.stored(name, old)
            setattr(record, name, new)
        return before, kept

    def union(self, name: str, old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
        """The old values and those of the new that are not among them."""
        known = {self.stored(name, [item])[0] for item in old}
        return [*old, *(item for item in new if self.stored(name, [item])[0] not in known)]

    def stored(self, name: str, value: Any) -> Any:
        """A value as JSON can hold it."""
        if name in ("fields", "areas"):
            return sorted(item.code for item in value)
        if hasattr(value, "isoformat"):
            return value.isoformat()
        return list(value) if isinstance(value, list | tuple) else value

    def restored(self, name: str, stored: Any) -> Any:
        """The value again, from what ``stored`` made of it."""
        if name == "fields":
            return list(session.scalars(sa.select(Field).where(Field.code.in_(stored))))
        if name == "areas":
            return list(session.scalars(sa.select(Area).where(Area.code.in_(stored))))
        if stored and isinstance(self.model.__table__.c[name].type, sa.Date):
            from datetime import date

            return date.fromisoformat(stored)
        kind = self.model.__table__.c[name].type
        return kind.enum_class(stored) if isinstance(kind, sa.Enum) and kind.enum_class and stored else stored

    def put_back(self, record: Any, before: dict[str, Any]) -> None:
        """Give the record its former values again."""
        for name, stored in before.items():
            setattr(record, name, self.restored(name, stored))

"""How needs come in from files."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from directory.imports.importers import Importer, Lookups
from directory.imports.keys import Identity, identity
from directory.imports.models import ImportKind
from directory.imports.registers import with_dates
from directory.people.models import Audience
from kit.clock import today
from kit.db import session
from kit.text import search_key
from matching.needs.models import Need, NeedKind, NeedSkill, NeedState, ReceivedBy

_PLAIN = (
    "title story requester_name place online dates slots schedule_note people_wanted due_on fee audience expires_on "
    "contact received_by received_on source_id"
)


class NeedImporter(Importer):
    """Needs; seen by the centre only unless the file says otherwise."""

    kind = ImportKind.NEEDS
    subject = "need"
    model = Need
    plain = tuple(_PLAIN.split())
    merged = ("fields", "areas", "skills")

    def identities(self) -> Iterator[tuple[Identity, int]]:
        """Every need, as it is recognised."""
        for need_id, title, requester in session.execute(sa.select(Need.id, Need.title, Need.requester_name)):
            yield identity(self.kind, {"title": title, "requester_name": requester}), need_id

    def values(self, read: dict[str, Any], lookups: Lookups) -> dict[str, Any]:
        """Attribute values for the need."""
        found = with_dates(super().values(read, lookups)) | {"title_key": search_key(read["title"])}
        if read.get("kind"):
            found["kind"] = NeedKind(read["kind"])
        if dates := read.get("dates"):
            found["dates"] = list(dates)
        if skill_ids := lookups.skill_ids(read.get("skill_text", "")):
            found["skills"] = [NeedSkill(skill_id=skill_id, must=True) for skill_id in skill_ids]
        return found

    def new(self, read: dict[str, Any], *, activate: bool) -> Need:
        """A need as a draft, or open unless its last day is over."""
        return Need(
            state=_state(read, activate=activate),
            kind=NeedKind.ADVISER,
            audience=Audience.COORDINATORS,
            received_by_method=ReceivedBy.IMPORT,
        )

    def change_state(self, record: Need, read: dict[str, Any], *, activate: bool) -> bool:
        """A draft is opened when that is asked for."""
        opened = record.state is NeedState.DRAFT and _state(read, activate=activate) is NeedState.OPEN
        if opened:
            record.state = NeedState.OPEN
        return opened

    def stored(self, name: str, value: Any) -> Any:
        """A value as JSON can hold it."""
        return sorted([held.skill_id, held.must] for held in value) if name == "skills" else super().stored(name, value)

    def restored(self, name: str, stored: Any) -> Any:
        """The value again."""
        if name == "skills":
            return [NeedSkill(skill_id=skill_id, must=must) for skill_id, must in stored]
        return super().restored(name, stored)


def _state(read: dict[str, Any], *, activate: bool) -> NeedState:
    over = bool(read.get("expires_on")) and read["expires_on"] < today().isoformat()
    return NeedState.OPEN if activate and not over else NeedState.DRAFT

"""What can be done to a need."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from directory.accounts.models import Account
from directory.people.queries import find_groups_called, find_people_called
from directory.vocabularies.queries import areas_by_code, fields_by_code, find_areas_named, skills_by_code
from kit import audit
from kit.clock import now, today
from kit.dates import months_after
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, FieldErrors, Forbidden, Invalid, NoSuchStep
from kit.i18n import _, _l
from kit.text import search_key
from matching.needs import access
from matching.needs.models import Closed, Need, NeedSkill, NeedState
from matching.needs.queries import expired_needs, needs_just_created

PLAIN = (
    "title",
    "story",
    "kind",
    "place",
    "online",
    "dates",
    "slots",
    "schedule_note",
    "people_wanted",
    "due_on",
    "fee",
    "audience",
    "expires_on",
    "requester_name",
    "contact",
    "received_by_method",
    "received_by",
    "received_on",
)

EXTENDED_MONTHS = 3
OPEN_FOR = timedelta(days=90)
"""How long a need stays open when nobody has said until when."""


Found = TypeVar("Found")


class AlreadyOver(Conflict):
    """The day until which the need was to be open has passed."""

    field = "expires_on"
    message = _l("掲載の終わりの日が過ぎています。「内容をなおす」で日をのばしてから、もう一度お試しください。")


def create_need(
    data: dict[str, Any], *, by: Account | None, publish: bool = False, via: audit.Via = audit.Via.WEB
) -> Need:
    """Add a need as a draft, or as an open one when ``publish`` is set; ``by`` is None for who has no account.

    Raises:
        Invalid: a skill, an area, a group or a person nobody knows, or a last day that has passed.
    """
    need = Need(state=NeedState.DRAFT)
    _fill(need, data)
    if publish:
        _open(need)
    session.add(need)
    session.flush()
    audit.record("need.created", f"need:{need.id}", actor_id=by.id if by else None, via=via)
    return need


def find_sent_before(data: dict[str, Any], *, by: Account, publish: bool) -> Need | None:
    """The need that this account has made of the very same a moment ago: only what is sent twice is one.

    Raises:
        Invalid: as for creating it.
    """
    values, skills = _values(data), _asked(_skills(data["skills"]))
    if publish and data["expires_on"] is None:
        del values["expires_on"]  # opening it has set one
    for need in needs_just_created(data["title"], by=by):
        same = all(getattr(need, name) == value for name, value in values.items())
        if same and _asked(need.skills) == skills and (need.state is not NeedState.DRAFT) == publish:
            return need
    return None


def edit_need(need: Need, data: dict[str, Any], *, by: Account, via: audit.Via = audit.Via.WEB) -> Need:
    """Change a need.

    Raises:
        Forbidden: ``by`` may not.
        ChangedMeanwhile: the form was opened before somebody else's change.
        Invalid: a skill, an area, a group or a person nobody knows.
    """
    if not access.edit(need, by):
        raise Forbidden()
    _change(need, data, by=by, via=via)
    return need


def rewrite_draft(need: Need, data: dict[str, Any], *, by: Account) -> None:
    """Change a need that nobody has confirmed yet, for those who asked; that they did has been seen to before.

    Raises:
        NoSuchStep: it is no draft any more.
        ChangedMeanwhile, Invalid: as for editing.
    """
    if need.state is not NeedState.DRAFT:
        raise NoSuchStep()
    _change(need, data, by=by, via=audit.Via.WEB)


def _change(need: Need, data: dict[str, Any], *, by: Account, via: audit.Via) -> None:
    if data.get("version") not in (None, need.version):
        raise ChangedMeanwhile(need.version)
    with session.no_autoflush:  # what was changed is known only until it is written
        _fill(need, data)
        changed = audit.changed_attributes(need)
    if changed:
        need.updated_at = now()  # a change of skills alone would leave the row, and with it its version, as it was
        session.flush()
        audit.record("need.edited", f"need:{need.id}", actor_id=by.id, via=via, changed=changed)


def withdraw(need: Need, *, by: Account | None, reason: str = "") -> None:
    """Take a need back, for those who asked; that they did has been seen to before.

    Raises:
        NoSuchStep: it is neither a draft nor open.
    """
    if need.state not in (NeedState.DRAFT, NeedState.OPEN):
        raise NoSuchStep()
    need.state, need.closed_because = NeedState.CLOSED, Closed.WITHDRAWN
    audit.record("need.withdrawn", f"need:{need.id}", actor_id=by.id if by else None, reason=reason)


def extend(need: Need, *, by: Account | None) -> None:
    """Keep an open need open for three months from today, or from its last day where that is later.

    Only near its end, so that pressing twice extends once. That ``by`` may has been seen to before.

    Raises:
        NoSuchStep: it is not open, or its end is not near.
    """
    if not access.ends_soon(need, today()):
        raise NoSuchStep()
    assert need.expires_on is not None
    need.expires_on = months_after(max(need.expires_on, today()), EXTENDED_MONTHS)
    audit.record("need.extended", f"need:{need.id}", actor_id=by.id if by else None, changed=["expires_on"])


def change_state(need: Need, state: NeedState, *, by: Account, because: Closed | None = None, reason: str = "") -> None:
    """Move a need on; closing needs ``because`` (met or withdrawn: a need expires only by itself).

    Raises:
        Forbidden: ``by`` may not.
        NoSuchStep: no step leads from the need's state to this one, or a reason for closing is missing.
        AlreadyOver: it cannot be opened, as its last day has passed.
    """
    if not access.edit(need, by):
        raise Forbidden()
    closing = state is NeedState.CLOSED
    if state not in access.NEXT_STATES[need.state] or closing != (because in (Closed.MET, Closed.WITHDRAWN)):
        raise NoSuchStep()
    if state is NeedState.OPEN:
        _open(need)
    need.state, need.closed_because = state, because if closing else None
    verb = f"need.{because}" if because else f"need.{state}"
    audit.record(verb, f"need:{need.id}", actor_id=by.id, reason=reason)


def expire_needs(on: date | None = None) -> int:
    """Close the open needs whose last day has passed, and tell how many; doing it twice does no harm."""
    expired = expired_needs(on or today())
    for need in expired:
        need.state, need.closed_because = NeedState.CLOSED, Closed.EXPIRED
        audit.record("need.expired", f"need:{need.id}", actor_id=None, via=audit.Via.COMMAND)
    session.flush()
    return len(expired)


def _open(need: Need) -> None:
    if need.expires_on is None:
        later = today() + OPEN_FOR
        need.expires_on = need.due_on if need.due_on and need.due_on >= today() else later
    if need.expires_on < today():
        raise AlreadyOver()
    need.state = NeedState.OPEN


def _fill(need: Need, data: dict[str, Any]) -> None:
    values, skills = _values(data), _skills(data["skills"])
    for name, value in values.items():
        if getattr(need, name) != value:
            setattr(need, name, value)
    if _asked(need.skills) != _asked(skills):
        need.skills = skills


def _values(data: dict[str, Any]) -> dict[str, Any]:
    areas = {area.code: area for area in (*areas_by_code(data["areas"]), *find_areas_named(data["other_areas"]))}
    return {
        **{name: data[name] for name in PLAIN if name in data},
        "fields": list(fields_by_code(data["fields"])),
        "areas": [areas[code] for code in sorted(areas)],
        "group": _called("group", data["group"], find_groups_called),
        "person": _called("person", data["person"], find_people_called),
        "title_key": search_key(data["title"]),
    }


def _asked(skills: Sequence[NeedSkill]) -> list[tuple[int, bool]]:
    return sorted((held.skill_id, held.must) for held in skills)


def _called(field: str, name: str, find: Callable[[str], Sequence[Found]]) -> Found | None:
    if not name:
        return None
    matches = find(name)
    if len(matches) != 1:
        none, many = (
            _("「%(name)s」は登録されていません。"),
            _("「%(name)s」は複数あります。「#12」と番号で書いてください。"),
        )
        raise Invalid({field: [(many if matches else none) % {"name": name}]})
    return matches[0]


def _skills(rows: Sequence[dict[str, Any]]) -> list[NeedSkill]:
    known = {skill.code: skill for skill in skills_by_code(row["skill"] for row in rows)}
    errors: FieldErrors = {}
    found: dict[str, NeedSkill] = {}
    for number, row in enumerate(rows):
        code = row["skill"]
        if code and (code not in known or code in found):
            text = _("同じ技能が2回選ばれています。") if code in found else _("一覧から選んでください。")
            errors[f"skills-{number}-skill"] = [text]
        elif code:
            found[code] = NeedSkill(skill_id=known[code].id, skill=known[code], must=row["must"])
    if errors:
        raise Invalid(errors)
    return sorted(found.values(), key=lambda held: held.skill_id)

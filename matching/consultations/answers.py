"""What the answers of a form come to: read question by question as they were typed, and put together as a need."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from directory.accounts.models import Account
from directory.people.models import Audience
from directory.people.queries import find_own
from directory.vocabularies.queries import skills_by_code
from kit.clock import today
from kit.errors import flatten
from kit.forms import Form, Schema, Typed
from kit.i18n import _
from kit.labels import label
from matching.consultations.models import ConsultationDraft, Part
from matching.consultations.schemas import SCHEMAS, ContactSchema, MemberContactSchema
from matching.needs.models import Need, NeedState, ReceivedBy
from matching.needs.wording import kind_of_need, title_of

LONGEST: Final = 5000
MOST: Final = 200
NEEDED: Final = (Part.STORY, Part.CONTACT)
"""Without these nothing can be sent."""


def schema_of(part: Part, viewer: Account | None) -> Schema:
    """What a question asks; of who is signed in less is asked about themselves."""
    if part is Part.CONTACT:
        return MemberContactSchema() if viewer else ContactSchema()
    return SCHEMAS[part]()


def form_of(draft: ConsultationDraft | None, part: Part, viewer: Account | None) -> Form:
    """A question as it was answered last."""
    typed = dict(draft.answers.get(part.value) or {}) if draft else {}
    if part is Part.CONTACT and viewer and not typed:
        typed["requester_name"] = viewer.name
    return Form(typed=typed)


def kept(typed: Typed) -> Typed:
    """What was typed, as far as it can be kept: a machine might send anything."""
    return {
        name: value[:LONGEST] if isinstance(value, str) else [str(one)[:100] for one in value][:MOST]
        for name, value in typed.items()
        if name != "homepage"
    }


def checked(draft: ConsultationDraft, viewer: Account | None) -> dict[Part, Form]:
    """Every question read once more, with what is wrong or missing."""
    found: dict[Part, Form] = {}
    for part in Part:
        typed = dict(draft.answers.get(part.value) or {})
        schema = schema_of(part, viewer)
        if not typed and part not in NEEDED:
            found[part] = Form(data=dict(schema.load({})))
            continue
        errors = flatten(schema.validate(typed))
        found[part] = Form(typed=typed, errors=errors, data={} if errors else dict(schema.load(typed)))
    return found


def together(forms: Mapping[Part, Form]) -> dict[str, Any]:
    """All answers of a form without errors."""
    return {name: value for form in forms.values() for name, value in form.data.items()}


def need_data(data: Mapping[str, Any], viewer: Account | None, *, group_id: int | None, email: str) -> dict[str, Any]:
    """The answers as the data of a need that waits for the staff."""
    person = find_own(viewer) if viewer and group_id is None else None
    told = (("phone", _("電話　%(phone)s")), ("email", _("メール　%(email)s")), ("contact_note", "%(contact_note)s"))
    ways = {"phone": data.get("phone", ""), "email": email, "contact_note": data.get("contact_note", "")}
    called = data["requester_name"]
    return {
        **asked_for(data),
        "group": f"#{group_id}" if group_id else "",
        "person": f"#{person.id}" if person else "",
        "requester_name": f"{called}（{data['group_name']}）" if data.get("group_name") else called,
        "contact": "\n".join(str(words) % ways for name, words in told if ways[name]),
        "received_by_method": ReceivedBy.WEB,
        "received_on": today(),
    }


def asked_for(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked for; a title and a kind are taken from the story where there is none."""
    plain = ("story", "place", "online", "dates", "slots", "schedule_note", "people_wanted", "due_on", "fee")
    return {
        **{name: data[name] for name in plain},
        "title": data.get("title") or title_of(data["story"]),
        "kind": data["kind"] or kind_of_need(data["story"]),
        "audience": data["audience"] or Audience.COORDINATORS,
        "fields": data["fields"],
        "areas": data["areas"],
        "other_areas": [],
        "skills": _skill_rows(data["skills"]),
    }


def as_it_is(need: Need) -> dict[str, Any]:
    """What a need holds, in the shape in which it is changed."""
    return {
        "title": need.title,
        "fields": [str(field.code) for field in need.fields],
        "areas": [area.code for area in need.areas],
        "other_areas": [],
        "skills": [{"skill": held.skill.code, "must": held.must} for held in need.skills],
        "group": f"#{need.group_id}" if need.group_id else "",
        "person": f"#{need.person_id}" if need.person_id else "",
    }


def progress(draft: ConsultationDraft | None, here: Part | None, forms: Mapping[Part, Form]) -> list[tuple[Part, str]]:
    """Each question with how far it is, for the row of steps."""
    answered = draft.answers if draft else {}
    states = []
    for part in Part:
        state = "editing" if part is here else "done" if part.value in answered else ""
        if part is not here and part.value in answered and forms[part].errors:
            state = "error"
        states.append((part, state))
    return states


def state_words(need: Need, decision: Any) -> str:
    """How far a need is, for those who asked."""
    return label(decision) if need.state is NeedState.DRAFT else label(need.state)


def _skill_rows(codes: Sequence[str]) -> list[dict[str, Any]]:
    """What was ticked counts as nice to have until the staff have confirmed it; what nobody knows is passed over."""
    known = skills_by_code(set(codes))
    return [{"skill": skill.code, "must": False} for skill in known]

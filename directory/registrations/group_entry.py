"""The entry of a group as it stands at one moment, and how each of its fields reads in words."""

from collections.abc import Callable, Sequence

from directory.documents.models import Document, DocumentKind
from directory.groups.models import ContactKind, Group, Publication, Sector
from directory.registrations.entry import Line, Sheet, Snapshot, words_of
from directory.registrations.labels import FIELDS
from directory.registrations.models import Registration, Section
from directory.registrations.sections import SECTION_OF
from kit import slots
from kit.dates import partial_date
from kit.i18n import _
from kit.labels import label

_PLAIN = (
    "name reading short_name sector corporate_number founded_on purpose activities place place_publication slots schedule_note "
    "member_count joining cost recruiting offers wants web_pages"
).split()


def snapshot(registration: Registration, documents: Sequence[Document]) -> Snapshot:
    """The entry as it is now."""
    group = registration.group
    return {
        **{name: getattr(group, name) for name in _PLAIN},
        "sector": str(group.sector),
        "place_publication": str(group.place_publication),
        "fields": [field.short_name or field.name for field in group.fields],
        "areas": [area.name.replace(" ", "") for area in group.areas],
        "skills": [skill.name for skill in group.skills],
        "contacts": _contacts(group),
        "documents": [[str(document.kind), document.file_name, document.sha256] for document in documents],
        "on_paper": list(registration.on_paper),
    }


def _lines(name: str, taken: Snapshot) -> list[Line]:
    if name == "contacts":
        return [_contact_line(place, contact) for place, contact in enumerate(taken.get("contacts", []))]
    if name == "place_publication":
        return []  # said beside the place
    texts = _texts(name, taken)
    return [Line(SECTION_OF[name], name, str(FIELDS[name]), texts, _seen(name, taken))] if texts else []


def _seen(name: str, taken: Snapshot) -> Publication:
    if name == "place":
        return Publication(taken.get("place_publication", Publication.CENTER))
    return Publication.CENTER if name == "documents" else Publication.PUBLIC


def _contacts(group: Group) -> list[list[str]]:
    return [
        [str(contact.kind), contact.value, contact.note, str(contact.publication or Publication.CENTER)]
        for contact in group.contacts
    ]


def _contact_line(place: int, contact: Sequence[str]) -> Line:
    kind, value, note, publication = contact
    texts = (value, note) if note else (value,)
    return Line(Section.CONTACT, f"contacts-{place}", label(ContactKind(kind)), texts, Publication(publication))


def _texts(name: str, taken: Snapshot) -> tuple[str, ...]:
    """The words of one field; empty when there are none."""
    value = taken.get(name)
    special: dict[str, Callable[[], str]] = {
        "sector": lambda: label(Sector(value)) if value else "",
        "founded_on": lambda: partial_date(str(value)) if value else "",
        "place_publication": lambda: label(Publication(value)) if value else "",
        "slots": lambda: slots.words(value or 0),
        "member_count": lambda: _("%(number)s人", number=value) if value is not None else "",
        "recruiting": lambda: _("募集している") if value else "",
    }
    if name == "contacts":
        return tuple(_contact_words(contact) for contact in value or ())
    if name == "documents":
        return _document_words(taken)
    return words_of(special[name]() if name in special else value)


def _contact_words(contact: Sequence[str]) -> str:
    kind, value, note, publication = contact
    words = f"{label(ContactKind(kind))} {value}" + (f"（{note}）" if note else "")
    return f"{words} [{label(Publication(publication))}]"


def _exactly(name: str, taken: Snapshot) -> tuple[str, ...]:
    """The words of one field; files of one name and another content differ in them."""
    if name != "documents":
        return _texts(name, taken)
    marks = [f" #{sha256[:8]}" for _kind, _name, sha256 in taken.get("documents", [])]
    words = _document_words(taken)
    return (*map("".join, zip(words, marks, strict=False)), *words[len(marks) :])


def _document_words(taken: Snapshot) -> tuple[str, ...]:
    files = [f"{label(DocumentKind(kind))} {name}" for kind, name, _sha256 in taken.get("documents", [])]
    paper = [
        _("%(document)s（紙で受け取った）", document=label(DocumentKind(kind))) for kind in taken.get("on_paper", [])
    ]
    return (*files, *paper)


SHEET = Sheet(FIELDS, SECTION_OF, _lines, _exactly)

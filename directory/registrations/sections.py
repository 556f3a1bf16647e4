"""The sections of the form: which fields stand in each, what is still missing, and how far each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from directory.documents.models import Document, DocumentKind
from directory.groups.models import ContactKind, Group, Sector
from directory.registrations.labels import FIELDS
from directory.registrations.models import WITHOUT_DOCUMENTS, AnyRegistration, Registration, Section
from kit.i18n import _
from kit.labels import label

AnySection = TypeVar("AnySection", bound=StrEnum)

PARTS: dict[Section, tuple[str, ...]] = {
    Section.BASICS: ("name", "reading", "short_name", "sector", "corporate_number", "founded_on"),
    Section.ACTIVITIES: (
        "purpose", "activities", "fields", "areas", "other_areas", "place", "place_publication", "slots", "schedule_note", "member_count",
        "joining", "cost", "recruiting", "offers", "wants", "skills",
    ),
    Section.CONTACT: ("contacts.kind", "contacts.value", "contacts.note", "web_pages"),
    Section.PUBLICATION: ("contacts.kind", "contacts.value", "contacts.publication"),
}  # fmt: skip
"""The fields of ``GroupSchema`` that each section asks for."""

SECTION_OF: dict[str, Section] = {
    **{name.split(".")[0]: section for section, names in reversed(PARTS.items()) for name in names},
    "publication": Section.PUBLICATION,
    "documents": Section.DOCUMENTS,
}
"""Where each field is corrected."""

NEEDED: dict[Section, tuple[str, ...]] = {
    Section.BASICS: ("name", "reading", "sector"),
    Section.ACTIVITIES: ("purpose", "activities", "fields", "areas"),
}
WAYS = (ContactKind.PHONE, ContactKind.FAX, ContactKind.EMAIL, ContactKind.POSTAL)


class Progress(StrEnum):
    """How far a section is."""

    TODO = "todo"
    DONE = "done"
    RETURNED = "returned"


@dataclass(frozen=True)
class Lack:
    """Something without which the form cannot be handed in: where it is filled in, and what it is."""

    section: Section
    field: str
    text: str


def lacks(registration: Registration, documents: Sequence[Document]) -> list[Lack]:
    """Everything that is missing, in the order of the form."""
    group = registration.group
    found = [
        Lack(section, name, str(FIELDS[name]))
        for section, names in NEEDED.items()
        for name in names
        if not getattr(group, name)
    ]
    if group.sector is Sector.NPO and not group.corporate_number:
        found.append(Lack(Section.BASICS, "corporate_number", str(FIELDS["corporate_number"])))
    found += [*_contact_lacks(group), *_document_lacks(registration, documents)]
    if Section.PUBLICATION not in registration.saved:
        found.append(Lack(Section.PUBLICATION, "", _("連絡先をだれに見せるかを選んで、保存してください。")))
    found += [Lack(section, "", ask_again()) for section in uncorrected(registration, SECTION_OF)]
    return sorted(found, key=lambda lack: list(Section).index(lack.section))


def progress(registration: Registration, section: Section, missing: Sequence[Lack]) -> Progress:
    """How far a section is, given all that is missing."""
    if section not in registration.saved and any(SECTION_OF.get(name) is section for name in registration.remarks):
        return Progress.RETURNED
    filled = not any(lack.section is section for lack in missing)
    if section is Section.DOCUMENTS:
        return Progress.DONE if filled else Progress.TODO
    return Progress.DONE if filled and section in registration.saved else Progress.TODO


def uncorrected(registration: AnyRegistration, section_of: Mapping[str, AnySection]) -> set[AnySection]:
    """The sections in which something was asked to be corrected and nothing was saved since."""
    asked = {section_of[name] for name in registration.remarks if name in section_of}
    return {section for section in asked if section.value not in registration.saved}


def ask_again() -> str:
    """What is said where such a section is found."""
    return str(_("センターからのお願いを見て、直して保存してください。"))


def asks_for_documents(group: Group) -> bool:
    """Whether this kind of body hands in its rules and its member list."""
    return group.sector not in WITHOUT_DOCUMENTS


def remarks_at(registration: Registration, section: Section) -> dict[str, Any]:
    """What the centre asked to be corrected in a section, by field."""
    return {name: text for name, text in registration.remarks.items() if SECTION_OF.get(name) is section}


def _contact_lacks(group: Group) -> list[Lack]:
    kinds = {contact.kind for contact in group.contacts}
    found = []
    if ContactKind.REPRESENTATIVE not in kinds:
        found.append(Lack(Section.CONTACT, "contacts-0-value", label(ContactKind.REPRESENTATIVE)))
    if not kinds & set(WAYS):
        words = _("電話、FAX、メール、郵送先のうち1つ")
        found.append(Lack(Section.CONTACT, "contacts-2-value", words))
    return found


def _document_lacks(registration: Registration, documents: Sequence[Document]) -> list[Lack]:
    if not asks_for_documents(registration.group):
        return []
    there = {document.kind.value for document in documents} | set(registration.on_paper)
    return [Lack(Section.DOCUMENTS, "kind", label(kind)) for kind in DocumentKind if kind.value not in there]

"""How documents are found; who may not read one does not learn that it exists."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.documents import access
from directory.documents.models import Document
from directory.groups.models import Group
from kit.db import session
from kit.errors import Missing


def get_document(document_id: int, viewer: Account | None) -> Document:
    """The document with this id.

    Raises:
        Missing: there is none that the viewer may read.
    """
    document = session.get(Document, document_id)
    group = session.get(Group, document.group_id) if document and document.group_id else None
    if document is None or group is None or not access.read(group, viewer):
        raise Missing()
    return document


def documents_of(group: Group) -> Sequence[Document]:
    """The documents of a group, in the order they came; for those who may read them."""
    return session.scalars(sa.select(Document).where(Document.group_id == group.id).order_by(Document.id)).all()


def stored_names() -> set[str]:
    """The names of all files that belong to a document."""
    return set(session.scalars(sa.select(Document.stored_name)))


def is_stored(name: str) -> bool:
    """Whether a document has the file of this name."""
    return session.scalar(sa.select(Document.id).where(Document.stored_name == name)) is not None

"""What can be done with documents: hand one in, take one back."""

from typing import IO

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.documents import access
from directory.documents.contents import FileRefused
from directory.documents.files import Uploads
from directory.documents.models import Document, DocumentKind
from directory.groups.models import Group
from kit import audit, jobs
from kit.db import session
from kit.errors import Forbidden
from kit.i18n import _l

MOST_DOCUMENTS = 20
FORGET = "documents.forget"


class TooManyDocuments(FileRefused):
    """A group hands in a few documents, not an archive."""

    message = _l("書類は%(most)d件までです。いらないものを取り消してから、もう一度お試しください。")


def add_document(
    group: Group, kind: DocumentKind, stream: IO[bytes], file_name: str, *, uploads: Uploads, by: Account
) -> Document:
    """Take a file in as a document of the group. A file whose row is rolled back is removed by the daily job.

    Raises:
        Forbidden: ``by`` may not.
        FileRefused: the file cannot be accepted; nothing is kept of it.
    """
    if not access.change(group, by):
        raise Forbidden()
    count = sa.select(sa.func.count()).select_from(Document).where(Document.group_id == group.id)
    if (session.scalar(count) or 0) >= MOST_DOCUMENTS:
        raise TooManyDocuments(most=MOST_DOCUMENTS)
    taken = uploads.take_in(stream, file_name)
    document = Document(
        group_id=group.id,
        kind=kind,
        file_name=file_name,
        media_type=taken.kind.media_type,
        size=taken.size,
        sha256=taken.sha256,
        stored_name=taken.stored_name,
        uploaded_by=by.id,
    )
    session.add(document)
    session.flush()
    audit.record("document.added", f"group:{group.id}", actor_id=by.id, changed=[f"document:{document.id}"])
    return document


def remove_document(document: Document, group: Group, *, by: Account) -> None:
    """Take a document back; its file goes when this is certain.

    Raises:
        Forbidden: ``by`` may not.
    """
    if not access.change(group, by):
        raise Forbidden()
    session.delete(document)
    jobs.leave(FORGET, file=document.stored_name)
    audit.record("document.removed", f"group:{group.id}", actor_id=by.id, changed=[f"document:{document.id}"])

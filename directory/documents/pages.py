"""The gate to the uploaded files: reading one; handing in stands on the pages of a registration."""

from pathlib import Path

from flask import Blueprint, Response, current_app, send_file
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.documents import queries
from directory.documents.contents import DOCX, JPEG, PDF, PNG, XLSX
from directory.documents.files import Uploads
from directory.documents.models import Document
from kit.access import MEMBERS, open_to

bp = Blueprint("documents", __name__, url_prefix="/documents")

ENDINGS = {kind.media_type: kind.endings[0] for kind in (PDF, PNG, JPEG, DOCX, XLSX)}


def uploads() -> Uploads:
    """The folder of this installation's uploaded files."""
    return Uploads(current_app.extensions["settings"].data_dir)


@bp.get("/<int:document_id>")
@open_to(MEMBERS, rule="editors of the group and staff; others: 404")
def show(document_id: int) -> ResponseReturnValue:
    """The file, to be kept and opened by the reader's own programs; never shown as a page of ours."""
    document = queries.get_document(document_id, me())
    path = uploads().path_of(document.stored_name)
    name = _download_name(document)
    answer: Response = send_file(
        path.absolute(), mimetype=document.media_type, as_attachment=True, download_name=name, etag=False
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers.pop("Last-Modified", None)
    return answer


def _download_name(document: Document) -> str:
    # Photos from telephones may come without an ending; without one no program opens them.
    return document.file_name if Path(document.file_name).suffix else document.file_name + ENDINGS[document.media_type]

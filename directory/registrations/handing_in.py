"""Pages on which the documents of a registration are handed in, as files or noted as received on paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.documents import actions as documents
from directory.documents import queries as document_queries
from directory.documents.contents import ACCEPTED
from directory.documents.models import DocumentKind
from directory.documents.pages import uploads
from directory.registrations import access, actions, queries
from directory.registrations.models import Registration, Section
from directory.registrations.sections import asks_for_documents, remarks_at
from kit.access import COORDINATORS, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, refusals_in
from kit.i18n import _
from kit.labels import choices

bp = Blueprint("handing_in", __name__)

OWN = "the group's editors and staff; others: 404"


@bp.get("/my/register/<int:group_id>/documents")
@open_to(MEMBERS, rule=OWN)
def show(group_id: int) -> ResponseReturnValue:
    """The documents handed in, and the form for another."""
    return _papers_page(queries.get_registration(group_id, me()), Form())


@bp.post("/my/register/<int:group_id>/documents")
@open_to(MEMBERS, rule=f"{OWN}; editors not while it is being looked at")
def hand_in(group_id: int) -> ResponseReturnValue:
    """Take one document in; what cannot be taken is said at the field and not kept."""
    registration = queries.get_registration(group_id, me())
    form, file = Form(typed={"kind": request.form.get("kind", "")}), request.files.get("file")
    if form.typed["kind"] not in set(DocumentKind):
        form.refuse("kind", _("一覧から選んでください。"))
    if file is None or not file.filename:
        form.refuse("file", _("ファイルを選んでください。"))
    elif not form.errors:
        with refusals_in(form):
            kind = DocumentKind(form.typed["kind"])
            given = file.filename
            actions.save_documents(registration, None, by=me())
            documents.add_document(registration.group, kind, file.stream, given, uploads=uploads(), by=me())
            flash(_("「%(name)s」を受け取りました。", name=given), "success")
            return redirect(url_for("handing_in.show", group_id=group_id), 303)
    return _papers_page(registration, form), 422


@bp.post("/my/register/<int:group_id>/documents/papers")
@open_to(COORDINATORS)
def note_papers(group_id: int) -> ResponseReturnValue:
    """Note which documents were handed in on paper."""
    registration = queries.get_registration(group_id, me())
    chosen = [kind for kind in request.form.getlist("on_paper") if kind in set(DocumentKind)]
    actions.save_documents(registration, chosen, by=me())
    flash(_("保存しました。"), "success")
    return redirect(url_for("handing_in.show", group_id=group_id), 303)


@bp.post("/my/register/<int:group_id>/documents/<int:document_id>/removal")
@open_to(MEMBERS, rule=f"{OWN}; editors not while it is being looked at")
def remove(group_id: int, document_id: int) -> ResponseReturnValue:
    """Take a document back."""
    registration = queries.get_registration(group_id, me())
    document = document_queries.get_document(document_id, me())
    if document.group_id != registration.group_id:
        raise Missing()
    documents.remove_document(document, registration.group, by=me())
    flash(_("「%(name)s」を取り消しました。", name=document.file_name), "success")
    return redirect(url_for("handing_in.show", group_id=group_id), 303)


def _papers_page(registration: Registration, form: Form) -> str:
    return render_template(
        "directory/registrations/documents.html",
        form=form,
        section=Section.DOCUMENTS,
        registration=registration,
        group=registration.group,
        documents=document_queries.documents_of(registration.group),
        remarks=remarks_at(registration, Section.DOCUMENTS),
        asked_for=asks_for_documents(registration.group),
        may_fill=access.fill(registration.group, me()),
        kinds=choices(DocumentKind),
        accepted=ACCEPTED,
    )

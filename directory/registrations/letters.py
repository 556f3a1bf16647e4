"""Letters to those who register a group."""

from flask import current_app

from directory.accounts.models import Account
from directory.letters.recipients import of_group
from directory.registrations.models import PersonRegistration, Registration
from kit.db import session
from kit.i18n import _
from kit.mail import Recipient, leave_letter


def applicant_of(registration: Registration) -> Recipient:
    """Who is written to: the account that applied; otherwise the group's own mail or postal address."""
    group = registration.group
    account = session.get(Account, registration.applicant_id) if registration.applicant_id else None
    if account is not None and account.active:
        return Recipient(name=account.name, email=account.email)
    return of_group(group)


def registration_received(registration: Registration) -> None:
    """登録の申し込みを受け付けました, with the reference number."""
    group = registration.group
    leave_letter(
        "registrations.received",
        about=f"group:{group.id}",
        to=applicant_of(registration),
        title=_("登録の申し込みを受け付けました（受付番号 %(reference)s）", reference=registration.reference),
        body="\n\n".join(
            [
                _("「%(name)s」の登録の申し込みを受け付けました。", name=group.name),
                _("受付番号：%(reference)s", reference=registration.reference),
                _("センターで内容を確かめて、結果をお知らせします。いまの状態は、下のページで見られます。"),
                page_of(registration),
            ]
        ),
        once=f"registrations.received:{registration.id}:{registration.submissions}",
    )


def supporter_of(registration: PersonRegistration) -> Recipient:
    """Who is written to: the person's account; otherwise their own mail or postal address."""
    person = registration.person
    account = session.get(Account, person.account_id) if person.account_id else None
    name = person.legal_name or person.display_name
    if account is not None and account.active:
        return Recipient(name=name, email=account.email)
    return Recipient(name=name, email=person.email, address=person.address)


def supporter_received(registration: PersonRegistration) -> None:
    """協働サポーターの登録の申し込みを受け付けました, with the reference number."""
    said = _("協働サポーターの登録の申し込みを受け付けました。")
    number = _("受付番号：%(reference)s", reference=registration.reference)
    how = _("センターで内容を確かめて、結果をお知らせします。")
    leave_letter(
        "registrations.supporter_received",
        about=f"person:{registration.person_id}",
        to=supporter_of(registration),
        title=_("登録の申し込みを受け付けました（受付番号 %(reference)s）", reference=registration.reference),
        body="\n\n".join([said, number, how, supporter_page()]),
        once=f"registrations.supporter_received:{registration.id}:{registration.submissions}",
    )


def supporter_page() -> str:
    """The public address of a person's own registration."""
    base: str = current_app.extensions["settings"].base_url
    return f"{base.rstrip('/')}/my/register/person"


def page_of(registration: Registration) -> str:
    """The public address of the task list."""
    base: str = current_app.extensions["settings"].base_url
    return f"{base.rstrip('/')}/my/register/{registration.group_id}"

"""Letters to those who register a group."""

from dataclasses import replace

from flask import current_app

from directory.accounts.models import Account
from directory.letters.recipients import account_of, of_account, of_group, of_person
from directory.registrations.models import PersonRegistration, Registration
from kit.db import session
from kit.i18n import _, address_in, in_language
from kit.mail import Recipient, leave_letter


def applicant_of(registration: Registration) -> Recipient:
    """Who is written to: the account that applied; otherwise the group's own mail or postal address."""
    group = registration.group
    account = session.get(Account, registration.applicant_id) if registration.applicant_id else None
    if account is not None and account.active:
        return of_account(account)
    return of_group(group)


def registration_received(registration: Registration) -> None:
    """登録の申し込みを受け付けました, with the reference number."""
    group, to = registration.group, applicant_of(registration)
    with in_language(to.language):
        leave_letter(
            "registrations.received",
            about=f"group:{group.id}",
            to=to,
            title=_("登録の申し込みを受け付けました（受付番号 %(reference)s）", reference=registration.reference),
            body="\n\n".join(
                [
                    _("「%(name)s」の登録の申し込みを受け付けました。", name=group.name),
                    _("受付番号：%(reference)s", reference=registration.reference),
                    _("センターで内容を確かめて、結果をお知らせします。いまの状態は、下のページで見られます。"),
                    page_of(registration, to.language),
                ]
            ),
            once=f"registrations.received:{registration.id}:{registration.submissions}",
        )


def supporter_of(registration: PersonRegistration) -> Recipient:
    """Who is written to: the person's account; otherwise their own mail or postal address."""
    account, written = account_of(registration.person), of_person(registration.person)
    return replace(written, email=account.email, address="") if account else written


def supporter_received(registration: PersonRegistration) -> None:
    """協働サポーターの登録の申し込みを受け付けました, with the reference number."""
    to = supporter_of(registration)
    with in_language(to.language):
        said = _("協働サポーターの登録の申し込みを受け付けました。")
        number = _("受付番号：%(reference)s", reference=registration.reference)
        how = _("センターで内容を確かめて、結果をお知らせします。")
        leave_letter(
            "registrations.supporter_received",
            about=f"person:{registration.person_id}",
            to=to,
            title=_("登録の申し込みを受け付けました（受付番号 %(reference)s）", reference=registration.reference),
            body="\n\n".join([said, number, how, supporter_page(to.language)]),
            once=f"registrations.supporter_received:{registration.id}:{registration.submissions}",
        )


def supporter_page(language: str) -> str:
    """The public address of a person's own registration."""
    return address_in(language, current_app.extensions["settings"].base_url, "/my/register/person")


def page_of(registration: Registration, language: str) -> str:
    """The public address of the task list."""
    return address_in(language, current_app.extensions["settings"].base_url, f"/my/register/{registration.group_id}")

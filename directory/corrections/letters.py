"""What we write about corrections: to those who keep the page that there is one, to the visitor what became of it."""

from directory.accounts.models import Account
from directory.corrections.labels import attribute_label
from directory.corrections.models import Correction
from directory.groups.models import Group
from directory.history.models import Kind
from directory.letters.recipients import account_of, keepers_of, of_account
from kit import mail
from kit.clock import today
from kit.i18n import _, address_in, in_language
from kit.labels import label


def tell_keepers(correction: Correction, *, by: Account | None, base_url: str) -> None:
    """Tell the group's keepers, or the person, that there is a correction; of several on one day only the first.

    Where nobody can sign in to answer it, it waits on the desk. What was proposed is not told: anybody may write it.
    """
    subject = correction.subject
    for account in keepers_of(subject) if isinstance(subject, Group) else [account_of(subject)]:
        if account is not None and account is not by:
            _tell_keeper(correction, account, base_url)


def _tell_keeper(correction: Correction, account: Account, base_url: str) -> None:
    about, to = _subject(correction), of_account(account)
    kind, _colon, number = about.partition(":")
    pages = {"group": f"/groups/{number}/corrections", "person": f"/people/{number}/corrections"}
    with in_language(to.language):
        mail.leave_letter(
            "corrections.received",
            about=about,
            to=to,
            title=_("「%(name)s」のページについて、お知らせが届いています", name=mail.said(_name(correction))),
            body=_(
                "「%(name)s」のページを見た方から、「ここがちがうのではないか」というお知らせが届いています。\n"
                "下のページで1つずつ確かめて、直すか、そのままにするかを選んでください（ログインが必要です）。\n\n"
                "%(page)s\n\n"
                "同じ日にまた届いたときは、お手紙はこの1通だけです。届いているものは、すべて下のページで見られます。\n\n"
                "%(pages)s",
                name=mail.said(_name(correction)),
                page=address_in(to.language, base_url, f"/corrections/{correction.id}"),
                pages=address_in(to.language, base_url, pages[kind]),
            ),
            once=f"corrections.received {about} {today()} {account.id}",
        )


def leave_answer(correction: Correction) -> None:
    """Tell the visitor what became of each value."""
    kind = Kind.GROUP if isinstance(correction.subject, Group) else Kind.PERSON
    name = _name(correction)
    with in_language(correction.language):
        told = []
        for item in correction.items:
            line = f"・{attribute_label(kind, item.attribute)}：{label(item.decision)}"
            told.append(line + (f"\n　{item.answer}" if item.answer else ""))
        body = _(
            "「%(name)s」のページについて、お知らせいただきありがとうございました。\n"
            "つぎのようにしましたので、お伝えします。\n\n%(items)s\n\n"
            "このお返事をもって、あなたのメールアドレスは、お知らせの記録から消しました。",
            name=name,
            items="\n".join(told),
        )
        mail.leave_letter(
            "corrections.answer",
            about=_subject(correction),
            to=mail.Recipient(
                name=str(_("お知らせくださった方")), email=correction.email, language=correction.language
            ),
            title=str(_("お知らせいただいた内容について（%(name)s）", name=name)),
            body=str(body),
            once=f"corrections.answer:{correction.id}",
        )


def _subject(correction: Correction) -> str:
    kind = Kind.GROUP if isinstance(correction.subject, Group) else Kind.PERSON
    return f"{kind}:{correction.subject.id}"


def _name(correction: Correction) -> str:
    subject = correction.subject
    return subject.name if isinstance(subject, Group) else subject.display_name

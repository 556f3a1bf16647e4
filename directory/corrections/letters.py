"""What we write to the visitor who proposed a correction."""

from directory.corrections.labels import attribute_label
from directory.corrections.models import Correction
from directory.groups.models import Group
from directory.history.models import Kind
from kit import mail
from kit.i18n import _, in_language
from kit.labels import label


def leave_answer(correction: Correction) -> None:
    """Tell the visitor what became of each value."""
    subject = correction.subject
    kind = Kind.GROUP if isinstance(subject, Group) else Kind.PERSON
    name = subject.name if isinstance(subject, Group) else subject.display_name
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
            about=f"{kind}:{subject.id}",
            to=mail.Recipient(
                name=str(_("お知らせくださった方")), email=correction.email, language=correction.language
            ),
            title=str(_("お知らせいただいた内容について（%(name)s）", name=name)),
            body=str(body),
            once=f"corrections.answer:{correction.id}",
        )

"""What is written to who has claimed a group, in the language they read."""

from typing import Final

from directory.claims.models import Claim
from directory.letters.recipients import of_account
from kit.i18n import _, in_language
from kit.mail import leave_letter, said

KIND: Final = "claims.decided"


def tell_decision(claim: Claim, *, accepted: bool) -> None:
    """Write to who made the claim what was decided."""
    to, name = of_account(claim.account), said(claim.group.name)
    with in_language(to.language):
        title, body = _accepted(name) if accepted else _declined(name, said(claim.reason))
        leave_letter(KIND, about=f"group:{claim.group_id}", to=to, title=title, body=body)


def _accepted(group: str) -> tuple[str, str]:
    return _("「%(group)s」の申し出を認めました", group=group), _(
        "「%(group)s」の代表・担当であるとの申し出を確認しました。\n"
        "これからは、団体のページを代表としてご自分で直せます。\n\n"
        "ログインして「マイページ」を開き、「なおす」を押してください。\n"
        "ほかの方を担当に招くこともできます。",
        group=group,
    )


def _declined(group: str, reason: str) -> tuple[str, str]:
    return _("「%(group)s」の申し出を確認しました", group=group), _(
        "「%(group)s」の代表・担当であるとの申し出を確認しましたが、\n今回は認めることができませんでした。\n\n"
        "理由：%(reason)s\n\n"
        "事情のちがうところがあれば、センターにお電話ください。",
        group=group,
        reason=reason,
    )

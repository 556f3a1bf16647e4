"""What is written to who has claimed a group."""

from typing import Final

from directory.claims.models import Claim
from directory.memberships.letters import recipient, said
from kit.mail import leave_letter

KIND: Final = "claims.decided"

_ACCEPTED: Final = """「{group}」の代表・担当であるとの申し出を確認しました。
これからは、団体のページを代表としてご自分で直せます。

ログインして「マイページ」を開き、「なおす」を押してください。
ほかの方を担当に招くこともできます。"""
_DECLINED: Final = """「{group}」の代表・担当であるとの申し出を確認しましたが、
今回は認めることができませんでした。

理由：{reason}

事情のちがうところがあれば、センターにお電話ください。"""


def tell_decision(claim: Claim, *, accepted: bool) -> None:
    """Write to who made the claim what was decided."""
    name = said(claim.group.name)
    leave_letter(
        KIND,
        about=f"group:{claim.group_id}",
        to=recipient(claim.account),
        title=f"「{name}」の申し出を{'認めました' if accepted else '確認しました'}",
        body=_ACCEPTED.format(group=name) if accepted else _DECLINED.format(group=name, reason=said(claim.reason)),
    )

"""What is written to people about who keeps a group."""

from typing import Final

from directory.accounts.models import Account
from directory.groups.models import Group
from kit.mail import Recipient, leave_letter

INVITED: Final = "memberships.invited"
HANDOVER: Final = "memberships.handover"
CHANGED: Final = "memberships.changed"

_INVITED: Final = """「{group}」のページを一緒に直してほしいと、{by}さんから招待が届いています。
役割は「{role}」です。

下のページで内容を確かめて、よろしければ「加わる」を押してください。
14日間、1回だけ使えます。ログインしていない方は、先にログインしていただきます。

{{link}}

お心当たりのない方は、何もしなくて大丈夫です。"""
_HANDOVER: Final = """「{group}」の代表を引き継いでほしいと、{by}さんから申し出がありました。

下のページで内容を確かめて、よろしければ「代表を引き継ぐ」を押してください。
押すまでは、何も変わりません。14日間、1回だけ使えます。

{{link}}

お心当たりのない方は、何もしなくて大丈夫です。"""


def recipient(account: Account) -> Recipient:
    """An account as the reader of a letter."""
    return Recipient(name=account.name, email=account.email)


def invite(group: Group, to: Recipient, *, by: str, role: str, handover: bool, link: str) -> None:
    """Invite somebody to join, or to take the representation over."""
    title = "「{group}」の代表の引き継ぎのお願い" if handover else "「{group}」の担当への招待"
    body = _HANDOVER if handover else _INVITED
    words = {"group": said(group.name), "by": said(by), "role": role}
    leave_letter(
        HANDOVER if handover else INVITED,
        about=f"group:{group.id}",
        to=to,
        title=title.format(**words),
        body=body.format(**words),
        link=link,
    )


def tell(group: Group, to: Account, news: str) -> None:
    """Tell somebody concerned what has changed."""
    leave_letter(
        CHANGED,
        about=f"group:{group.id}",
        to=recipient(to),
        title=f"「{said(group.name)}」の担当の方が変わりました",
        body=f"{said(news)}\n\nお心当たりのないときは、センターにお電話ください。",
    )


def said(text: str) -> str:
    """Words of somebody else's within a letter: nothing in them can stand for its link."""
    return text.replace("{", "（").replace("}", "）")

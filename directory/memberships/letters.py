"""What is written to people about who keeps a group, each in their own language."""

from collections.abc import Callable
from typing import Final

import directory.memberships.labels  # noqa: F401 - the words of the roles
from directory.accounts.models import Account, MembershipRole
from directory.groups.models import Group
from directory.letters.recipients import of_account
from directory.memberships.models import Invitation
from kit.i18n import _, _l, address_in, in_language
from kit.labels import label
from kit.mail import LINK, Recipient, drop_letter, leave_letter, said

INVITED: Final = "memberships.invited"
HANDOVER: Final = "memberships.handover"
CHANGED: Final = "memberships.changed"

_INVITED: Final = _l(
    "「%(group)s」のページを一緒に直してほしいと、%(by)sさんから招待が届いています。\n"
    "役割は「%(role)s」です。\n\n"
    "下のページで内容を確かめて、よろしければ「加わる」を押してください。\n"
    "14日間、1回だけ使えます。ログインしていない方は、先にログインするか、アカウントをつくっていただきます。\n\n"
    "%(link)s\n\n"
    "お心当たりのない方は、何もしなくて大丈夫です。"
)
_HANDOVER: Final = _l(
    "「%(group)s」の代表を引き継いでほしいと、%(by)sさんから申し出がありました。\n\n"
    "下のページで内容を確かめて、よろしければ「代表を引き継ぐ」を押してください。\n"
    "押すまでは、何も変わりません。14日間、1回だけ使えます。\n\n%(link)s\n\n"
    "お心当たりのない方は、何もしなくて大丈夫です。"
)

News = Callable[[], str]
"""What has changed, in the language that is set when it is called."""


def invite(invitation: Invitation, group: Group, *, by: Account, base_url: str, path: str) -> None:
    """Invite somebody to join, or to take the representation over; who has no account is written to as ``by`` is."""
    account, email = invitation.account, invitation.email
    to = of_account(account) if account else Recipient(name=email, email=email, language=by.language.value)
    with in_language(to.language):
        leave_letter(
            HANDOVER if invitation.afterwards else INVITED,
            about=f"group:{group.id}",
            to=to,
            title=_title(invitation, said(group.name)),
            body=_body(invitation, said(group.name), said(by.name)),
            link=address_in(to.language, base_url, path),
            once=_once(invitation),
        )


def take_back(invitation: Invitation) -> None:
    """Take the letter of an invitation that is over out of the post."""
    drop_letter(_once(invitation))


def tell(group: Group, to: Account, news: News) -> None:
    """Tell somebody concerned what has changed."""
    with in_language(to.language):
        leave_letter(
            CHANGED,
            about=f"group:{group.id}",
            to=of_account(to),
            title=_("「%(group)s」の担当の方が変わりました", group=said(group.name)),
            body=said(news()) + "\n\n" + _("お心当たりのないときは、センターにお電話ください。"),
        )


def joined(group: Group, name: str, role: MembershipRole) -> News:
    """Somebody keeps the group from now on."""
    return lambda: _(
        "%(name)sさんが「%(group)s」の%(role)sになりました。", name=name, group=group.name, role=label(role)
    )


def role_changed(group: Group, name: str, role: MembershipRole) -> News:
    """Somebody is another thing in the group."""
    return lambda: _(
        "%(name)sさんの「%(group)s」での役割が「%(role)s」になりました。", name=name, group=group.name, role=label(role)
    )


def removed(group: Group, name: str) -> News:
    """Somebody was taken off the group."""
    return lambda: _("%(name)sさんを「%(group)s」の担当から外しました。", name=name, group=group.name)


def left(group: Group, name: str) -> News:
    """Somebody keeps the group no longer."""
    return lambda: _("%(name)sさんは「%(group)s」の担当をやめました。", name=name, group=group.name)


def handed_over(group: Group, name: str, *, stays: bool) -> News:
    """Somebody gave the representation up, and stays as an editor or goes."""
    if stays:
        return lambda: _("%(name)sさんは代表を引き継ぎ、「%(group)s」の担当になりました。", name=name, group=group.name)
    return lambda: _("%(name)sさんは代表を引き継ぎ、「%(group)s」の担当をやめました。", name=name, group=group.name)


def _title(invitation: Invitation, group: str) -> str:
    words = _l("「%(group)s」の代表の引き継ぎのお願い") if invitation.afterwards else _l("「%(group)s」の担当への招待")
    return str(words) % {"group": group}


def _body(invitation: Invitation, group: str, by: str) -> str:
    words = _HANDOVER if invitation.afterwards else _INVITED
    return str(words) % {"group": group, "by": by, "role": label(invitation.role), "link": LINK}


def _once(invitation: Invitation) -> str:
    return f"{INVITED} {invitation.subject}"

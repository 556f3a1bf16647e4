"""The last letter to somebody: that everything about them was deleted. It keeps their address until it has gone out."""

from datetime import timedelta
from typing import Final

from directory.accounts.models import Account
from directory.deletions.models import Deletion
from directory.letters.recipients import of_account, of_person
from directory.people.models import Person
from kit.i18n import _, in_language
from kit.mail import Letter, Recipient, leave_letter

KIND: Final = "deletions.done"
KEPT: Final = timedelta(days=3)
"""A letter that has not gone out by then is given up: nobody's address is kept longer for it."""


def last_recipient(account: Account | None, person: Person | None) -> Recipient | None:
    """To whom the last letter goes, read before they are forgotten; None for somebody who left no address."""
    to = of_account(account) if account and not account.deleted_at else of_person(person) if person else None
    return to if to is not None and (to.email or to.address) else None


def say_goodbye(deletion: Deletion, to: Recipient, *, backup_days: int) -> Letter | None:
    """Write that the deletion was carried out. Left after everything else was erased, so that it alone remains."""
    with in_language(to.language):
        return leave_letter(
            KIND,
            about=f"deletion:{deletion.id}",
            to=to,
            title=_("登録とアカウントの情報を消しました（受付番号 %(number)s）", number=deletion.id),
            body=_(
                "あなたについて持っていた、登録とアカウントの情報を消しました（受付番号 %(number)s）。\n"
                "控え（バックアップ）からも、%(days)s日以内になくなります。\n\n"
                "あて先は、このお知らせのためだけに、3日以内で残しています。お送りしたあとに、これも消します。\n\n"
                "これまでありがとうございました。お心当たりのないときは、センターにお電話ください。",
                number=deletion.id,
                days=backup_days,
            ),
            once=f"{KIND} {deletion.id}",
        )

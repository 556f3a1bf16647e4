"""What is written to somebody who could not this time, or has not answered for long: two questions, and no reproach."""

from typing import Final

from kit.i18n import _, in_language
from kit.mail import Recipient, leave_letter

TIMES: Final = "care.times"
PAUSE: Final = "care.pause"


def ask_times(*, about: str, to: Recipient, page: str, once: str) -> None:
    """Whether the times in the register are still right."""
    with in_language(to.language):
        leave_letter(
            TIMES,
            about=about,
            to=to,
            title=_("都合のよい曜日・時間を確かめてください"),
            body=_(
                "先日は、お返事をありがとうございました。日程が合わなかったとのこと、承知しました。\n\n"
                "登録してある曜日・時間が今と変わっていましたら、下のページでなおすか、お電話でお知らせください。"
                "変わりがなければ、何もしなくてかまいません。\n\n%(page)s",
                page=page,
            ),
            once=once,
        )


def ask_pause(*, about: str, to: Recipient, page: str, once: str) -> None:
    """Whether they would like to rest."""
    with in_language(to.language):
        leave_letter(
            PAUSE,
            about=about,
            to=to,
            title=_("しばらくお休みしますか"),
            body=_(
                "センターからのお願いが続けて届き、お返事がむずかしかったかもしれません。"
                "お返事がなかったことは、気になさらないでください。\n\n"
                "しばらく休みたいときは、下のページでいつまで休むかを入れるか、お電話でお知らせください。"
                "休むあいだは、お願いをお送りしません。続けられるときは、何もしなくてかまいません。\n\n%(page)s",
                page=page,
            ),
            once=once,
        )

"""What is written to a group or person at each step of asking, in the language of who reads it."""

from typing import Final

from directory.confirmations.models import Step
from kit.i18n import _, _l, in_language
from kit.mail import LINK, Recipient, leave_letter, said

KIND: Final = "confirmations.ask"

_TITLES: Final = {
    Step.ASKED: _l("登録内容の確認のお願い（年1回）"),
    Step.REMINDED: _l("登録内容の確認のお願い（2回目）"),
    Step.REMINDED_AGAIN: _l("登録内容の確認のお願い（3回目・来月から「確認中」と表示します）"),
    Step.UNSURE: _l("「確認中」と表示することのお知らせ"),
    Step.FADED: _l("一覧での公開を休むことのお知らせ"),
}
_NEWS: Final = {
    Step.ASKED: _l("登録していただいている内容が今も正しいか、年に1回おたずねしています。"),
    Step.REMINDED: _l("先月もおたずねしましたが、まだお返事がないため、もう一度お送りします。"),
    Step.REMINDED_AGAIN: _l(
        "まだお返事がありません。このままですと、来月から「確認中」という印がつき、\n紹介の候補に出なくなります。"
    ),
    Step.UNSURE: _l(
        "長くお返事がないため、今日から「確認中」という印をつけ、紹介の候補には\n"
        "出さないことにしました。お返事があれば、すぐにもとにもどします。"
    ),
    Step.FADED: _l(
        "2年のあいだお返事がないため、今日から一覧での公開を休みます。\n"
        "登録は消していません。お返事があれば、すぐにもとにもどします。"
    ),
}


def ask(step: Step, *, about: str, to: Recipient, name: str, link: str, once: str) -> None:
    """The letter of this step about a record."""
    with in_language(to.language):
        leave_letter(
            KIND,
            about=about,
            to=to,
            title=str(_TITLES[step]),
            body=_(
                "いつもお世話になっております。「%(name)s」の登録についてのおたずねです。\n\n%(news)s\n\n"
                "変わりがなければ、下のページで「変更はありません」を1回押すだけで終わります。\n"
                "直したいところ、お休み、解散・登録をやめるときも、同じページでお答えください。\n\n%(link)s\n\n"
                "お電話でのお返事も歓迎します。",
                name=said(name),
                news=str(_NEWS[step]),
                link=LINK,
            ),
            link=link,
            once=once,
        )

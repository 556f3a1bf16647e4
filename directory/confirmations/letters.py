"""What is written to a group or person at each step of asking."""

from typing import Final

from directory.confirmations.models import Step

KIND: Final = "confirmations.ask"

_TITLES: Final = {
    Step.ASKED: "登録内容の確認のお願い（年1回）",
    Step.REMINDED: "登録内容の確認のお願い（2回目）",
    Step.REMINDED_AGAIN: "登録内容の確認のお願い（3回目・来月から「確認中」と表示します）",
    Step.UNSURE: "「確認中」と表示することのお知らせ",
    Step.FADED: "一覧での公開を休むことのお知らせ",
}
_NEWS: Final = {
    Step.ASKED: "登録していただいている内容が今も正しいか、年に1回おたずねしています。",
    Step.REMINDED: "先月もおたずねしましたが、まだお返事がないため、もう一度お送りします。",
    Step.REMINDED_AGAIN: "まだお返事がありません。このままですと、来月から「確認中」という印がつき、\n"
    "紹介の候補に出なくなります。",
    Step.UNSURE: "長くお返事がないため、今日から「確認中」という印をつけ、紹介の候補には\n"
    "出さないことにしました。お返事があれば、すぐにもとにもどします。",
    Step.FADED: "2年のあいだお返事がないため、今日から一覧での公開を休みます。\n"
    "登録は消していません。お返事があれば、すぐにもとにもどします。",
}
_BODY: Final = """いつもお世話になっております。「{name}」の登録についてのおたずねです。

{news}

変わりがなければ、下のページで「変更はありません」を1回押すだけで終わります。
直したいところ、お休み、解散・登録をやめるときも、同じページでお答えください。

{{link}}

お電話でのお返事も歓迎します。"""


def title(step: Step) -> str:
    """The subject of the letter about this step."""
    return _TITLES[step]


def body(step: Step, *, name: str) -> str:
    """The text of the letter about this step; where its link goes stands ``{link}``."""
    return _BODY.format(news=_NEWS[step], name=name.replace("{", "（").replace("}", "）"))

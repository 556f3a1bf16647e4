"""What an import has to say about a row or a cell: the reason in words, how grave it is, and what was written there."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What follows from a finding."""

    NOTE = "note"  # understood; said so that nobody wonders
    DOUBT = "doubt"  # taken with a guess, or one cell left out; a person should look
    REFUSAL = "refusal"  # the row is not taken


class Reason(StrEnum):
    """Every reason there is. The value is the sentence shown (and the msgid of its translation)."""

    UNREADABLE_BYTES = "読めない文字がありました"
    MORE_VALUES = "見出しより値が多い行です"
    FEWER_VALUES = "見出しより値が少ない行です"
    OPEN_QUOTE = '引用符「"」が閉じていないようです'
    NO_HEADER = "見出しの行がないようなので、列を番号で呼びます"
    EMPTY_FILE = "空のファイルです"
    NO_ROWS = "見出しだけで、中身の行がありません"
    TITLE_ROWS = "見出しの前の行をとばしました"
    HEADER_MARK = "最初の見出しの前の「?」を取りのぞきました"
    BLANK_HEADER = "名前のない列があります"
    DOUBLE_HEADER = "同じ名前の列が二つあります"
    OTHER_SHEETS = "中身のいちばん多いシートだけを読みます"
    NAME_MISSING = "名前がありません"
    NAME_SHIFTED = "名前の列に別の値（番号や日付など）が入っています。列がずれていないかご確認ください"
    TOTAL_ROW = "合計の行のようなので、取り込みません"
    NAME_ONLY_DIGITS = "名前が数字だけです。合計や番号の列でないかご確認ください"
    TITLE_MISSING = "題名がありません"
    PRIVATE = "非公開と書かれています"
    NOT_A_CORPORATE_NUMBER = "法人番号ではありません（13桁の数字か、検査用数字が合いません）"
    NOT_A_PHONE = "電話番号として読めません"
    PHONE_ZERO_LOST = "先頭の0が落ちているようなので補いました"
    NOT_AN_EMAIL = "メールアドレスとして読めません"
    NOT_A_URL = "ウェブのアドレスとして読めません"
    DANGEROUS_URL = "http・https 以外のアドレスは取り込みません"
    NOT_A_DATE = "日付として読めません"
    NOT_A_NUMBER = "数として読めません"
    NOT_A_POSTAL_CODE = "郵便番号として読めません"
    NOT_COORDINATES = "緯度・経度として読めません"
    COORDINATES_SWAPPED = "緯度と経度が入れかわっているようなので、直しました"
    COORDINATES_ABROAD = "緯度・経度が日本の範囲にありません"
    NOT_YES_OR_NO = "はい・いいえのどちらか分かりません"
    UNKNOWN_FIELD = "活動分野が分かりません"
    UNKNOWN_SECTOR = "主体の種類が分かりません"
    SECTOR_GUESSED = "主体の種類を名前から推しはかりました"
    UNKNOWN_AREA = "地域が分かりません"
    NOT_AN_AREA_CODE = "全国地方公共団体コードではありません"
    UNKNOWN_FEE = "謝礼の区分が分かりません"
    UNKNOWN_WORD = "決められた言葉のどれにも当たりません"
    NOT_KANA = "ふりがなに、かな以外の文字があります"
    TIMES_UNKNOWN = "時間帯が書かれていないので、その曜日の全部の時間帯としました"
    SCHEDULE_UNKNOWN = "曜日と時間帯が読みとれないので、文のまま残しました"
    BARE_CODE = "意味の分からない番号なので使いませんでした"
    NOT_A_GROUP_KIND = "団体ではない法人種別"
    OLD_ENTRY = "古い履歴の行です（最新ではありません）"
    CLOSED = "閉鎖・解散した法人です"
    ON_BREAK = "休止中と書かれています"
    TOO_LONG = "長すぎるので、この項目には入りません"
    MAYBE_HOME = "人の住まいかもしれないので、活動場所をセンターのみにしました"
    POINT_OF_CONTACT = "連絡先の住所の地図の点かもしれないので、活動場所をセンターのみにしました"
    LOOKS_LIKE = "よく似た登録があるので、別のものとして審査待ちにしました"
    WITHDRAWN = "登録や公開の同意を取りやめた方（団体）なので、取り込みませんでした"
    LIKE_WITHDRAWN = "登録や公開の同意を取りやめた方（団体）とよく似ています。公開の前に、本人に確かめてください"
    KEPT_AS_EDITED = "手で直された項目なので、そのままにしました"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. ``original`` is the text of the cell as it was in the file; ``column`` its header."""

    reason: Reason
    weight: Weight = Weight.DOUBT
    original: str = ""
    column: str = ""
    detail: str = ""

    @property
    def text(self) -> str:
        """The remark in one line of Japanese."""
        return str(self.reason) + (f"：{self.detail}" if self.detail else "")


def note(reason: Reason, original: str = "", *, detail: str = "") -> Finding:
    """A remark that asks for nothing."""
    return Finding(reason, Weight.NOTE, original, detail=detail)


def doubt(reason: Reason, original: str = "", *, detail: str = "") -> Finding:
    """A remark that a person should look at."""
    return Finding(reason, Weight.DOUBT, original, detail=detail)


def refusal(reason: Reason, original: str = "", *, detail: str = "") -> Finding:
    """A remark for which the row is left out."""
    return Finding(reason, Weight.REFUSAL, original, detail=detail)

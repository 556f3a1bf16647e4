"""Keys under which Japanese text is compared: stored text itself is never changed by these."""

import re
import unicodedata
from typing import Final

import jaconv

# 旧字体・異体字 that occur in names and addresses, folded for comparison only. NFKC leaves these alone.
_VARIANTS = str.maketrans(
    "髙﨑嵜碕𥔎齋齊斎濵濱邉邊𠮷德橫桒桑廣國澤壽嶋嶌舘圓惠眞藏佛檜曾禮來辻祇祗",
    "高崎崎崎崎斉斉斉浜浜辺辺吉徳横桑桑広国沢寿島島館円恵真蔵仏桧曽礼来辻祇祇",
)
_DASHES = "-‐‑‒–—―−ー－ｰ~〜～"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_VOICING = re.compile("[\u3099\u309a]")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_RUN = re.compile(r"(.)\1{15,}")  # a run of one character costs a tokenizer its square, and says nothing
_LONGEST_TEXT = 200_000  # characters that are read at all; some characters become eighteen in compatibility form
_SELECTORS = re.compile("[\U0000fe00-\U0000fe0f\U000e0100-\U000e01ef]")
_DROPPED = str.maketrans("", "", _DASHES + "・･.．,，、。'’\"“”「」『』()（）[]【】<>＜＞　 \t\r\n")


def nfkc(text: str) -> str:
    """Compatibility form: full-width letters become half-width, half-width kana full-width."""
    return unicodedata.normalize("NFKC", text)


def hiragana(text: str) -> str:
    """A reading in hiragana, whatever kana and width it was typed in."""
    return str(jaconv.kata2hira(nfkc(text))).strip()


def fold_variants(text: str) -> str:
    """Old and variant kanji replaced by the common form (髙 → 高)."""
    return text.translate(_VARIANTS)


def strip_variation_selectors(text: str) -> str:
    """Ideographic variation selectors removed, so that 祇󠄀 compares as 祇."""
    return _SELECTORS.sub("", text)


def search_key(text: str) -> str:
    """The form in which two spellings of one name are equal: width, case, kana, variants, spaces and dashes folded."""
    folded = fold_variants(nfkc(strip_variation_selectors(text)).casefold())
    return str(jaconv.kata2hira(folded)).translate(_DROPPED)


KANA_ROWS: Final = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "やゆよ",
    "らりるれろ",
    "わをん",
)
"""What a name may begin with, as :func:`in_kana_order` writes it, by the rows of the syllabary."""


def in_kana_order(text: str) -> str:
    """A key that sorts readings as Japanese lists do: か and が, つ and っ are one, and only tell apart what else is equal.

    The plain :func:`search_key` stands in it whole.
    """
    key = search_key(text)
    plain = unicodedata.normalize("NFC", _VOICING.sub("", unicodedata.normalize("NFD", key))).translate(_SMALL)
    return key if plain == key else f"{plain} {key}"


def cleaned(text: str) -> str:
    """Text that no analysis can stumble over: compatibility form, variants folded, controls gone."""
    text = _INVISIBLE.sub("", _CONTROLS.sub(" ", text[:_LONGEST_TEXT]))
    return _shortened(fold_variants(nfkc(_shortened(text))))[:_LONGEST_TEXT]


def _shortened(text: str) -> str:
    return _RUN.sub(lambda run: run[1] * 3, text)

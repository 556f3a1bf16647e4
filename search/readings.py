"""Character pairs and sounds: how half a name, half a reading or rōmaji is compared."""

import re
from collections.abc import Iterable, Iterator

from kit.text import search_key

_KANA = re.compile(r"[ぁ-ゖー]+")
_LATIN = re.compile(r"[a-z' \-]+")
_AFTER_O = re.compile(r"(?<=[おこそとのほもよろごぞどぼぽょ])[うおぉ]")
_AFTER_U = re.compile(r"(?<=[うくすつぬふむゆるぐずづぶぷゅ])[うぅ]")
_SOUNDS_ALIKE = str.maketrans("ぢづを", "じずお", "ーっ")
_MACRONS = str.maketrans("āīūēōâîûêô", "aiueoaiueo")
_LONGEST = 24  # pairs of one query; a longer text is told apart by its first ones

# One row per consonant, vowels in the order a i u e o; "-" is a sound that Japanese does not have.
_ROWS = {
    "": "あ い う え お", "k": "か き く け こ", "g": "が ぎ ぐ げ ご", "s": "さ し す せ そ", "z": "ざ じ ず ぜ ぞ",
    "t": "た ち つ て と", "d": "だ ぢ づ で ど", "n": "な に ぬ ね の", "h": "は ひ ふ へ ほ", "b": "ば び ぶ べ ぼ",
    "p": "ぱ ぴ ぷ ぺ ぽ", "m": "ま み む め も", "y": "や - ゆ - よ", "r": "ら り る れ ろ", "w": "わ - - - を",
    "f": "ふぁ ふぃ ふ ふぇ ふぉ", "j": "じゃ じ じゅ じぇ じょ", "sh": "しゃ し しゅ しぇ しょ",
    "ch": "ちゃ ち ちゅ ちぇ ちょ", "ts": "- - つ - -", "v": "ゔぁ ゔぃ ゔ ゔぇ ゔぉ",
    "ky": "きゃ - きゅ - きょ", "gy": "ぎゃ - ぎゅ - ぎょ", "sy": "しゃ - しゅ - しょ", "zy": "じゃ - じゅ - じょ",
    "ty": "ちゃ - ちゅ - ちょ", "ny": "にゃ - にゅ - にょ", "hy": "ひゃ - ひゅ - ひょ", "by": "びゃ - びゅ - びょ",
    "py": "ぴゃ - ぴゅ - ぴょ", "my": "みゃ - みゅ - みょ", "ry": "りゃ - りゅ - りょ", "jy": "じゃ - じゅ - じょ",
}  # fmt: skip
_SYLLABLES = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
    if kana != "-"
}


def is_kana(key: str) -> bool:
    """Whether a search key is a reading: hiragana and nothing else."""
    return _KANA.fullmatch(key) is not None


def sound(reading: str) -> str:
    """A reading as it is heard: long vowels, doubled consonants and ぢ/じ made equal (きょうかい, きょかい, kyokai)."""
    heard = search_key(reading).translate(_SOUNDS_ALIKE)
    return _AFTER_U.sub("", _AFTER_O.sub("", heard))


def kana_of_romaji(text: str) -> str:
    """The hiragana of a word in rōmaji (Hepburn or kunrei), a last unfinished syllable left out; "" if it is none."""
    letters = text.casefold().translate(_MACRONS)
    if not _LATIN.fullmatch(letters):
        return ""
    letters = re.sub(r"[ \-]", "", letters)
    kana: list[str] = []
    at = 0
    while at < len(letters):
        step, syllable = _syllable(letters, at)
        if not step:
            return "".join(kana) if not re.search(r"[aiueo]", letters[at:]) and len(letters) - at < 3 else ""
        kana.append(syllable)
        at += step
    return "".join(kana)


def _syllable(letters: str, at: int) -> tuple[int, str]:
    for length in (3, 2, 1):
        if kana := _SYLLABLES.get(letters[at : at + length]):
            return length, kana
    here, following = letters[at], letters[at + 1 : at + 2]
    if at and here in "nm" and following and following not in "aiueoy":
        return (2, "ん") if following == "'" else (1, "ん")
    if at and here == "n" and not following:
        return 1, "ん"
    if (here == following and here not in "aiueon'") or letters[at : at + 3] == "tch":
        return 1, "っ"
    return 0, ""


def pieces_of(key: str, starts: Iterable[int], *, mark: str = "") -> Iterator[str]:
    """The pairs under which a name can be met: every kanji, every pair, and both marked ^ where a word begins."""
    for at in range(len(key)):
        if not is_kana(key[at]):
            yield mark + key[at]
        if at + 1 < len(key):
            yield mark + key[at : at + 2]
    for at in starts:
        yield f"{mark}^{key[at]}"
        if at + 1 < len(key):
            yield f"{mark}^{key[at : at + 2]}"


def pieces_from_start(key: str, *, mark: str = "") -> tuple[str, ...]:
    """The pairs a name has if one of its words begins with this key; all of them are required."""
    if len(key) == 1:
        return (f"{mark}^{key}",) if is_kana(key) else (mark + key,)
    return (f"{mark}^{key[:2]}", *pieces_anywhere(key[1:], mark=mark)) if len(key) > 2 else (f"{mark}^{key}",)


def pieces_anywhere(key: str, *, mark: str = "") -> tuple[str, ...]:
    """The pairs a name has if it contains this key; all of them are required."""
    if len(key) < 2:
        return pieces_from_start(key, mark=mark) if key else ()
    return tuple(dict.fromkeys(mark + key[at : at + 2] for at in range(min(len(key) - 1, _LONGEST))))

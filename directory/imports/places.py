"""Reads places: prefecture and municipality out of an address or a list of areas, and 全国地方公共団体コード."""

import re
from dataclasses import dataclass
from typing import Final

from directory.imports.cells import Read, says_hidden, says_nothing, trimmed
from directory.imports.findings import Reason, doubt, note
from directory.vocabularies.prefectures import PREFECTURES
from kit.text import nfkc

NATIONWIDE: Final = "全国"
PREFECTURE_NAMES: Final = tuple(entry.name for entry in PREFECTURES)
_NAMES: Final = PREFECTURE_NAMES
_CODES: Final = {entry.code: entry.name for entry in PREFECTURES}
# 東京都 → 東京; 北海道 has no shorter name.
_SHORT: Final = {entry.name if entry.name == "北海道" else entry.name[:-1]: entry.name for entry in PREFECTURES}
_ENGLISH: Final = {entry.name_en.casefold(): entry.name for entry in PREFECTURES}
_REGIONS: Final = {
    "東北": _NAMES[1:7], "北関東": _NAMES[7:10], "関東": _NAMES[7:14], "首都圏": _NAMES[10:14], "南関東": _NAMES[10:14],
    "甲信越": (_NAMES[14], *_NAMES[18:20]), "北陸": _NAMES[15:18], "東海": (_NAMES[20], *_NAMES[21:24]),
    "中部": _NAMES[14:23], "近畿": _NAMES[23:30], "関西": _NAMES[24:30], "山陰": _NAMES[30:32], "山陽": _NAMES[32:35],
    "中国": _NAMES[30:35], "四国": _NAMES[35:39], "九州": _NAMES[39:46],
}  # fmt: skip
# 政令指定都市 have wards below the city; their ward is the municipality that has a code.
_WARD_CITIES: Final = (
    "札幌|仙台|さいたま|千葉|横浜|川崎|相模原|新潟|静岡|浜松|名古屋|京都|大阪|堺|神戸|岡山|広島|北九州|福岡|熊本"
)
# Names that hold 市, 町 or 村 before their own ending.
_CITIES: Final = "四日市|廿日市|野々市|市川|市原|大町|町田|十日町|東村山|武蔵村山|村山|村上|羽村|田村|大村"
_TOWNS: Final = "大町町|玉村町|余市町|村田町|市川三郷町|市貝町|市川町|上市町|下市町|上郡町"
_MUNICIPALITY: Final = re.compile(
    rf"(?:{_WARD_CITIES})市(?:中村|[^市区町村]{{1,4}})区"
    rf"|(?:{_TOWNS})"
    rf"|(?:{_CITIES})市"
    rf"|(?!郡山|郡上)[^市区町村]{{1,5}}郡(?:{_TOWNS}|[^市区]{{1,6}}?[町村])"
    rf"|(?:余市|高市|東村山|西村山|北村山|田村)郡(?:{_TOWNS}|[^市区]{{1,6}}?[町村])"
    r"|[^市区町村]{1,6}市|[^市区町村]{1,4}区"
    r"|[^市区町村]{1,6}[町村]"
)
_POSTAL: Final = re.compile(r"^〒?\s*[0-9０-９]{3}[-‐‑–—−ー－]?[0-9０-９]{4}\s*")
_MARKS: Final = re.compile(
    r"[、，,・･/／\n\r;；（）()「」『』【】\s　。&＆]+|(?<=[都道府県市区町村])(?:と|及び|および|や)"
)
_NAMED_IN_PROSE: Final = re.compile(rf"全国(?=で|各地|対応|展開|的に活動)|{'|'.join(_NAMES)}")
# 帯広, つくば: a municipality without its ending, which only the area vocabulary can tell from other words.
_BARE_NAME: Final = re.compile(r"[一-龥々ヶケ]{2,5}|[ぁ-ゖ]{3,5}")
_NO_PLACES: Final = frozenset(
    "その他 全て すべて 主に および 及び 特になし 県内 市内 町内 区内 国内 海外 県外 市外 不問 要相談".split()
)
_AROUND: Final = re.compile(
    r"(?:を?中心(?:に|とした|として)?|全域|全県|一円|一帯|周辺|近郊|近辺|地方|地域|地区|圏|内|など|等|ほか|他|各地|"
    r"エリア|在住|全般|近隣(?:市町村?|県)?|を拠点)+"
    r"(?:に?活動(?:中|しています|して|する)?)?$|に?活動(?:中|しています)?$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart as far as it can be without a table of municipalities."""

    prefecture: str = ""
    municipality: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class AreaHint:
    """A place to be looked up in the area vocabulary. ``codes`` are candidates, best first; names are as written.

    ``prefecture`` may be 全国, and is only likely where it comes from another column or an earlier item; a municipality
    may lack its ending (帯広), or be no place at all.
    """

    prefecture: str = ""
    municipality: str = ""
    codes: tuple[str, ...] = ()


def prefecture(text: str) -> Read[str]:
    """Full name of a prefecture from 山口県, 山口, Yamaguchi or 35."""
    bare = trimmed(text)
    if says_nothing(bare) or says_hidden(bare):
        return Read("")
    folded = nfkc(bare).replace(" ", "")
    if folded in _NAMES:
        return Read(folded)
    code = folded.zfill(2) if folded.isdecimal() else ""
    found = _SHORT.get(folded) or _ENGLISH.get(folded.casefold()) or _CODES.get(code)
    return Read(found) if found else Read("", (doubt(Reason.UNKNOWN_AREA, text),))


def split_address(text: str) -> Address:
    """Prefecture, municipality (with 郡 and ward) and the rest of an address, as written."""
    bare = _POSTAL.sub("", trimmed(text))
    found = next((entry for entry in _NAMES if bare.startswith(entry)), "")
    left = bare[len(found) :].lstrip(" 　")
    municipality = _MUNICIPALITY.match(left)
    if municipality is None:
        return Address(found, "", left)
    return Address(found, municipality.group(), left[municipality.end() :].lstrip(" 　"))


def areas(text: str) -> Read[tuple[AreaHint, ...]]:
    """Places of a free list: 山口市・防府市, 東京, 関東, 全国. What is no place is told in the finding's detail."""
    if says_nothing(text) or says_hidden(text):
        return Read(())
    hints: dict[AreaHint, None] = {}
    unknown: list[str] = []
    within = ""
    for item in filter(None, _MARKS.split(trimmed(text))):
        word = _AROUND.sub("", item) or item
        found = _area(word, within)
        if not found and word not in _NO_PLACES:
            unknown.append(item)
            found = [AreaHint(place) for place in _NAMED_IN_PROSE.findall(item)]
        for hint in found:
            within = hint.prefecture if len(found) == 1 and hint.prefecture != NATIONWIDE else within
            hints[hint] = None
    findings = (note(Reason.UNKNOWN_AREA, text, detail="、".join(unknown)),) if unknown else ()
    return Read(tuple(hints), findings)


def area_code(text: str) -> Read[tuple[str, ...]]:
    """Candidates for a code of the area vocabulary: ``352039`` from 352039 or 35203, ``35`` from 35 or 350001.

    Spreadsheets drop a leading 0, which makes some numbers of five digits ambiguous; then there are two candidates.
    """
    if says_nothing(text) or says_hidden(text):
        return Read(())
    digits = re.sub(r"[^0-9]", "", nfkc(text))
    candidates: list[str] = []
    if len(digits) == 6 and check_digit(digits[:5]) == digits[5]:
        candidates.append(digits)
    if len(digits) in (4, 5):
        whole = digits.zfill(5)
        # Numbers of municipalities start at 100; below it stands a prefecture or a 6-digit code without its 0.
        if whole[:2] in _CODES and int(whole[2:]) >= 100:
            candidates.append(whole + check_digit(whole))
        longer = digits.zfill(6)
        if len(digits) == 5 and longer[:2] in _CODES and check_digit(longer[:5]) == longer[5]:
            candidates.append(longer)
    if len(digits) in (1, 2) and digits.zfill(2) in _CODES:
        candidates.append(digits.zfill(2))
    if not candidates:
        return Read((), (doubt(Reason.NOT_AN_AREA_CODE, text),))
    return Read(tuple(code[:2] if code[2:5] == "000" else code for code in candidates))


def check_digit(five: str) -> str:
    """The sixth digit of a 全国地方公共団体コード: 11 − (Σ digit × 6, 5, 4, 3, 2 mod 11), its last digit.

    Source: 総務省「全国地方公共団体コード仕様」 (検査数字).
    """
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _area(word: str, within: str) -> list[AreaHint]:
    if word in (NATIONWIDE, "日本", "日本全国", "全都道府県", "オンライン全国"):
        return [AreaHint(NATIONWIDE)]
    if word in _REGIONS:
        return [AreaHint(name) for name in _REGIONS[word]]
    if word in _SHORT or word in _NAMES:
        return [AreaHint(_SHORT.get(word, word))]
    address = split_address(word)
    if not address.prefecture and not address.municipality and _BARE_NAME.fullmatch(word) and word not in _NO_PLACES:
        return [AreaHint(within, word)]
    if address.municipality and not re.search(r"[をがのはに]", address.municipality):
        return [AreaHint(address.prefecture or within, address.municipality)]
    return [AreaHint(address.prefecture)] if address.prefecture else []

"""What a supporter could be: the notation of the profiles, read into `Profile` objects.

A block begins with `= title|skills|fields`; then `x` names (for people from abroad) · `i` one-line introduction · `a` sentence ·
`q` qualifications · `k` kinds of help · `@` schedule and fee. {d} in a sentence is the district.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from app.demo.names import Word, word

_MODULES = ("profiles_office", "profiles_care", "profiles_hands", "profiles_stage")
_AGES = {
    "元": (61, 79),
    "大学生": (19, 22),
    "高校生": (15, 18),
    "主婦": (34, 58),
    "傾聴": (58, 78),
    "郷土史家": (70, 82),
}
_WOMEN = ("助産師", "主婦")
_AFFILIATIONS = {
    "大学生": "むすび大学", "高校生": "むすび中央高校", "大学の研究者": "むすび大学", "元": "退職後、地域で活動",
    "税理士": "自営業", "社会保険": "自営業", "司法書士": "自営業", "行政書士": "自営業", "グラフィック": "自営業", "イラスト": "自営業",
    "中小企業": "自営業", "ウェブ制作": "会社員", "SNS": "会社員", "システム": "会社員", "地図": "会社員", "看護師": "市内の病院に勤務",
    "保育士": "市内の保育園に勤務", "ケアマネ": "市内の事業所に勤務", "高校の数学": "市内の高校に勤務", "野菜農家": "農業",
    "米農家": "農業", "林業家": "林業", "わな猟": "農業", "菓子職人": "自営業", "左官": "自営業",
    "障がい福祉": "市内の事業所に勤務", "ピアノ": "自営業",
}  # fmt: skip
# How many years in the trade at most.
_LONG_YEARS = {"元": 40, "郷土史家": 50, "左官": 40, "写真": 40, "アマチュア": 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of supporter; `ages` are the youngest and the oldest, `longest` the most years in the trade."""

    title: str
    names: tuple[Word, ...]
    skills: tuple[str, ...]
    fields: tuple[int, ...]
    introductions: tuple[str, ...]
    abouts: tuple[str, ...]
    qualifications: str
    help_kinds: tuple[str, ...]
    schedule: str
    fee: str
    ages: tuple[int, int]
    women: bool
    longest: int
    affiliation: str


@cache
def profiles() -> tuple[Profile, ...]:
    """All kinds of supporters, in the order of the word material."""
    blocks = []
    for module in _MODULES:
        text: str = import_module(f"app.demo.words.{module}").PROFILES
        blocks += text.strip().removeprefix("= ").split("\n= ")
    return tuple(map(_profile, blocks))


def _profile(block: str) -> Profile:
    heading, *lines = block.strip().split("\n")
    title, skills, fields = heading.split("|")
    found: dict[str, list[str]] = {sign: [] for sign in "xiaqk@"}
    for line in lines:
        found[line[0]].append(line[2:].strip())
    schedule, fee = found["@"][0].split()
    return Profile(
        title=title,
        names=tuple(Word(*(part.replace("_", " ") for part in word(pair))) for pair in " ".join(found["x"]).split()),
        skills=tuple(skills.split()),
        fields=tuple(map(int, fields.split())),
        introductions=tuple(found["i"]),
        abouts=tuple(found["a"]),
        qualifications="、".join(found["q"][0].split()) if found["q"] else "",
        help_kinds=tuple(found["k"][0].split()),
        schedule=schedule,
        fee=fee,
        ages=next((ages for mark, ages in _AGES.items() if title.startswith(mark) or mark in title[1:]), (32, 68)),
        women=any(mark in title for mark in _WOMEN),
        longest=next((years for mark, years in _LONG_YEARS.items() if title.startswith(mark)), 20),
        affiliation=next((name for mark, name in _AFFILIATIONS.items() if title.startswith(mark)), ""),
    )

"""Guesses which skills and fields a need is about from the words of its story, for needs that name none (推定)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Generic, TypeVar

from directory.vocabularies.models import Skill
from kit.text import search_key
from search.analysis import Unit, units

Entry = TypeVar("Entry", int, str)

MOST_SKILLS: Final = 4
MOST_FIELDS: Final = 3
_TITLE: Final = 2
"""A word of the title counts as often."""
_ENOUGH: Final = 3
"""Whatever is said more often than this is not more meant."""
_SHORTEST: Final = 2

_key = lru_cache(maxsize=20_000)(search_key)

# Words that stand in stories about anything, although they are also synonyms of a skill: alone they tell nothing.
_EVERYWHERE: Final = frozenset(
    map(
        _key,
        "手伝い 記録 車 データ デジタル 世話 入力 評価 安全 絵 募集情報 公募 アプリ ゲーム 窓口 受付 設立 精算 編集 事務 "
        "リモート 講座 講演 講習 教室 研修 訓練 養成 指導 相談 助言 運営 進行 イベント 予算 仕事 運転".split(),
    )
)

FIELD_WORDS: Final[Mapping[int, str]] = {
    1: "保健 医療 福祉 健康 介護 高齢者 障がい者 障害者 認知症 看護 居場所 ひきこもり 難病 介護予防 食育",
    2: "社会教育 生涯学習 公民館 学習会 読書 図書館 市民大学",
    3: "まちづくり 街づくり 町内会 自治会 商店街 空き家 景観 移住 コミュニティ 住民自治 地域づくり",
    4: "観光 旅行 ガイド おもてなし 特産品 観光客",
    5: "農山漁村 中山間地域 農村 農業 漁業 林業 里山 棚田 田んぼ 休耕田",
    6: "学術 文化 芸術 スポーツ 音楽 美術 演劇 合唱 歴史 伝統 祭り 郷土史 文化財 運動 展覧会",
    7: "環境保全 自然環境 環境問題 環境学習 環境活動 自然 清掃 ごみ 川 森 海 リサイクル 省エネ 生き物 緑化 温暖化 花壇 美化 水質",
    8: "災害救援 災害 被災地 被災者 避難所 災害ボランティア 復興",
    9: "地域安全 防犯 交通安全 防災 見守り 自主防災 消防 避難訓練 防災訓練",
    10: "人権 平和 戦争 差別 虐待 同和 人権啓発",
    11: "国際協力 国際交流 外国人 多文化共生 留学生 海外 難民",
    12: "男女共同参画 ジェンダー 女性 配偶者暴力 ワークライフバランス",
    13: "子ども こども 子育て 児童 青少年 学童 保育 不登校 親子 乳幼児 小学生 中学生 高校生 子ども食堂",
    14: "情報化社会 情報化 デジタル インターネット パソコン スマートフォン スマホ プログラミング オープンデータ",
    15: "科学技術 科学 実験 発明 ものづくり ロボット 天文",
    16: "経済活動 起業 商工 地場産業 産業 商品開発 販路 コミュニティビジネス",
    17: "職業 雇用 就労 就職 再就職 職業訓練 働き方 テレワーク キャリア",
    18: "消費者保護 消費者 消費生活 悪質商法 契約トラブル 詐欺",
    19: "団体支援 市民活動支援 中間支援 NPO支援 市民活動センター ボランティアセンター 協働推進",
}

# What those need who say so, although it is no other word for it: that would make it one in every search.
_SKILL_HINTS: Final[Mapping[str, str]] = {
    "care.elder": "認知症",
    "cooking.hygiene": "食の安全 食中毒",
    "cooking.local": "地産地消",
    "farming.flower": "グリーンカーテン",
    "it": "IT",
    "language": "多文化共生 在住外国人",
    "lecture.nature": "温暖化 ごみ減量 リサイクル",
    "lecture.rights": "男女共同参画",
    "performance.music": "コンサート",
    "performance.tradition": "呈茶",
}


@dataclass(frozen=True, slots=True)
class Guess(Generic[Entry]):
    """An entry of a vocabulary, and the word of the story that speaks for it."""

    entry: Entry
    word: str


def guess_skills(title: str, story: str, skills: Iterable[Skill]) -> list[Guess[int]]:
    """The skills, by id, whose words the story uses most; of the upper ones first, each followed by its own."""
    return _most_said(title, story, {skill.id: _words_for(skill) for skill in skills}, MOST_SKILLS)


def _words_for(skill: Skill) -> list[str]:
    """Its name, what stands on either side of a ・ in it, its synonyms, and what else calls for it."""
    return [skill.name, *skill.name.split("・"), *skill.synonyms, *_SKILL_HINTS.get(skill.code, "").split()]


def guess_fields(title: str, story: str) -> list[Guess[int]]:
    """The fields of activity, by code, whose words the story uses most."""
    return _most_said(title, story, {code: words.split() for code, words in FIELD_WORDS.items()}, MOST_FIELDS)


def _most_said(title: str, story: str, words: Mapping[int, Iterable[str]], most: int) -> list[Guess[int]]:
    owners: dict[str, list[int]] = {}
    for entry, known in words.items():
        for key in {_key(word) for word in known}:
            if len(key) >= _SHORTEST and key not in _EVERYWHERE:
                owners.setdefault(key, []).append(entry)
    said: Counter[int] = Counter()
    spoke: dict[int, str] = {}
    for text, weight in ((title, _TITLE), (story, 1)):
        for key, shown in _found(text, owners):
            for entry in owners[key]:
                said[entry] += weight
                spoke.setdefault(entry, shown)
    order = {entry: place for place, entry in enumerate(words)}
    # A word of both an upper skill and one of its own speaks for the narrower, which follows in the list.
    narrowest = {
        word: max((entry for entry in spoke if spoke[entry] == word), key=order.__getitem__) for word in spoke.values()
    }
    best = sorted(narrowest.values(), key=lambda entry: (-min(said[entry], _ENOUGH), -len(spoke[entry]), order[entry]))
    return [Guess(entry, spoke[entry]) for entry in best[:most]]


def _found(text: str, known: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """(key, as written) of the known words in a text: runs of smallest units, the longest from each place on."""
    surfaces = [piece for unit in units(text) for piece in _pieces(unit)]
    keys = [_key(surface) for surface in surfaces]
    longest = max(map(len, known), default=0)
    at = 0
    while at < len(keys):
        end = _longest_run(keys, at, known, longest)
        if end > at:
            yield "".join(keys[at:end]), "".join(surfaces[at:end])
        at = max(end, at + 1)


def _pieces(unit: Unit) -> Iterator[str]:
    """子ども会 is 子ども and 会."""
    for begin, end in pairwise((*unit.word.part_starts, len(unit.surface))):
        yield unit.surface[begin:end]


def _longest_run(keys: Sequence[str], at: int, known: Mapping[str, object], longest: int) -> int:
    joined, best = "", at
    for end in range(at, len(keys)):
        joined += keys[end]
        if len(joined) > longest:
            break
        if joined in known and keys[at] and keys[end]:
            best = end + 1
    return best

"""The words of the synthetic town: skills of two levels with what people say instead of them, fields, districts."""

from typing import Final

from matching.scoring.profiles import AreaEntry, SkillEntry, Vocabulary
from matching.suggestions.guesses import FIELD_WORDS

# Under each upper skill its own skills, each with other ways to say it.
_SKILLS: Final = {
    "会計": "帳簿:記帳,伝票 決算:貸借対照表,収支報告 予算:見積もり,資金繰り 助成金:補助金,申請書",
    "広報": "チラシ:ポスター,折り込み ホームページ:ウェブサイト,ブログ 写真:撮影,カメラ 動画:映像,編集",
    "手仕事": "大工:木工,修繕 裁縫:縫い物,手芸 園芸:花壇,庭木 調理:料理,献立",
    "ことば": "英語:英会話,翻訳 手話:ろう者,指文字 通訳:同時通訳,橋渡し 朗読:読み聞かせ,紙芝居",
    "教える": "学習支援:宿題,勉強 パソコン:表計算,スマホ 音楽:合唱,楽器 体操:ストレッチ,運動",
    "場づくり": "司会:進行役,アナウンス 企画:計画,行事 記録:議事録,書記 話し合い:ワークショップ,ファシリテーション",
    "聴く": "傾聴:話し相手,聞き役 介護:車いす,介助 子守り:保育,見守り 健康:血圧,栄養",
    "動く": "運転:送迎,車 運搬:荷物,力仕事 清掃:草刈り,ごみ拾い 測量:地図,図面",
}
CITY: Final = "359998"
DISTRICTS: Final = tuple(f"{CITY}-{number:02}" for number in range(1, 9))
TOWNS: Final = ("359997", "359996", "359995")
FIELDS: Final = {code: FIELD_WORDS[code].split() for code in (1, 3, 6, 7, 9, 11, 13, 14)}
FILLER: Final = (
    "地域の皆さんと楽しく続けています。", "退職してから時間ができました。", "無理のない範囲でお手伝いします。",
    "はじめての方も歓迎します。", "これまでの経験を生かしたいと思っています。", "週末を中心に動いています。",
    "人と話すことが好きです。", "長くこの町に住んでいます。",
)  # fmt: skip


def vocabulary() -> tuple[Vocabulary, dict[int, list[str]]]:
    """The words that needs and people are described with, and for every skill what is said instead of its name."""
    skills: dict[int, SkillEntry] = {}
    said: dict[int, list[str]] = {}
    for upper, below in _SKILLS.items():
        parent = len(skills) + 1
        skills[parent], said[parent] = SkillEntry(upper), [upper]
        for entry in below.split():
            name, others = entry.split(":")
            said[len(skills) + 1] = [name, *others.split(",")]
            skills[len(skills) + 1] = SkillEntry(name, parent)
    areas = {"35": AreaEntry("むすび県"), CITY: AreaEntry("むすび市", "35", (34.0, 131.0))}
    for number, code in enumerate(DISTRICTS):
        areas[code] = AreaEntry(f"{number + 1}区", CITY, (34.0 + (number % 3 - 1) * 0.04, 131.0 + (number // 3) * 0.05))
    for number, code in enumerate(TOWNS):
        areas[code] = AreaEntry(f"となり{number + 1}町", "35", (34.12 + number * 0.12, 131.1))
    words = Vocabulary(skills=skills, fields={code: names[0] for code, names in FIELDS.items()}, areas=areas)
    return words, said

"""What a group writes about itself: purpose, activities, who may join, what it offers and looks for."""

from random import Random
from typing import NamedTuple

from app.demo.ideas import Idea, ideas
from app.demo.places import Hamlet
from app.demo.sectors import Plan
from app.demo.words import phrases


class Filling(NamedTuple):
    """What the sentences are filled with."""

    place: str
    at: Hamlet
    year: int
    members: int
    outdoors: bool

    def fill(self, rng: Random, sentence: str) -> str:
        """The sentence with its places and numbers filled in."""
        if "{" not in sentence:
            return sentence
        return sentence.format(
            p=self.place,
            d=f"{self.at.district}地区",
            a=self.at.name,
            r=self.at.river,
            h=self.at.hill,
            y=self.year,
            n=self.members,
            c=rng.randint(3, 8),
            b=max(3, self.members // 14),
        )


class GroupTexts(NamedTuple):
    """The written part of a group, with the fields its text speaks of."""

    purpose: str
    activities: str
    joining: str
    cost: str
    offers: str
    wants: str
    fields: tuple[int, ...]


class _Residents(NamedTuple):
    purposes: tuple[str, ...]
    openings: tuple[str, ...]
    offers: tuple[str, ...]
    joining: tuple[str, ...]
    costs: tuple[str, ...]


_RESIDENTS = {
    "neighborhood": _Residents(
        phrases.NEIGHBORHOOD_PURPOSES,
        phrases.NEIGHBORHOOD_OPENINGS,
        phrases.NEIGHBORHOOD_OFFERS,
        ("町内にお住まいの世帯", "区域にお住まいの方", "町内にお住まいの世帯と事業所"),
        ("会費 月300円", "会費 年3,600円", "会費 年6,000円", "会費 月500円（事情により減免）"),
    ),
    "council": _Residents(
        phrases.COUNCIL_PURPOSES,
        phrases.COUNCIL_OPENINGS,
        phrases.COUNCIL_OFFERS,
        ("地区にお住まいの方、地区で活動する団体", "地区の町内会と各種団体。部会はどなたでも"),
        ("無料", "団体負担金 年2,000円", "無料（町内会の負担金で運営）"),
    ),
    "intermediary": _Residents(
        phrases.CENTER_PURPOSES,
        phrases.CENTER_OPENINGS,
        phrases.CENTER_OFFERS,
        ("市民活動をする団体・個人", "どなたでもご利用いただけます"),
        ("相談は無料", "登録無料（印刷は実費）"),
    ),
}
_JOINING_OF = {
    "company": ("社員・会員店", "ご相談ください", "どなたでもお問い合わせいただけます"),
    "school": ("在校生", "在校生と教職員", "在校生（地域の方の参加も歓迎）"),
    "city": ("市の職員（市民の参加を随時募集）", "どなたでもご相談ください"),
}
_COST_OF = {"company": ("無料", "実費", "内容により相談"), "school": ("無料", "無料", "実費"), "city": ("無料",)}


def texts(rng: Random, planned: Plan, filling: Filling) -> GroupTexts:
    """The texts of one group; the place and numbers in them are those of `filling`."""
    if planned.sector in _RESIDENTS:
        return _residents(rng, planned, filling)
    idea, sector = planned.idea, planned.sector
    return GroupTexts(
        purpose=filling.fill(rng, rng.choice(idea.purposes)),
        activities=filling.fill(rng, _story(rng, sector, idea, filling)),
        joining=idea.joining or rng.choice(_JOINING_OF.get(sector, phrases.JOINING)),
        cost=_cost(rng, sector, idea),
        offers="\n".join(_some(rng, idea.offers)),
        wants=_wants(rng, idea),
        fields=idea.fields,
    )


def _story(rng: Random, sector: str, idea: Idea, filling: Filling) -> str:
    """Two to four things the group does, in their order, perhaps with a beginning and an invitation."""
    count = rng.choice((2, 3, 3, 4))
    chosen = sorted(rng.sample(range(len(idea.acts)), min(count, len(idea.acts))))
    sentences = [idea.acts[number] for number in chosen]
    if sector in ("citizen", "npo"):
        if rng.random() < 0.45:
            sentences.insert(0, rng.choice(phrases.ORIGINS))
        if rng.random() < 0.5 and not idea.joining:
            out = filling.outdoors and rng.random() < 0.4
            sentences.append(rng.choice(phrases.OUTDOOR_INVITATIONS if out else phrases.INVITATIONS))
    return "".join(sentences)


def _residents(rng: Random, planned: Plan, filling: Filling) -> GroupTexts:
    """A residents' body does a little of everything: its own idea first, then some of two others."""
    material, main = _RESIDENTS[planned.sector], planned.idea
    others = [idea for idea in rng.sample(ideas(planned.sector), 3) if idea.field != main.field][:2]
    sentences = [rng.choice(material.openings), *rng.sample(main.acts, 2)]
    sentences += [rng.choice(idea.acts) for idea in others]
    return GroupTexts(
        purpose=filling.fill(rng, rng.choice(material.purposes)),
        activities=filling.fill(rng, "".join(sentences)),
        joining=rng.choice(material.joining),
        cost=rng.choice(material.costs),
        offers="\n".join(_some(rng, material.offers)),
        wants=_wants(rng, main),
        fields=tuple(sorted({main.field, *(idea.field for idea in others)})),
    )


def _cost(rng: Random, sector: str, idea: Idea) -> str:
    if idea.cost:
        return idea.cost
    usual = phrases.NPO_COSTS if sector == "npo" else phrases.COSTS
    return rng.choice(_COST_OF.get(sector, usual))


def _some(rng: Random, choice: tuple[str, ...]) -> list[str]:
    """One or two of them."""
    return rng.sample(choice, min(len(choice), rng.choice((1, 2, 2))))


_WANTED = ("を探しています。", "を求めています。")


def _wants(rng: Random, idea: Idea) -> str:
    if rng.random() < 0.12:
        return ""
    return "、".join(_some(rng, idea.wants)) + rng.choice(_WANTED)

"""What staff may tell a side of the other once both have agreed, and who has seen or been told what."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.accounts.models import Account
from kit.i18n import _, tokyo
from kit.labels import label
from matching.casework.casefile import item_choices, name_of
from matching.introductions import disclosures
from matching.introductions.asking import recipient_of
from matching.introductions.items import Item
from matching.introductions.models import Introduction
from matching.introductions.moves import Side, other


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What staff may tell one side of the other, and whether it lies open to them."""

    side: Side
    to: str
    of: str
    items: Sequence[Item]
    is_open: bool
    by_mail: bool
    """They have a page of their own to look at."""


def tellings(introduction: Introduction, by: Account) -> list[Telling]:
    """What either side may be told of the other by staff; with the values for who opened them a moment ago to tell them."""
    return [
        Telling(
            side=side,
            to=name_of(introduction, side),
            of=name_of(introduction, other(side)),
            items=offered,
            is_open=disclosures.opened_lately(introduction, side, by),
            by_mail=_has_mail(introduction, side),
        )
        for side in Side
        if (offered := disclosures.on_offer(introduction, side))
    ]


def _has_mail(introduction: Introduction, side: Side) -> bool:
    to = recipient_of(introduction, side)
    return to is not None and not to.on_paper


def receipts(introduction: Introduction) -> list[list[str]]:
    """Who saw which item when, and under which version of the consent: the rows of a table."""
    names = {side: dict(item_choices(introduction, side)) for side in Side}
    rows = []
    for receipt in disclosures.receipts_of(introduction):
        reader = receipt.account.name if receipt.account else name_of(introduction, other(receipt.side))
        version = disclosures.consent_number(receipt)
        rows.append(
            [
                f"{tokyo(receipt.at):%Y-%m-%d %H:%M}",
                "　".join([reader, label(receipt.came)]),
                f"{name_of(introduction, receipt.side)}：{names[receipt.side].get(receipt.item, receipt.item)}",
                _("第%(number)s版", number=version) if version else "",
            ]
        )
    return rows

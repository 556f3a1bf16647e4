"""``musubite suggest``: suggestions for a need on the command line, as the staff see them."""

import json
from collections.abc import Iterator
from typing import Protocol

import click

from directory.accounts.models import Account, Role
from kit.db import Database
from kit.errors import Missing
from kit.labels import label
from kit.settings import Settings
from matching.needs.models import Need
from matching.needs.queries import get_need
from matching.suggestions.queries import LIMIT, MOST
from matching.suggestions.queries import suggest as find_suggestions
from matching.suggestions.results import Suggestion, SuggestionList
from matching.suggestions.schemas import SuggestionsOut
from search.engine import Index


class Setup(Protocol):
    """What the command needs of the installation."""

    @property
    def database(self) -> Database: ...

    @property
    def settings(self) -> Settings: ...


@click.command()
@click.argument("need_id", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON as the API answers it.")
@click.option("--limit", default=LIMIT, show_default=True, type=click.IntRange(1, MOST), help="How many at most.")
@click.pass_obj
def suggest(setup: Setup, need_id: int, as_json: bool, limit: int) -> None:
    """Propose people and groups for a need, with reasons."""
    staff = Account(role=Role.COORDINATOR)
    with setup.database.transaction(writing=False):
        try:
            need = get_need(need_id, staff)
        except Missing:
            raise click.ClickException(f"相談 {need_id} はありません。") from None
        found = find_suggestions(need, staff, limit=limit, index=Index(setup.settings.index_dir))
        if as_json:
            click.echo(json.dumps(SuggestionsOut().dump(found), ensure_ascii=False, indent=2))
        else:
            click.echo("\n".join(_told(need, found)))


def _told(need: Need, found: SuggestionList) -> Iterator[str]:
    yield f"相談 {need.id}：{need.title}"
    yield (
        f"候補 {found.total} 件のうち {len(found.items)} 件（50点ごとの段の中では、最近の依頼が少ない順）"
        if found.items
        else "候補は見つかりませんでした。"
    )
    for place, one in enumerate(found.items, 1):
        yield from _one(place, one)
    if found.excluded_counts:
        yield ""
        counts = (f"{rule.code} {label(rule)} {count}件" for rule, count in found.excluded_counts.items())
        yield "候補にしなかった人・団体：" + "、".join(counts)
    for change in found.what_if:
        yield f"・{change.text}"


def _one(place: int, one: Suggestion) -> Iterator[str]:
    yield ""
    partner = "登録なし" if one.fit_for_partner is None else f"{one.fit_for_partner}（{one.confidence}%の登録から）"
    new = "　新しい顔ぶれ" if one.newcomer else ""
    yield f"{place}. {one.name}（{label(one.kind)} {one.id}）　{one.score}点{new}"
    yield f"        相談にとって {one.fit_for_need}、候補にとって {partner}、あわせて {one.mutual}"
    for reason in one.reasons:
        yield f"   {reason.points:>4}/{reason.max:<4} {label(reason.criterion)}：{reason.text}"
    for doubt in one.against:
        yield f"        気になる点：{doubt}"

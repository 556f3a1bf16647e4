"""Settles the fictional town in an empty database, with an account for each role."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields as fields_of
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from app.brokering import broker
from app.demo import Town, TownContact, TownGroup, TownNeed, TownPerson, TownPost
from directory.accounts.actions import add_account
from directory.accounts.models import Account, Membership, MembershipRole, Role
from directory.groups.models import ContactKind, Group, GroupContact, GroupState, Publication, Sector
from directory.people.models import (
    Absence,
    Audience,
    CouncilPost,
    Fee,
    HelpKind,
    Person,
    PersonSkill,
    PersonState,
    Recruited,
)
from directory.vocabularies.models import Area, AreaKind, Field, Skill
from kit.db import Database, session
from kit.text import search_key
from matching.needs.models import Closed, Need, NeedKind, NeedSkill, NeedState, ReceivedBy

Thing = TypeVar("Thing")

CHUNK = 500
PASSWORD = "musubite-demo"  # noqa: S105 - printed for everybody to see
ACCOUNTS = (
    ("admin@example.jp", "管理 あゆみ", Role.ADMIN),
    ("coordinator@example.jp", "窓口 はなこ", Role.COORDINATOR),
    ("group@example.jp", "団体 たろう", Role.MEMBER),
    ("supporter@example.jp", "支援 さくら", Role.MEMBER),
)

Progress = Callable[[str, int], None]
"""Told what has been settled, and how many of it."""


class Vocabulary:
    """The vocabularies by their codes, read once for a chunk."""

    def __init__(self) -> None:
        self.fields = {field.code: field for field in session.scalars(sa.select(Field))}
        self.areas = {
            area.code: area for area in session.scalars(sa.select(Area).where(Area.kind != AreaKind.PREFECTURE))
        }
        self.skills = {skill.code: skill for skill in session.scalars(sa.select(Skill))}


def is_empty(database: Database) -> bool:
    """Whether nothing is registered yet."""
    with database.transaction(writing=False):
        return not any(session.scalar(sa.select(model.id).limit(1)) for model in (Group, Person, Need, Account))


def settle(town: Town, database: Database, progress: Progress) -> None:
    """Bring the whole town in, a few hundred rows in each transaction."""
    with database.transaction():
        for district in town.areas():
            values = {name.name: getattr(district, name.name) for name in fields_of(district)}
            session.add(Area(**values | {"kind": AreaKind(district.kind)}))
            session.flush()
    group_ids: dict[int, int] = {}
    for groups in _chunks(town.groups()):
        group_ids |= _settle(database, groups, _group)
        progress("団体", len(group_ids))
    person_ids: dict[int, int] = {}
    for people in _chunks(town.people()):
        person_ids |= _settle(database, people, lambda person, vocabulary: _person(person, vocabulary, group_ids))
        progress("人材", len(person_ids))
    need_ids: dict[int, int] = {}
    for needs in _chunks(town.needs()):
        need_ids |= _settle(database, needs, lambda need, vocabulary: _need(need, vocabulary, group_ids))
        progress("相談", len(need_ids))
    with database.transaction():
        coordinator, group_id, person = _add_accounts()
        progress("紹介", broker(coordinator, group_id, person))


def _chunks(things: Iterator[Thing]) -> Iterator[list[Thing]]:
    while chunk := list(islice(things, CHUNK)):
        yield chunk


def _settle(database: Database, things: Sequence[Any], make: Callable[[Any, Vocabulary], Any]) -> dict[int, int]:
    """Number in the town → id in the database."""
    with database.transaction():
        vocabulary = Vocabulary()
        made = [make(thing, vocabulary) for thing in things]
        session.add_all(made)
        session.flush()
        return {thing.number: row.id for thing, row in zip(things, made, strict=True)}


def _plain(thing: object, *left_out: str) -> dict[str, Any]:
    """The values that are stored as they are."""
    skipped = {"number", "fields", "areas", "skills", *left_out}
    values = {field.name: getattr(thing, field.name) for field in fields_of(thing) if field.name not in skipped}  # type: ignore[arg-type]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _shared(thing: TownGroup | TownPerson | TownNeed, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "fields": [vocabulary.fields[code] for code in thing.fields],
        "areas": [vocabulary.areas[code] for code in thing.areas],
    }


def _group(group: TownGroup, vocabulary: Vocabulary) -> Group:
    return Group(
        **_plain(group, "sector", "state", "contacts", "wanted_skills"),
        **_shared(group, vocabulary),
        sector=Sector(group.sector),
        state=GroupState(group.state),
        place_publication=Publication.PUBLIC,
        skills=[vocabulary.skills[code] for code in group.skills],
        contacts=_contacts(group.contacts),
    )


def _contacts(contacts: Iterable[TownContact]) -> list[GroupContact]:
    return [
        GroupContact(
            position=position,
            kind=ContactKind(contact.kind),
            value=contact.value,
            note=contact.note,
            publication=Publication(contact.publication),
        )
        for position, contact in enumerate(contacts)
    ]


def _person(person: TownPerson, vocabulary: Vocabulary, group_ids: dict[int, int]) -> Person:
    avoided = [group_ids[number] for number in person.avoided_groups if number in group_ids]
    return Person(
        **_plain(
            person,
            "state",
            "fee",
            "findable_by",
            "absences",
            "council_posts",
            "avoided_groups",
            "avoided_fields",
            "help_kinds",
        ),
        **_shared(person, vocabulary),
        state=PersonState(person.state),
        fee=Fee(person.fee),
        findable_by=Audience(person.findable_by),
        help_kinds=[HelpKind(kind).value for kind in person.help_kinds],
        skills=[
            PersonSkill(skill=vocabulary.skills[held.code], level=held.level, years=held.years, verified=held.verified)
            for held in person.skills
        ],
        absences=[Absence(starts_on=away.starts_on, ends_on=away.ends_on) for away in person.absences],
        council_posts=_posts(person.council_posts),
        avoided_fields=[vocabulary.fields[code] for code in person.avoided_fields],
        avoided_groups=[group for group_id in avoided if (group := session.get(Group, group_id))],
    )


def _posts(posts: Iterable[TownPost]) -> list[CouncilPost]:
    return [
        CouncilPost(
            council=post.council,
            starts_on=post.starts_on,
            ends_on=post.ends_on,
            recruited=Recruited(post.recruited) if post.recruited else None,
        )
        for post in posts
    ]


def _need(need: TownNeed, vocabulary: Vocabulary, group_ids: dict[int, int]) -> Need:
    left_out = ("state", "closed_because", "kind", "fee", "audience", "received_by_method", "group_number")
    return Need(
        **_plain(need, *left_out),
        **_shared(need, vocabulary),
        title_key=search_key(need.title),
        state=NeedState(need.state),
        closed_because=Closed(need.closed_because) if need.closed_because else None,
        kind=NeedKind(need.kind),
        fee=Fee(need.fee) if need.fee else None,
        audience=Audience(need.audience),
        received_by_method=ReceivedBy(need.received_by_method),
        group_id=group_ids.get(need.group_number) if need.group_number is not None else None,
        skills=[NeedSkill(skill=vocabulary.skills[wanted.code], must=wanted.must) for wanted in need.skills],
    )


def _add_accounts() -> tuple[Account, int | None, Person | None]:
    """An account for each role; returns the coordinator, and the group and the person of the two members."""
    added = [add_account(email, name=name, role=role, password=PASSWORD) for email, name, role in ACCOUNTS]
    _admin, coordinator, editor, supporter = added
    active_group = session.scalar(sa.select(Group).where(Group.state == GroupState.ACTIVE).order_by(Group.id).limit(1))
    if active_group:
        session.add(Membership(account_id=editor.id, group_id=active_group.id, role=MembershipRole.REPRESENTATIVE))
    person = session.scalar(sa.select(Person).where(Person.state == PersonState.ACTIVE).order_by(Person.id).limit(1))
    if person:
        person.account_id = supporter.id
    return coordinator, active_group.id if active_group else None, person

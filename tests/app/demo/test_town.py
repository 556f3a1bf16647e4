"""The fictional town: always the same, believable, complete, and nobody's."""

import re
from datetime import date
from itertools import islice

import pytest

from app.demo import Town, town
from app.demo.contacts import HOME_NOTE
from app.demo.group_names import tiers_of
from app.demo.ideas import SECTOR_MODULES, Idea, ideas
from app.demo.places import BUILDING_KINDS, CITY_CODE, hamlets
from app.demo.profiles import profiles
from app.demo.resident_names import resident_tiers
from app.demo.schedules import KEYS
from app.demo.sectors import SECTORS
from directory.groups.models import ContactKind, GroupState, Publication, Sector
from directory.people.models import Audience, Fee, HelpKind, PersonState, Recruited
from directory.vocabularies.fields import FIELDS
from directory.vocabularies.prefectures import PREFECTURES
from directory.vocabularies.skills import SKILLS
from directory.vocabularies.synonyms import SYNONYM_SETS
from kit.slots import WEEKDAYS, mask, pairs
from matching.needs.models import Closed, NeedKind, NeedState, ReceivedBy

TODAY = date(2026, 11, 20)
SKILL_CODES = {skill.code for skill in SKILLS}
FIELD_CODES = {field.code for field in FIELDS}
ALL_IDEAS = [(sector, idea) for sector in ("citizen", *SECTOR_MODULES) for idea in ideas(sector)]


@pytest.fixture(scope="module")
def musubi() -> Town:
    return town(1, today=TODAY)


def slots_in_words(note: str) -> int:
    """The slots a reader understands from a schedule, worked out without the code that wrote it."""
    if "おもに平日の日中" in note:
        return mask(range(5), (0, 1))
    if "おもに土日の日中" in note:
        return mask((5, 6), (0, 1))
    slots = 0
    for days, start, start_minute, end, end_minute in re.findall(
        r"([月火水木金土日・〜]+)曜 (\d+)時(?:(\d+)分)?〜(\d+)時(?:(\d+)分)?", note
    ):
        numbers = [WEEKDAYS.index(day) for day in days if day in WEEKDAYS]
        if "〜" in days:
            numbers = list(range(numbers[0], numbers[-1] + 1))
        first, last = int(start) + int(start_minute or 0) / 60, int(end) + int(end_minute or 0) / 60
        borders = ((0, 12), (12, 16), (16, 19), (19, 24))
        slots |= mask(numbers, [time for time, (low, high) in enumerate(borders) if first < high and low < last])
    return slots


def test_the_same_seed_gives_the_same_town() -> None:
    first, second = town(7, 60, 60, 20), town(7, 60, 60, 20)
    assert list(first.groups()) == list(second.groups())
    assert list(first.people()) == list(second.people())
    assert list(first.needs()) == list(second.needs())
    assert [group.name for group in first.groups()] != [group.name for group in town(8, 60).groups()]


def test_a_bigger_town_begins_with_the_smaller_one() -> None:
    small, big = town(3, 300, 50, 60), town(3, 50_000, 5_000, 600)
    assert list(small.groups())[:40] == list(islice(big.groups(), 40))
    assert list(small.people()) == list(islice(big.people(), 50))
    assert list(small.needs()) == list(islice(big.needs(), 60))


def test_no_name_can_be_given_twice_in_any_town() -> None:
    names = [
        tier.make(number).text
        for sector in SECTORS
        for tiers in (
            [resident_tiers(sector)]
            if sector in ("neighborhood", "council", "intermediary")
            else [tiers_of(sector, idea) for idea in ideas(sector)]
        )
        for tier in tiers
        for number in range(tier.size)
    ]
    assert len(names) > 100_000
    assert len(set(names)) == len(names)


def test_ten_thousand_groups_have_names_of_their_own() -> None:
    names = [group.name for group in town(5, 10_000).groups()]
    assert len(set(names)) == len(names)


def test_texts_are_not_repeated(musubi: Town) -> None:
    groups, people = list(musubi.groups()), list(musubi.people())
    assert len({group.activities for group in groups}) > 0.9 * len(groups)
    assert len({person.about for person in people}) > 0.9 * len(people)
    assert len({need.story for need in musubi.needs()}) == 60


def test_every_sector_field_and_top_level_skill_is_there(musubi: Town) -> None:
    groups = list(musubi.groups())
    assert {group.sector for group in groups} == set(Sector)
    assert {code for group in groups for code in group.fields} == FIELD_CODES
    offered = {code for group in groups for code in group.skills}
    offered |= {skill.code for person in musubi.people() for skill in person.skills}
    assert {code.partition(".")[0] for code in offered} == {skill.code for skill in SKILLS if skill.parent_code is None}


def test_every_field_has_ideas_of_every_sector() -> None:
    for sector in ("citizen", *SECTOR_MODULES):
        assert {idea.field for idea in ideas(sector)} == FIELD_CODES
    for field in FIELD_CODES:
        own = [idea for idea in ideas("citizen") if idea.field == field]
        assert len(own) >= 6
        assert all(len(idea.acts) >= 4 for idea in own)


@pytest.mark.parametrize(("sector", "idea"), ALL_IDEAS, ids=lambda value: str(getattr(value, "number", value)))
def test_an_idea_names_only_what_there_is(sector: str, idea: Idea) -> None:
    assert set(idea.places) <= BUILDING_KINDS
    assert {*idea.skills, *idea.wanted_skills} <= SKILL_CODES
    assert set(idea.fields) <= FIELD_CODES
    assert idea.schedule in KEYS or sector in ("neighborhood", "council", "intermediary")
    assert not any(word in act for act in idea.acts for word in ("曜", "午前", "午後", "毎週"))


def test_codes_are_those_of_the_register(musubi: Town) -> None:
    areas = {area.code for area in musubi.areas()}
    for group in musubi.groups():
        assert group.state in set(GroupState)
        assert {*group.skills, *group.wanted_skills} <= SKILL_CODES
        assert set(group.areas) <= areas
        assert {(c.kind in set(ContactKind), c.publication in set(Publication)) for c in group.contacts} == {
            (True, True)
        }
    for person in musubi.people():
        assert person.state in set(PersonState)
        assert person.findable_by in set(Audience)
        assert person.fee in set(Fee)
        assert set(person.help_kinds) <= set(HelpKind)
        assert {post.recruited for post in person.council_posts} <= set(Recruited)
        assert {skill.code for skill in person.skills} <= SKILL_CODES
        assert set(person.areas) <= areas
    for need in musubi.needs():
        assert need.state in set(NeedState)
        assert need.kind in set(NeedKind)
        assert need.received_by_method in set(ReceivedBy)
        assert (need.closed_because in set(Closed)) == (need.state == "closed")
        assert {skill.code for skill in need.skills} <= SKILL_CODES
        assert need.audience in set(Audience)
        assert set(need.areas) <= areas


def test_schedules_say_in_words_what_their_slots_say(musubi: Town) -> None:
    for group in musubi.groups():
        expected = mask(range(5), (0, 1)) if "相談" in group.schedule_note else slots_in_words(group.schedule_note)
        assert group.slots == expected, group.schedule_note
    for person in musubi.people():
        assert person.slots == slots_in_words(person.schedule_note), person.schedule_note
    for need in musubi.needs():
        assert need.slots == slots_in_words(need.schedule_note), need.schedule_note
        free = {weekday for weekday, _ in pairs(need.slots)}
        assert {date.fromisoformat(day).weekday() for day in need.dates} <= free


def test_numbers_and_addresses_reach_nobody(musubi: Town) -> None:
    everything = "\n".join(map(repr, [*musubi.groups(), *musubi.people(), *musubi.needs()]))
    phones = re.findall(r"\d{2,4}-\d{2,4}-\d{4}", everything)
    assert phones
    assert all(re.fullmatch(r"000-\d{4}-\d{4}", phone) for phone in phones)
    assert set(re.findall(r"@([\w.-]+)", everything)) == {"example.jp"}
    hosts = re.findall(r"https?://([\w.-]+)", everything)
    assert all(host.endswith(("example.jp", "example.com")) for host in hosts)
    assert all(code.startswith("000-") for code in re.findall(r"〒(\d{3}-\d{4})", everything))


def test_people_have_conditions_of_their_own_that_fit_the_rest_of_their_entry(musubi: Town) -> None:
    people = list(musubi.people())
    for each in people:
        assert each.slots & each.slots_possible == 0, "a time is preferred or possible"
        assert not set(each.fields) & set(each.avoided_fields)
        assert set(each.avoided_fields) <= FIELD_CODES
        assert each.max_per_month is None or each.max_per_month <= each.max_per_year
        assert each.travel_km is None or (each.on_site and each.areas != (CITY_CODE,))
    some = {
        "possible": sum(bool(each.slots_possible) for each in people),
        "month": sum(each.max_per_month is not None for each in people),
        "travel": sum(each.travel_km is not None for each in people),
        "topics": sum(bool(each.avoided_fields) for each in people),
    }
    shares = {name: round(100 * count / len(people)) for name, count in some.items()}
    wanted = {"possible": (25, 50), "month": (30, 60), "travel": (15, 40), "topics": (3, 12)}
    assert {name for name, (least, most) in wanted.items() if not least <= shares[name] <= most} == set(), shares


def test_nobody_shares_a_telephone(musubi: Town) -> None:
    phones = [c.value for group in musubi.groups() for c in group.contacts if c.kind in ("phone", "fax")]
    phones += [person.phone for person in musubi.people()]
    assert len(set(phones)) == len(phones)


def test_telephones_at_home_are_never_public(musubi: Town) -> None:
    planted = [c for group in musubi.groups() for c in group.contacts if c.note == HOME_NOTE]
    assert len(planted) > 50
    assert {contact.publication for contact in planted} == {"center"}


def test_the_city_has_a_valid_code_that_no_real_one_has() -> None:
    digits = list(map(int, CITY_CODE))
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=False)) % 11
    assert digits[5] == rest % 10
    assert CITY_CODE[:2] not in {prefecture.code for prefecture in PREFECTURES}
    assert len(hamlets()) == len({hamlet.name for hamlet in hamlets()}) == 168


def test_corporate_numbers_have_their_check_digit_and_belong_to_no_registry_office(musubi: Town) -> None:
    numbers = [group.corporate_number for group in musubi.groups() if group.corporate_number]
    assert len(numbers) == len(set(numbers)) > 50
    for number in numbers:
        total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
        assert int(number[0]) == 9 - total % 9
        assert number[1:5] == "9999"


def test_groups_were_founded_before_today_and_confirmed_within_thirty_months(musubi: Town) -> None:
    for group in musubi.groups():
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", group.founded_on)
        assert group.founded_on[:4] < "2026"
        if group.last_confirmed_on is None:
            assert group.state in ("draft", "submitted", "returned")
        else:
            assert 0 <= (TODAY - group.last_confirmed_on).days <= 913


def test_open_needs_lie_ahead_and_ask_for_active_groups(musubi: Town) -> None:
    groups = {group.number: group for group in musubi.groups()}
    for need in musubi.needs():
        assert need.group_number is not None
        assert groups[need.group_number].state == "active"
        assert need.received_on <= TODAY
        if need.state in ("open", "draft", "matched"):
            assert need.due_on > TODAY


def test_the_smallest_towns_work() -> None:
    for size in (0, 1, 5):
        tiny = town(2, size, size, 5)
        assert len(list(tiny.groups())) == len(list(tiny.people())) == size
        assert all(need.group_number is None or need.group_number < size for need in tiny.needs())


def test_supporters_fit_their_age() -> None:
    for person in town(4, people=300, today=TODAY).people():
        age = TODAY.year - person.birth_year
        assert 15 <= age <= 85
        assert all(skill.years <= max(1, age - 18) and 1 <= skill.level <= 3 for skill in person.skills)
    assert all({*profile.skills} <= SKILL_CODES and profile.schedule in KEYS for profile in profiles())


def test_old_characters_long_names_and_latin_ones_occur(musubi: Town) -> None:
    names = [person.display_name for person in musubi.people()]
    assert any("髙" in name or "﨑" in name for name in names)
    every = [word.text for idea in ideas("citizen") for word in (*idea.citizen_names, *idea.npo_names)]
    assert max(map(len, every)) > 25
    assert any(re.match(r"[A-Z]", name) for name in every)
    readings = [group.reading for group in musubi.groups()]
    assert 0.4 < sum(map(bool, readings)) / len(readings) < 0.75


def test_skills_have_two_levels_and_synonyms() -> None:
    assert len(SKILL_CODES) == len(SKILLS)
    tops = {skill.code for skill in SKILLS if skill.parent_code is None}
    assert {skill.parent_code for skill in SKILLS} - {None} == tops
    assert all(skill.synonyms and skill.name_en for skill in SKILLS)


def test_vocabularies_are_whole() -> None:
    assert [field.code for field in FIELDS] == list(range(1, 21))
    assert [prefecture.code for prefecture in PREFECTURES] == [f"{number:02d}" for number in range(1, 48)]
    words = [word for words in SYNONYM_SETS for word in words]
    assert len(words) == len(set(words))
    assert all(len(words) >= 2 for words in SYNONYM_SETS)

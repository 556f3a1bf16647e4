"""A few weeks in the synthetic town: the product asks nobody who may not be asked, and every policy meets the same people."""

from collections.abc import Iterator

import pytest

from tests.bench.town.policies import PRODUCT, Words, words_of
from tests.bench.town.weeks import Leak, Run
from tests.bench.town.world import World, new_world

WEEKS = 4


@pytest.fixture(scope="module")
def world() -> World:
    return new_world(3, people=60, groups=12, a_week=2, weeks=WEEKS)


@pytest.fixture(scope="module")
def words(world: World) -> Iterator[Words]:
    with words_of(world) as found:
        yield found


@pytest.mark.parametrize("policy", PRODUCT)
def test_nobody_is_asked_who_may_not_be(world: World, words: Words, policy: str) -> None:
    year = Run(world, policy, words).go(WEEKS)
    assert year.accepted > 0
    assert year.leaks == 0


def test_the_same_world_gives_the_same_year(world: World, words: Words) -> None:
    assert Run(world, "v1", words).go(WEEKS) == Run(world, "v1", words).go(WEEKS)
    again = new_world(3, people=60, groups=12, a_week=2, weeks=WEEKS)
    assert again.profiles == world.profiles
    assert [need.story for need in again.needs] == [need.story for need in world.needs]


def test_a_run_in_which_somebody_who_has_withdrawn_is_asked_fails(world: World, words: Words) -> None:
    run = Run(world, "v1", words)
    run.policy.new_day()
    first = next(record for need, record in run.policy.choose(world.needs[:1]))
    late = run.policy.choose(world.needs[:1])
    run.register.change(first, active=False)
    assert next(late)[1] != first, "the columns are patched with who has changed"
    assert run.register.forbidden(world.needs[0], first)
    with pytest.raises(Leak, match="withdrawn"):
        run._leaked(world.needs[0], first, run.register.forbidden(world.needs[0], first))

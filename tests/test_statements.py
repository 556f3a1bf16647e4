"""The choice of the tests that are repeated on PostgreSQL: whatever is asked of the database is asked of that one too."""

from hypothesis import given
from hypothesis import strategies as st

from tests.statements import Note, shape, worth_repeating

TESTS = st.sampled_from([f"test_{number}" for number in range(8)])
NOTES = st.builds(
    Note,
    shapes=st.sets(st.sampled_from("abcdefgh"), min_size=1),
    seconds=st.floats(0, 5),
    at_once=st.booleans(),
)


@given(noted=st.dictionaries(TESTS, NOTES, min_size=3))
def test_every_statement_is_put_to_it_by_some_test(noted: dict[str, Note]) -> None:
    chosen = worth_repeating(noted, noted.keys(), ())
    asked = {letter for note in noted.values() for letter in note.shapes}
    assert {letter for test in chosen for letter in noted[test].shapes} == asked


@given(noted=st.dictionaries(TESTS, NOTES), among=st.sets(TESTS), always=st.sets(TESTS))
def test_threads_and_what_is_unknown_are_always_repeated(
    noted: dict[str, Note], among: set[str], always: set[str]
) -> None:
    unknown = among - noted.keys()
    at_once = {test for test in among if test in noted and noted[test].at_once}
    assert unknown | at_once | (always & among) <= worth_repeating(noted, among, always)


def test_the_quick_one_of_two_that_ask_the_same_is_repeated() -> None:
    noted = {"slow": Note({"a"}, 2.0), "quick": Note({"a"}, 0.1)}
    assert worth_repeating(noted, {"slow", "quick"}, ()) == {"quick"}


def test_a_statement_has_one_shape_however_many_values_it_is_asked_with() -> None:
    assert shape("SELECT a FROM b WHERE c IN (?, ?, ?)") == shape("SELECT a FROM b WHERE c IN (?)")
    assert shape("SELECT a FROM b WHERE c = ?") != shape("SELECT a FROM b WHERE d = ?")

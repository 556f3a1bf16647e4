"""What was written down with a consultation tells how its letters go, and what can be ticked."""

import pytest

from matching.introductions.reaching import Ways, ways_in

CASES = [
    ("電話　050-0000-0101\nメール　a@example.jp\n平日の夕方", Ways("050-0000-0101", "a@example.jp")),
    ("Email b@example.jp", Ways(email="b@example.jp")),
    ("ｃ＠example.jp", Ways(email="c@example.jp")),
    ("〒000-0000\nむすび市南町1-2\n荘 3号", Ways(address="〒000-0000\nむすび市南町1-2\n荘 3号")),
    ("FAX 000-000-0002\n宛先：むすび市中央一丁目2番", Ways(address="むすび市中央一丁目2番")),
    ("FAX　050-0000-0102", Ways()),
    ("お昼すぎに", Ways()),
    ("", Ways()),
]


@pytest.mark.parametrize(("written", "ways"), CASES)
def test_each_way_is_read_by_itself(written: str, ways: Ways) -> None:
    assert ways_in(written) == ways

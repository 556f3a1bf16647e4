"""Settings: defaults, wrong values, and the secret that is made once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kit.settings import Settings, WrongSetting, read_settings


def test_nothing_has_to_be_set() -> None:
    assert read_settings({}).database_address.startswith("sqlite:///")


def test_a_misspelt_setting_is_refused_by_name() -> None:
    with pytest.raises(WrongSetting, match="MUSUBITE_DATADIR"):
        read_settings({"MUSUBITE_DATADIR": "x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("MUSUBITE_LOCALE", "fr"), ("MUSUBITE_SEARCH_URL", "http://x"), ("MUSUBITE_RELOAD", "maybe")],
)
def test_a_value_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read_settings({name: value})


@pytest.mark.parametrize("address", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_a_postgresql_address_is_taken_as_people_write_it(address: str) -> None:
    assert read_settings({"MUSUBITE_DATABASE_URL": address}).database_address == "postgresql+psycopg://u@h/d"


def test_the_secret_is_made_once_also_when_several_processes_start(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")
    first = settings.ready_secret_key()
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: Settings(data_dir=tmp_path / "var").ready_secret_key(), range(8)))
    assert keys == {first}
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o077 == 0


def test_the_secret_is_not_shown() -> None:
    assert "hidden" not in repr(Settings(secret_key="hidden"))

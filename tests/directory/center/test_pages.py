"""The centre says who it is, and every page and letter says it."""

from collections.abc import Callable

from flask.testing import FlaskClient

from directory.center.queries import center
from kit.db import Database
from kit.settings import Settings
from tests.conftest import post

BrowserOf = Callable[[str], FlaskClient]


def test_name_and_phone_change_everywhere_and_go_back(
    browser_of: BrowserOf, client: FlaskClient, database: Database, settings: Settings
) -> None:
    admin = browser_of("admin")
    typed = {"name": "あさひ町 ふれあいセンター", "phone": "０００－１１１－２２２２", "address": "", "hours": ""}
    assert post(admin, "/admin/center", typed).status_code == 303
    page = client.get("/").text
    assert "あさひ町 ふれあいセンター" in page
    assert "平日 9時〜17時" in page
    with database.transaction(writing=False):
        assert center(settings).name == "あさひ町 ふれあいセンター"
    assert post(admin, "/admin/center", dict.fromkeys(typed, "")).status_code == 303
    assert settings.center_name in client.get("/").text


def test_a_phone_without_its_area_code_is_said_and_kept(browser_of: BrowserOf) -> None:
    answer = post(browser_of("admin"), "/admin/center", {"name": "ふれあい", "phone": "12-3"})
    assert answer.status_code == 422
    assert "市外局番から入力してください" in answer.text
    assert 'value="ふれあい"' in answer.text


def test_texts_are_shown_as_text_in_both_languages(browser_of: BrowserOf, client: FlaskClient) -> None:
    typed = {
        "news": "年末は28日まで。\n\n<b>新しい</b>お知らせ",
        "news_en": "Closed from 29 December.",
        "terms": "きまり一",
    }
    assert post(browser_of("admin"), "/admin/texts", typed).status_code == 303
    assert "&lt;b&gt;新しい&lt;/b&gt;お知らせ" in client.get("/").text
    assert "Closed from 29 December." in client.get("/en/").text
    assert "きまり一" in client.get("/terms").text
    assert "きまり一" in client.get("/en/terms").text


def test_without_texts_of_its_own_the_pages_say_what_this_software_does(client: FlaskClient) -> None:
    assert "ご本人が「公開」を選んだものだけ" in client.get("/privacy").text
    assert "お断りします" in client.get("/terms").text

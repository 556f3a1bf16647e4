"""Real municipal files, where they are at hand: read without a crash, nothing lost in silence, headers understood."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from directory.imports.columns import known_header, propose
from directory.imports.entries import Entries
from directory.imports.findings import Reason, Weight
from directory.imports.keys import Likeness, Recogniser, identity
from directory.imports.models import ImportKind
from directory.imports.places import area_code, split_address
from directory.imports.reading import open_table
from directory.imports.troubles import FileTrouble

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
GROUPS, PEOPLE, NEEDS, AREAS = ImportKind

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"SKIPPED ALOUD: no real data to try imports on at {DATA}"),
]


MOST_ROWS = 3000


def files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in DATA.glob(pattern) if path.is_file())


def short(path: Path) -> str:
    return path.name


DELIMITED = files(
    "groups/**/*.csv", "people/*.csv", "needs/*.csv", "geo/*.csv", "badinput/csv-*/**/*.csv", "matching/**/*.tsv", "taxonomy/**/*.csv"
)  # fmt: skip
IMPORTED = [
    *((GROUPS, path) for path in files("groups/**/*.csv", "groups/hogo-dog/organizations/*.json")),
    *((PEOPLE, path) for path in files("people/*.csv")),
    *((NEEDS, path) for path in files("needs/*.csv")),
    *((AREAS, path) for path in files("geo/*.csv")),
]


def records_by_python(path: Path, encoding: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Number and values of every filled record, read in the plainest way there is."""
    text = path.read_bytes().decode(encoding, "replace").lstrip("\ufeff")
    return [
        (number, record)
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
        if any(value.strip(" \t\r\n　\xa0") for value in record)
    ]


@pytest.mark.parametrize("path", DELIMITED, ids=short)
def test_every_filled_row_is_given_with_all_its_values(path: Path) -> None:
    table = open_table(path, knows=known_header)
    rows = list(table.rows())
    expected = [
        (number, record)
        for number, record in records_by_python(path, table.encoding, table.delimiter)
        if number > table.header_row
    ]
    assert [row.number for row in rows] == [number for number, _ in expected]
    for row, (_, record) in zip(rows, expected, strict=True):
        assert list(row.cells.values())[: len(record)] == record
        assert len(record) == len(table.header) or row.findings


@pytest.mark.parametrize("path", files("badinput/**/*", "matching/**/*.npy", "taxonomy/**/*.json"), ids=short)
def test_no_file_crashes_the_reader(path: Path) -> None:
    try:
        table = open_table(path, knows=known_header)
        rows = list(table.rows())
    except FileTrouble as trouble:
        words = trouble.text
        assert words
        return
    for kind in ImportKind:
        made = Entries(propose(table, kind))
        for row in rows:
            assert made.of(row).row == row.number


@pytest.mark.parametrize("path", files("badinput/csv-spectrum/json/*.json"), ids=short)
def test_csv_spectrum_comes_out_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    table = open_table(DATA / "badinput/csv-spectrum/csvs" / f"{path.stem}.csv")
    found = [row.cells for row in table.rows()]
    if path.stem.endswith("_crlf"):
        # The copy at hand lost its carriage returns (it is byte for byte the file without _crlf).
        expected = [{name: text.replace("\r\n", "\n") for name, text in row.items()} for row in expected]
        found = [{name: text.replace("\r\n", "\n") for name, text in row.items()} for row in found]
    assert found == expected


@pytest.mark.parametrize("path", files("badinput/csv-test-data/json/[!h]*.json"), ids=short)
def test_csv_test_data_comes_out_as_expected(path: Path) -> None:
    expected = [record for record in json.loads(path.read_text(encoding="utf-8")) if any(record)]
    table = open_table(DATA / "badinput/csv-test-data/csv" / f"{path.stem}.csv")
    found = [list(row.cells.values()) for row in table.rows()]
    assert found == expected[1:]
    assert list(table.header) == (expected[0] if expected else list(table.header))


@pytest.mark.parametrize(
    ("kind", "path"), IMPORTED, ids=lambda value: value.name if isinstance(value, Path) else str(value)
)
def test_every_row_becomes_an_entry_or_says_why_not(kind: ImportKind, path: Path) -> None:
    table = open_table(path, knows=known_header)
    if not table.header:
        return
    made = [Entries(mapping).of(row) for mapping in [propose(table, kind)] for row in islice(table.rows(), MOST_ROWS)]
    for entry in made:
        named = entry.values.get("name") or entry.values.get("display_name") or entry.values.get("title")
        assert named or entry.refused, entry
        assert all(finding.original or finding.detail or not finding.column for finding in entry.findings)
    assert all(len(entry.findings) < 40 for entry in made)


MEANT = {
    "needs/civicbusiness2021.csv": {
        "事業名": "title",
        "部署名": "requester_name",
        "事業の目的": "story",
        "予算予定額\n（上限額）\n（千円）": "story",
    },
    "needs/civicpower2020.csv": {"事業名": "title", "自治体名": "requester_name", "部署名": "requester_name"},
    "people/21_ad_opendata.csv": {
        "氏名": "display_name",
        "地域情報化の\n専門分野・技術": "about",
        "自治体向け\nメッセージ": "about",
    },
    "people/ictadvisors_2022.csv": {"氏名": "display_name", "専門分野": "skills", "関連ＵＲＬ": "web_pages"},
    "groups/nintei-npo-nta-2018/npo.csv": {"法人名称": "name", "法人番号": "corporate_number"},
    "groups/hogo-dog/organizations/tokyo.json": {"name": "name", "city": "municipality", "sns": "web_pages"},
    "groups/kodomo-shokudo/131105_meguroku_kodomosyokudo.csv": {
        "全国地方公共団体コード": "area_code",
        "住所": "venue",
        "開催曜日": "weekdays",
    },
    "groups/houjin_raw_noheader_day.csv": {"列2": "corporate_number", "列7": "name", "列29": "reading"},
    "geo/localgovjp-sjis.csv": {"cid": "code", "city": "name", "citykana": "reading", "lat": "latitude"},
}


@pytest.mark.parametrize("path", MEANT)
def test_headers_mean_what_their_authors_meant(path: str) -> None:
    kind = {"needs": NEEDS, "people": PEOPLE, "groups": GROUPS, "geo": AREAS}[path.partition("/")[0]]
    mapping = propose(open_table(DATA / path, knows=known_header), kind)
    uses = {proposal.column: proposal.attributes for proposal in mapping.proposals}
    assert {column for column, attribute in MEANT[path].items() if attribute not in uses[column]} == set()


def test_childrens_canteens_come_in_as_places_but_for_the_few_in_somebodys_home() -> None:
    made = [
        entry
        for path in files("groups/kodomo-shokudo/*_kodomosyokudo.csv")
        for table in [open_table(path, knows=known_header)]
        for entry in map(Entries(propose(table, GROUPS)).of, table.rows())
    ]
    assert sum("place" in entry.values for entry in made) > 340
    homes = [entry.values["place"] for entry in made if "place_publication" in entry.values]
    assert any(home.endswith("山田様方") for home in homes)
    assert len(homes) < 15


def test_the_tax_agencys_addresses_are_taken_apart_rightly() -> None:
    with (DATA / "groups/houjin_npo_27835.csv").open(encoding="utf-8-sig", newline="") as file:
        wrong = [
            row
            for row in csv.DictReader(file)
            if row["cityName"]
            and split_address(row["prefectureName"] + row["cityName"] + row["streetNumber"]).municipality
            != row["cityName"]
        ]
    assert wrong == []


def test_codes_of_all_municipalities_are_read_with_and_without_zero_and_check_digit() -> None:
    with (DATA / "geo/localgovjp-utf8.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert area_code(row["cid"]).value[0] == row["lgcode"]
        assert area_code(row["lgcode"]).value == (row["lgcode"],)
        assert row["lgcode"] in area_code(row["lgcode"].lstrip("0")).value
        assert split_address(row["pref"] + row["city"].replace(" ", "") + "中町1").municipality == row["city"].replace(
            " ", ""
        )


def test_advisers_are_the_same_people_from_year_to_year() -> None:
    known, outcomes = Recogniser(), Counter[Likeness]()
    for number, path in enumerate(
        files("people/ictadvisors_2020.csv", "people/21_ad_opendata.csv", "people/ictadvisors_2022.csv")
    ):
        table = open_table(path, knows=known_header)
        made = Entries(propose(table, PEOPLE))
        for row in table.rows():
            who = identity(PEOPLE, made.of(row).values)
            likeness, _ = known.find(who)
            outcomes[likeness] += number > 0
            if likeness is not Likeness.SAME:
                known.add(who, row.number + 1000 * number)
    assert outcomes[Likeness.SAME] > 380
    assert outcomes[Likeness.DOUBTFUL] < 10


def test_of_one_day_of_corporate_bodies_only_civic_ones_are_taken() -> None:
    table = open_table(DATA / "groups/houjin_raw_noheader_day.csv", knows=known_header)
    made = Entries(propose(table, GROUPS))
    outcomes = Counter(
        next((finding.reason for finding in entry.findings if finding.weight is Weight.REFUSAL), None)
        for entry in map(made.of, table.rows())
    )
    assert outcomes[Reason.NOT_A_GROUP_KIND] > 2000
    assert outcomes[Reason.OLD_ENTRY] == 376
    assert 50 < outcomes[None] < 100


def test_a_whole_countrys_register_is_read_in_little_memory() -> None:
    path = DATA / "groups/houjin_npo_27835.csv"
    script = (
        "import sys; from pathlib import Path; from directory.imports.reading import open_table;"
        "print(sum(1 for _ in open_table(Path(sys.argv[1])).rows()),"
        "next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    ran = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, check=True)
    rows, kilobytes = map(int, ran.stdout.split())
    assert rows == 27_835
    assert kilobytes < 100_000

"""The corporate number data of the National Tax Agency (国税庁法人番号公表サイト): its columns and its kinds of bodies.

Source: 国税庁「法人番号公表サイト リソース定義書（CSV形式）」 — 30 columns without a header row in the original files.
"""

import re
from itertools import islice
from typing import Final

from directory.groups.corporate_number import is_corporate_number
from directory.groups.models import Sector
from directory.imports.findings import Finding, Reason, refusal
from directory.imports.reading import Table
from directory.imports.words import sector_of_name
from kit.text import nfkc

COLUMNS: Final = (
    "sequenceNumber corporateNumber process correct updateDate changeDate name nameImageId kind prefectureName cityName "
    "streetNumber addressImageId prefectureCode cityCode postCode addressOutside addressOutsideImageId closeDate "
    "closeCause successorCorporateNumber changeCause assignmentDate latest enName enPrefectureName enCityName "
    "enAddressOutside furigana hihyoji"
).split()
_USES: Final[dict[str, tuple[str, ...]]] = {
    "corporateNumber": ("corporate_number",),
    "name": ("name",),
    "kind": ("legal_kind",),
    "prefectureName": ("prefecture",),
    "cityName": ("municipality",),
    "streetNumber": ("address",),
    "prefectureCode": ("area_code",),
    "cityCode": ("area_code",),
    "postCode": ("postal_code",),
    "closeDate": ("closed_on",),
    "latest": ("latest",),
    "furigana": ("reading",),
}
_MARKS: Final = {"corporateNumber", "kind", "prefectureCode", "cityCode", "furigana"}
_OTHER_FORMS: Final = re.compile(
    r"社会福祉法人|医療法人|宗教法人|学校法人|(?:一般|公益)[社財]団法人|弁護士法人|税理士法人|行政書士法人|組合|監査法人|司法書士法人|"
    r"社会保険労務士法人|特許業務法人|土地家屋調査士法人|農事組合法人|特定目的会社|企業年金基金|土地改良区|税理士会|弁護士会"
)
_REGISTERED: Final = "399"  # その他の設立登記法人
_OTHER: Final = "499"  # その他: not registered, such as 認可地縁団体


def knows(text: str) -> bool:
    """Whether a text is one of the data's column names."""
    return text in COLUMNS


def shape(table: Table) -> dict[str, tuple[str, ...]]:
    """Attributes by column when the table is such data, with or without a header row; else nothing."""
    if set(table.header) >= _MARKS:
        return {name: _USES.get(name, ()) for name in table.header}
    if table.has_header or len(table.header) != len(COLUMNS):
        return {}
    first = list(islice(table.rows(), 5))
    numbers = [row.cells[table.header[1]] for row in first]
    kinds = [row.cells[table.header[8]] for row in first]
    if first and all(map(is_corporate_number, numbers)) and all(re.fullmatch(r"\d{3}", kind) for kind in kinds):
        return {column: _USES.get(name, ()) for column, name in zip(table.header, COLUMNS, strict=True)}
    return {}


def judge(name: str, legal_kind: str, *, latest: str, closed: bool) -> Finding | Sector | None:
    """The sector of a body that belongs into a register of civic groups, or why its row is refused.

    Of the registered bodies (399) only NPO法人, of the others (499) only neighbourhood bodies are groups. Companies,
    medical and religious corporations, cooperatives, pension funds and offices are not. None when there is no kind.
    """
    if latest == "0":
        return refusal(Reason.OLD_ENTRY, name)
    if not legal_kind:
        return None
    if closed and not name:
        return refusal(Reason.CLOSED, legal_kind)
    folded = nfkc(name)
    guess = sector_of_name(name).value
    other_form = _OTHER_FORMS.search(folded) is not None
    npo = "特定非営利活動法人" in folded or ("NPO法人" in folded and not other_form)
    neighborhood = guess in (Sector.NEIGHBORHOOD, Sector.COUNCIL) and not other_form
    if legal_kind == _REGISTERED and npo:
        return Sector.NPO
    if legal_kind in (_REGISTERED, _OTHER) and neighborhood:
        return guess
    return refusal(Reason.NOT_A_GROUP_KIND, legal_kind, detail=legal_kind)

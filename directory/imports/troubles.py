"""Why a whole file, or a whole mapping, cannot be used: one named refusal each."""

from http import HTTPStatus

from kit.errors import Refusal
from kit.i18n import _l


class FileTrouble(Refusal):
    """The file as a whole cannot be read."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _l("ファイルを読めませんでした。")


class FileTooLarge(FileTrouble):
    """More bytes than the limit."""

    message = _l("ファイルが大きすぎます（%(limit)sMBまで）。分けてお試しください。")


class TooManyColumns(FileTrouble):
    """More columns than the limit."""

    message = _l("%(row)d行目の列が多すぎます（%(limit)d列まで）。区切り文字をご確認ください。")


class TooManyRows(FileTrouble):
    """More rows than the limit."""

    message = _l("行が多すぎます（%(limit)d行まで）。分けてお試しください。")


class CellTooLong(FileTrouble):
    """One cell longer than the limit; most often a quotation mark that is never closed."""

    message = _l(
        '%(row)d行目に長すぎる値があります（%(limit)d文字まで）。引用符「"」の閉じ忘れがないかご確認ください。'
    )


class UnknownFileKind(FileTrouble):
    """Neither text nor a workbook."""

    message = _l("この種類のファイルは読めません。CSV、TSV、Excel（xlsx・xls）、JSONのどれかにしてください。")


class EmptyFile(FileTrouble):
    """Not one filled cell."""

    message = _l("このファイルには何も書かれていません（空のファイルです）。ファイルをご確認ください。")


class BinaryFile(UnknownFileKind):
    """Called .csv or .txt, and no text inside."""

    message = _l("このファイルの中身は文字ではありません。表計算ソフトで開き、CSVかExcelで保存しなおしてください。")


class BrokenWorkbook(FileTrouble):
    """A workbook that cannot be opened."""

    message = _l("Excelのファイルを開けませんでした。壊れているか、パスワードがかかっていないかご確認ください。")


class SheetMissing(FileTrouble):
    """The workbook has no sheet of that name."""

    message = _l("「%(sheet)s」というシートがありません（あるのは %(sheets)s）。")


class BrokenJson(FileTrouble):
    """Not JSON, or nested too deeply."""

    message = _l("JSONとして読めません（%(row)d行目のあたり）。")


class JsonWithoutRows(FileTrouble):
    """JSON in which no list of records is found."""

    message = _l("JSONの中に、一件ずつの並び（リスト）が見つかりません。")


class UnknownEncoding(FileTrouble):
    """An encoding name that does not exist."""

    message = _l("「%(encoding)s」という文字コードはありません。")


class MappingTrouble(Refusal):
    """The mapping cannot be used."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _l("対応表を読めませんでした。")


class MappingNotToml(MappingTrouble):
    """Not TOML, or not text."""

    message = _l("対応表がTOMLとして読めません（%(reason)s）。")


class MappingNotUnderstood(MappingTrouble):
    """A key or a value of a kind that is not foreseen."""

    message = _l("対応表の「%(key)s」の書き方が正しくありません。")


class UnknownAttribute(MappingTrouble):
    """An attribute that the kind does not have."""

    message = _l("対応表の「%(attribute)s」という項目はありません（使えるのは %(attributes)s）。")


class UnknownColumn(MappingTrouble):
    """A column that the file does not have."""

    message = _l("対応表の「%(column)s」という列がファイルにありません（あるのは %(columns)s）。")


class MappedKindDiffers(MappingTrouble):
    """The mapping was written for another kind of record."""

    message = _l("この対応表は %(mapped)s のものです（取り込もうとしているのは %(kind)s）。")


class NothingMapped(MappingTrouble):
    """Without a name or a title nothing can be imported."""

    message = _l("「%(attribute)s」にあたる列が見つかりません。対応表（--mapping）で列を指定してください。")


class NothingChosen(MappingTrouble):
    """On the page of the columns none was chosen for the name or the title."""

    message = _l("「%(attribute)s」にする列が選ばれていません。下の表で、どの列がそれかを選んでください。")

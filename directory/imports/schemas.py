"""What may come in about an import."""

import marshmallow as ma

from directory.imports.models import ImportKind
from kit.fields import Choice, Flag
from kit.forms import Schema


class UploadSchema(Schema):
    """The upload form; the file itself is read apart."""

    kind = Choice(ImportKind, required=True)


class StartSchema(Schema):
    """How an import is to be carried out."""

    activate = Flag()


class ColumnSchema(Schema):
    """The use of one column; empty: not used."""

    column = ma.fields.String(load_default="")
    attribute = ma.fields.String(load_default="")


class ColumnsSchema(Schema):
    """The use of every column."""

    columns = ma.fields.List(ma.fields.Nested(ColumnSchema), load_default=list)

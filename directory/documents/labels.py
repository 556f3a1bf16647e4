"""Words for the kinds of document."""

from directory.documents.models import DocumentKind
from kit.i18n import _l
from kit.labels import describe

describe(DocumentKind, {DocumentKind.RULES: _l("規約または会則"), DocumentKind.MEMBER_LIST: _l("構成員名簿")})

"""Everything that can be set from outside, read once from ``MUSUBITE_*`` environment variables."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from kit.smtp import read_mail_url

MOST_DAYS = 10_000


class WrongSetting(Exception):
    """A setting has a value that cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One value per variable: ``data_dir`` is ``MUSUBITE_DATA_DIR`` and so on. The docstring under each is its documentation."""

    data_dir: Path = Path("var")
    """Folder for the database, the search index, uploaded files and the secret key."""
    database_url: str = ""
    """SQLAlchemy address of the database; empty: SQLite in the data folder. PostgreSQL: ``postgresql://user@host/name``."""
    search_url: str = ""
    """Where the search index lives; empty: ``whoosh:`` in the data folder."""
    secret_key: str = field(default="", repr=False)
    """Signs cookies; empty: made once and kept in the data folder."""
    base_url: str = "http://127.0.0.1:8000"
    """Address under which people reach the service; used in letters and in the API description."""
    center_name: str = "むすび市 市民活動センター"
    """Name of the centre, shown on every page."""
    center_phone: str = "000-0000-0000"
    """Telephone number of the centre, shown on every page."""
    center_address: str = "むすび市中央一丁目1番1号"
    """Address of the centre, shown at the foot of every page."""
    center_hours: str = "平日 9時〜17時"
    """Opening hours of the centre, shown beside the telephone number."""
    mail_url: str = field(default="", repr=False)
    """Where letters are sent: ``smtp://user:password@host:587``, ``smtps://…`` or ``smtp://host:25``; empty: they wait in the outbox."""
    mail_from: str = ""
    """Address that letters come from; empty: ``musubite@`` the host of the base address."""
    second_factor: str = "off"
    """``staff``: coordinators and administrators have to set up an authenticator app before anything else; ``off``: who wants to."""
    oidc_issuer: str = ""
    """Address of the city's own sign-in (OpenID Connect), for staff; empty: the button is not shown."""
    oidc_client_id: str = ""
    """Name under which that sign-in knows this service."""
    oidc_client_secret: str = field(default="", repr=False)
    """Its password there."""
    locale: str = "ja"
    """Language of pages without a language in their address: ``ja`` or ``en``."""
    letters_kept_days: int = 400
    """After so many days the words of letters that were sent or printed are deleted; that there was a letter stays."""
    consultations_kept_days: int = 365
    """So many days after a consultation and what came of it have ended, how to reach who asked without an account is deleted."""
    nightly_plan: bool = False
    """Every night partners are proposed for all open needs at once; off: only when somebody presses the button."""
    backup_days: int = 35
    """How old the oldest backup gets; said to people whose data were deleted."""
    proxies: int = 0
    """How many web servers stand in front of this one and say in X-Forwarded-For who is asking; 0: nobody is believed."""
    reload: bool = False
    """For developers: pages and code are read again after each change."""

    @property
    def database_address(self) -> str:
        """The database address with the default filled in and PostgreSQL's driver named."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.absolute() / 'musubite.db'}"
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    @property
    def sender(self) -> str:
        """The mail address that letters come from, with the default filled in."""
        if self.mail_from:
            return self.mail_from
        host = urlsplit(self.base_url).hostname or "localhost"
        return f"musubite@[{host}]" if host.replace(".", "").isdigit() or ":" in host else f"musubite@{host}"

    @property
    def index_dir(self) -> Path:
        """Folder of the search index."""
        place = self.search_url.removeprefix("whoosh:")
        return Path(place) if place else self.data_dir / "index"

    def ready_secret_key(self) -> str:
        """The secret key, made and kept in the data folder at the first call."""
        if self.secret_key:
            return self.secret_key
        self.data_dir.mkdir(parents=True, exist_ok=True)
        path = self.data_dir / "secret"
        try:
            # O_EXCL: of several processes starting at once one writes, the others read what it wrote.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(handle, "w") as file:
            key = secrets.token_hex(32)
            file.write(key)
        return key


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment.

    Raises:
        WrongSetting: an unknown ``MUSUBITE_`` variable or a value that cannot be used.
    """
    known = {f"MUSUBITE_{item.name.upper()}": item for item in fields(Settings)}
    unknown = sorted(name for name in environment if name.startswith("MUSUBITE_") and name not in known)
    if unknown:
        raise WrongSetting(f"unknown setting {', '.join(unknown)}; known are {', '.join(known)}")
    values: dict[str, object] = {}
    for name, item in known.items():
        if raw := environment.get(name, ""):
            values[item.name] = _value(name, item.type, raw)
    settings = Settings(**values)  # type: ignore[arg-type]
    if settings.locale not in ("ja", "en"):
        raise WrongSetting(f"MUSUBITE_LOCALE is {settings.locale!r}; it can be ja or en")
    if settings.second_factor not in ("off", "staff"):
        raise WrongSetting(f"MUSUBITE_SECOND_FACTOR is {settings.second_factor!r}; it can be off or staff")
    if settings.oidc_issuer and not (settings.oidc_client_id and settings.oidc_client_secret):
        raise WrongSetting(
            "MUSUBITE_OIDC_ISSUER is set; MUSUBITE_OIDC_CLIENT_ID and MUSUBITE_OIDC_CLIENT_SECRET must be too"
        )
    if settings.search_url and not settings.search_url.startswith("whoosh:"):
        raise WrongSetting(f"MUSUBITE_SEARCH_URL is {settings.search_url!r}; it can be whoosh: or whoosh:/a/folder")
    _check_mail(settings)
    return settings


def _check_mail(settings: Settings) -> None:
    try:
        if settings.mail_url:
            read_mail_url(settings.mail_url)
    except ValueError:  # its value is not repeated: it holds a password
        raise WrongSetting(
            "MUSUBITE_MAIL_URL cannot be used; it can be smtp://user:password@host:587 or smtps://…"
        ) from None
    if settings.mail_from and not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", settings.mail_from):
        raise WrongSetting(f"MUSUBITE_MAIL_FROM is {settings.mail_from!r}; it can be a plain mail address")


def _value(name: str, kind: object, raw: str) -> object:
    if kind is Path:
        return Path(raw)
    if kind is int:
        if not raw.isascii() or not raw.isdigit() or not 0 < int(raw) < MOST_DAYS:
            raise WrongSetting(f"{name} is {raw!r}; it can be a number from 1 to {MOST_DAYS - 1}")
        return int(raw)
    if kind is bool:
        if raw.lower() in ("1", "true", "yes", "on"):
            return True
        if raw.lower() in ("0", "false", "no", "off"):
            return False
        raise WrongSetting(f"{name} is {raw!r}; it can be 1 or 0")
    return raw

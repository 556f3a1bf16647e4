"""Password hashes: argon2id with the library's recommended cost."""

import hashlib
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10

_hasher = PasswordHasher()


def use(hasher: PasswordHasher) -> None:
    """Hash at another cost from now on; what was hashed before stays valid."""
    global _hasher  # noqa: PLW0603 - the one switch, thrown before anything is asked
    _hasher = hasher


def hash_password(password: str) -> str:
    """Hash of a new password."""
    return _hasher.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; takes the same time for None."""
    decoy = _decoy(_hasher)  # whoever is the first to be asked for: they wait for its making alike
    try:
        return _hasher.verify(password_hash or decoy, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy(hasher: PasswordHasher) -> str:
    """Verified against when no such account exists, so that the answer takes as long as for a wrong password."""
    return hasher.hash("nobody has this password")


def digest(secret: str) -> str:
    """Fingerprint of a random token or an address, for keeping it without keeping it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

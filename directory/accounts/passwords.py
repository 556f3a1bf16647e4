"""Password hashes: argon2id with the library's recommended cost."""

import hashlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
# Verified against when no such account exists, so that the answer takes as long as for a wrong password.
_DECOY = _hasher.hash("nobody has this password")

SHORTEST = 10


def hash_password(password: str) -> str:
    """Hash of a new password."""
    return _hasher.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; takes the same time for None."""
    try:
        return _hasher.verify(password_hash or _DECOY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def digest(secret: str) -> str:
    """Fingerprint of a random token or an address, for keeping it without keeping it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

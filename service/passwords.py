"""Passwords: how they are kept, and which of them are good enough to be chosen."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from werkzeug.security import check_password_hash

from service.errors import InvalidChoice

HASHER = PasswordHasher()  # Argon2id with the library's parameters: RFC 9106's second choice, for 64 MiB
SHORTEST, LONGEST = 12, 200
READ_BY_ZXCVBN = 72  # characters: it takes no more
GOOD_ENOUGH = 3  # zxcvbn's "safely unguessable: moderate protection from offline guessing", 10^8 guesses


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(_bytes(password))


def is_password(password_hash: str, password: str) -> bool:
    """Whether this is the password that was hashed; never where there is no hash."""
    if len(password) > LONGEST or not password_hash:
        return False
    if not password_hash.startswith("$argon2"):
        return check_password_hash(password_hash, password)  # kept by an earlier Chorus, until its owner signs in
    try:
        return HASHER.verify(password_hash, _bytes(password))
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made in a way that we no longer use."""
    return not password_hash.startswith("$argon2") or HASHER.check_needs_rehash(password_hash)


def check_choice(password: str, *, name: str) -> None:
    """Raises InvalidChoice, which says what is wrong, for a password that is too short, too long or easily guessed."""
    from zxcvbn import zxcvbn

    if len(password) < SHORTEST:
        raise InvalidChoice(f"Choose a password of at least {SHORTEST} characters. Three or four words will do.")
    if len(password) > LONGEST:
        raise InvalidChoice(f"Choose a password of at most {LONGEST} characters.")
    found = zxcvbn(password[:READ_BY_ZXCVBN], [name, "chorus"])
    if found["score"] < GOOD_ENOUGH:
        why = found["feedback"]["warning"] or "It is easy to guess."
        raise InvalidChoice(f"Choose another password. {why.rstrip('.')}. Three or four words that are yours alone do.")


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")

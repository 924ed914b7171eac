"""The second step of signing in: a six-figure code from a device (TOTP, RFC 6238), or a recovery code."""

import hashlib
import secrets
import time

import pyotp
from cryptography.fernet import Fernet

from corpus.records import Account
from corpus.secret_files import secret_at
from corpus.store import second_steps
from service.errors import InvalidChoice, SignInFailed
from service.workflow.accounts import CODE_LETTERS
from service.workspace import Workspace

RECOVERY_CODES = 10
STEPS_OFF = 1  # a device's clock may be half a minute wrong, either way
_WRONG = "That code is not right. Wait for the next one, and check the clock of your device."


def new_secret() -> str:
    """A secret for a device, in base 32."""
    return pyotp.random_base32()


def address_for_device(account: Account, secret: str) -> str:
    """What the device reads off the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name="Chorus")


def begin(workspace: Workspace, account: Account, secret: str, code: str) -> list[str]:
    """From now on the account asks for a code; its recovery codes, which are shown once. Raises InvalidChoice."""
    try:
        step = _step_of(secret, code)
    except ValueError:  # not base 32
        step = None
    if step is None:
        raise InvalidChoice(_WRONG)
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    sealed = _cipher(workspace).encrypt(secret.encode()).decode()
    second_steps.put_second_step(workspace.corpus, account.id, sealed, [_code_hash(code) for code in codes])
    second_steps.use_time_step(workspace.corpus, account.id, step)
    return codes


def take(workspace: Workspace, account: Account, code: str) -> None:
    """Passes the second step: each code, from the device or from the list, once. Raises SignInFailed."""
    sealed = second_steps.sealed_secret(workspace.corpus, account.id)
    step = _step_of(_cipher(workspace).decrypt(sealed).decode(), code) if sealed else None
    if step is not None and second_steps.use_time_step(workspace.corpus, account.id, step):
        return
    if second_steps.use_recovery_code(workspace.corpus, account.id, _code_hash(code)):
        workspace.record("use recovery code", f"account {account.id}")
        return
    workspace.record("fail second step", f"account {account.id}")
    raise SignInFailed(_WRONG)


def _step_of(secret: str, code: str) -> int | None:
    """The time step that a code is right for, or None."""
    totp, now = pyotp.TOTP(secret), int(time.time())
    typed = "".join(code.split())
    steps = (now // totp.interval + off for off in range(-STEPS_OFF, STEPS_OFF + 1))
    return next((step for step in steps if pyotp.utils.strings_equal(totp.generate_otp(step), typed)), None)


def _new_code() -> str:
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(3))


def _code_hash(code: str) -> str:
    """What is kept of a recovery code: it is random and long, so that a plain hash cannot be turned back."""
    letters = "".join(filter(str.isalnum, code.upper()))
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()


def _cipher(workspace: Workspace) -> Fernet:
    return Fernet(secret_at(workspace.settings.second_step_key_path, new=Fernet.generate_key))

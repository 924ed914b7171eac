"""The one place that reads the environment. `.env.example` and docs/settings.md are made from what stands here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import InvalidSetting

PREFIX = "CHORUS_"


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. Each is read from CHORUS_ and its name in capitals."""

    home: Path = _setting(Path("var"), "Folder that holds the databases, the releases and the keys.")
    host: str = _setting("127.0.0.1", "Address that the server listens on.")
    port: int = _setting(8000, "Port that the server listens on.")
    encoder: str = _setting("minilm", "Embedding model that codes what was said: minilm, static, torch or torch:MODEL.")
    models: str = _setting("", "Folder for what an encoder makes once; empty for models in the data folder.")
    threads: int = _setting(os.cpu_count() or 1, "Processor cores that language work may use.")
    upload_megabytes: int = _setting(10, "Largest file that can be uploaded, in megabytes.")
    upload_characters: int = _setting(2_000_000, "Most text that one uploaded file may hold, in characters.")
    keep_uploads_days: int = _setting(365, "Days until an uploaded file and its real names are due to go; 0 is never.")
    keep_corpus_days: int = _setting(2190, "Days until all of a document is due to go; 0 is never.")
    keep_releases_days: int = _setting(90, "Days until a release that is not the newest is due to go; 0 is never.")
    run_by: str = _setting("", "Name of the body that runs this service, for the page about it; empty for none yet.")
    contact: str = _setting("", "How anybody reaches that body: an e-mail address, a telephone number, or both.")
    secure_cookies: bool = _setting(False, "Whether the sign-in cookie is sent over https only: yes or no.")

    oidc_issuer: str = _setting("", "Address of an OpenID Connect provider to sign in through; empty for none.")
    oidc_client_id: str = _setting("", "What the provider knows Chorus by.")
    oidc_client_secret: str = _setting("", "The secret that the provider gave for Chorus.")
    oidc_claim: str = _setting("email", "What the provider tells that is the name of somebody's account here.")

    @property
    def corpus_path(self) -> Path:
        """The de-identified application database."""
        return self.home / "corpus.db"

    @property
    def vault_path(self) -> Path:
        """The encrypted database of uploaded files and real names."""
        return self.home / "vault" / "vault.db"

    @property
    def vault_key_path(self) -> Path:
        """The key to the vault."""
        return self.home / "keys" / "vault.key"

    @property
    def ledger_path(self) -> Path:
        """The ledger of withdrawals."""
        return self.home / "ledger.db"

    @property
    def ledger_key_path(self) -> Path:
        """The key of the ledger's fingerprints."""
        return self.home / "keys" / "ledger.key"

    @property
    def backup_key_path(self) -> Path:
        """The key that backups are sealed with."""
        return self.home / "keys" / "backup.key"

    @property
    def session_key_path(self) -> Path:
        """The secret that signs the sign-in cookie."""
        return self.home / "keys" / "session.key"

    @property
    def second_step_key_path(self) -> Path:
        """The key that the secrets of second steps are sealed with."""
        return self.home / "keys" / "second-step.key"

    @property
    def audit_key_path(self) -> Path:
        """The key that the audit's entries are sealed with."""
        return self.home / "keys" / "audit.key"

    @property
    def audit_head_path(self) -> Path:
        """The number and seal of the audit's last entry, apart from the audit."""
        return self.home / "audit.head"

    @property
    def queue_path(self) -> Path:
        """The worker's queue."""
        return self.home / "queue.db"

    @property
    def models_path(self) -> Path:
        """What an encoder makes once; it can be made again."""
        return Path(self.models) if self.models else self.home / "models"

    @property
    def releases_path(self) -> Path:
        """The folder of published databases."""
        return self.home / "releases"

    @property
    def open_releases_path(self) -> Path:
        """The folder of what anybody may read, and of its drafts."""
        return self.releases_path / "open"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings as the environment gives them. Raises InvalidSetting."""
    given = {}
    for setting in fields(Settings):
        name = PREFIX + setting.name.upper()
        if name in environment:
            given[setting.name] = _parse(name, environment[name], type(setting.default))
    return Settings(**given)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where a command that needs no home keeps what can be made again: the user's cache (XDG Base Directory)."""
    return Path(environment.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "chorus"


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() not in ("yes", "no", "true", "false", "1", "0"):
            raise InvalidSetting(f"{name} is “{text}”. Write yes or no.")
        return text.lower() in ("yes", "true", "1")
    try:
        return kind(text)
    except ValueError as error:
        raise InvalidSetting(f"{name} is “{text}”. Write a whole number.") from error

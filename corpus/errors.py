"""What can go wrong with what was said, each with a sentence a person can act on.

CorpusError
├── UnreadableFile      a file that no reader can take in
│   ├── UnknownFormat       its kind is not one we read
│   ├── EmptyFile           there is nothing in it
│   ├── ProtectedFile       it asks for a password
│   └── MissingColumn       a table without a column that was named
├── NotFound            a thing that was asked for by id, code or slug
├── AlreadyThere        a thing that may exist once, and does
├── InvalidCodebook     a codebook file that cannot be taken in
├── UnsupportedSentence a sentence of a summary that rests on nothing anybody said
├── IncompleteRelease   a release that did not pass its checks
├── NotSigned           an open release that is not to be published, or changed, so
├── UnreadableBackup    a backup that is not whole, or is sealed with another key
└── VaultLocked         the vault's key is missing or is not the right one
"""


class CorpusError(Exception):
    """The message is a plain sentence that names the thing and says what to do."""


class UnreadableFile(CorpusError):
    """A file that no reader can take in."""


class UnknownFormat(UnreadableFile):
    """The file's kind is not one we read."""


class EmptyFile(UnreadableFile):
    """There is nothing in the file."""


class ProtectedFile(UnreadableFile):
    """The file asks for a password."""


class MissingColumn(UnreadableFile):
    """A table lacks a column that was named."""


class NotFound(CorpusError):
    """A thing that was asked for by id, code or slug does not exist."""


class AlreadyThere(CorpusError):
    """A thing that may exist once exists already."""


class InvalidCodebook(CorpusError):
    """A codebook file that cannot be taken in."""


class VaultLocked(CorpusError):
    """The vault's key is missing, or is not the one it was locked with."""


class UnsupportedSentence(CorpusError):
    """A sentence of a summary that rests on nothing anybody said."""


class IncompleteRelease(CorpusError):
    """A file that was built, and did not pass its checks."""


class NotSigned(CorpusError):
    """An open release was to be published, signed or changed in a way that it is not meant to be."""


class UnreadableBackup(CorpusError):
    """A backup that is not whole, or is sealed with another key."""

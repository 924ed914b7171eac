"""What can go wrong in language work.

NlpError
├── ModelMissing        an embedding model, or the library that runs it, is not on this machine
├── UnknownEncoder      an encoder was asked for by a name that is not one
└── TooLittleText       there is not enough to work on
"""


class NlpError(Exception):
    """The message is a plain sentence that says what to do."""


class ModelMissing(NlpError):
    """An embedding model, or the library that runs it, is not on this machine."""


class UnknownEncoder(NlpError):
    """An encoder was asked for by a name that is not one."""


class TooLittleText(NlpError):
    """There is not enough text to work on."""

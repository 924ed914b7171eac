"""Which trained spaCy pipeline is installed here, if any."""

import functools
from importlib.util import find_spec

_MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")


@functools.cache
def trained_pipeline() -> str | None:
    """The name of the best trained English pipeline that is installed; nothing is loaded, and never downloaded."""
    return next((model for model in _MODELS if find_spec(model)), None)

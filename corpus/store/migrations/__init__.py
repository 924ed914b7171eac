"""The corpus's schema, in numbered steps. A step that has run somewhere is never edited: the next one mends it.

Each file `m…` is a step, and they run in the order of their names.
"""

from importlib import import_module
from pkgutil import iter_modules

from corpus.store.migrations.steps import migrations

for _step in sorted(found.name for found in iter_modules(__path__) if found.name.startswith("m")):
    import_module(f"{__name__}.{_step}")

__all__ = ["migrations"]

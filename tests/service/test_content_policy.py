"""No page of ours, and none of Datasette's as we show it, has a script or a style written into it."""

import re
from pathlib import Path

import pytest

from corpus.release.datasette.metadata import TEMPLATES
from service.content_policy import CONTENT_POLICY


def test_nothing_runs_that_is_written_into_a_page() -> None:
    assert "default-src 'self'" in CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_datasette_template_of_ours_holds_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=\"|_codemirror|_close_open", text)
    assert "<h3" not in text

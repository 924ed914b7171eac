"""Summaries of themes in plain words."""

from nlp.summary.counted import Heard, counted
from nlp.summary.often_said import UsualWords
from nlp.summary.plain import plain_summary
from nlp.summary.pointed import TOLD_ANEW
from nlp.summary.quoting import Said
from nlp.summary.replies import disagreements

__all__ = ["TOLD_ANEW", "Heard", "Said", "UsualWords", "counted", "disagreements", "plain_summary"]

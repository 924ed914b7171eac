"""Summaries of themes in plain words."""

from nlp.summary.plain import Said, plain_summary, who_spoke

__all__ = ["Said", "plain_summary", "who_spoke"]

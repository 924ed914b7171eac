"""Summaries of themes in plain words."""

from nlp.summary.plain import Said, plain_summary

__all__ = ["Said", "plain_summary"]

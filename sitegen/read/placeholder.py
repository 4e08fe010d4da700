"""The text that stands in a new article until somebody writes one."""

from __future__ import annotations

PLACEHOLDER = "Write the article here, in Markdown. Say who made each claim."

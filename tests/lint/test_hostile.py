"""Files made to keep the linter busy: the time grows with the length of a file, not with its square."""

from __future__ import annotations

import time

import pytest

from sitegen.lint.document import Facts
from sitegen.lint.rules import document_problems

_SIGNS = 60_000
FACTS = Facts(path="content/articles/2025/11/a.md", key="", title="A", language="en")


@pytest.mark.parametrize(
    "part",
    [
        "[", "![", "](", "[](", "[](x()", "](https://archive.example.org", "`` a ` b ", "``` a ` ", "“",
        "# ", "#", " ", "<a ", "<a b=", "&amp", "â", "Ð¸", "* ", "- ", "> ", "https://x.example/?utm_1=1&",
        "{{", "{% ", "[a b", "=\n", "[a]: \n", "![a](b) ", "\\", "a\n\n", "| ", "~~~\n", "Share\n\n", ".'",
        "(1", "don?t ",
    ],
)  # fmt: skip
def test_no_text_takes_long(part):
    body = f"# {part * (_SIGNS // len(part))}x"
    started = time.process_time()
    document_problems(FACTS, f"---\ntitle: A\n---\n{body}\n\n{body[2:]}", "https://archive.example.org/")

    assert time.process_time() - started < 2

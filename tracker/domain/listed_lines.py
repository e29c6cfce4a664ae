"""Several lines in one field are several things: a list copied from elsewhere loses its numbers and bullets."""

import re

LIST_MARK = r"^\s*(?:[0-9]+\s*[.)]|[a-z][.)]|[-*•–▪]|\[.?\])\s+"
"""A regular expression, without regard to case, of the kind that Python and a browser read alike."""

_MARK = re.compile(LIST_MARK, re.IGNORECASE)


def listed_lines(text: str) -> list[str]:
    """The lines that say something, without their marks; a text of one line stays as it is."""
    lines = [line for line in (_MARK.sub("", line).strip() for line in re.split(r"\r?\n", text)) if line]
    return lines if len(lines) > 1 else [text]

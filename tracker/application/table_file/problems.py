"""What is wrong with a file of rows: every row at fault, so that it is corrected in one go."""

import re

from tracker.domain.errors import Refused
from tracker.domain.phrase import said, say

MAX_SHOWN = 50


class RowsRefused(Refused):
    """Nothing was imported. `problems` has a line each, `message` says how many."""

    def __init__(self, problems: list[str]) -> None:
        problems = sorted(problems, key=_row)
        more = len(problems) - MAX_SHOWN
        self.problems = tuple(problems[:MAX_SHOWN]) + (
            (say("… dan {more} lagi.", more=more),) if more > 0 else ()
        )
        count = say("{n} kesalahan", n=len(problems)) if len(problems) > 1 else say("Ada kesalahan")
        super().__init__(
            say("{count}; tidak ada yang diimpor. {first}", count=count, first=problems[0]), "file"
        )


class UnreadableFile(Refused):
    """The file as a whole is not the table it should be: one line says what it is and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "file")


def _row(problem: str) -> int:
    """The first row that a line names; what names none comes first."""
    named = re.match(r"Baris (\d+)", problem)
    return int(named[1]) if named else 0


def at_row(number: int, column: str, message: str) -> str:
    return (
        say("Baris {number}, {column}: {message}", number=number, column=column, message=said(message))
        if column
        else say("Baris {number}: {message}", number=number, message=said(message))
    )

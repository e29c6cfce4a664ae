"""What is wrong with a file of rows: every row at fault, so that it is corrected in one go."""

import re

from tracker.domain.errors import Refused

MAX_SHOWN = 50


class RowsRefused(Refused):
    """Nothing was imported. `problems` has a line each, `message` says how many."""

    def __init__(self, problems: list[str]) -> None:
        problems = sorted(problems, key=_row)
        more = len(problems) - MAX_SHOWN
        self.problems = tuple(problems[:MAX_SHOWN]) + ((f"… dan {more} lagi.",) if more > 0 else ())
        count = f"{len(problems)} kesalahan" if len(problems) > 1 else "Ada kesalahan"
        super().__init__(f"{count}; tidak ada yang diimpor. {problems[0]}", "file")


class UnreadableFile(Refused):
    """The file as a whole is not the table it should be: one line says what it is and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "file")


def _row(problem: str) -> int:
    """The first row that a line names; what names none comes first."""
    named = re.match(r"Baris (\d+)", problem)
    return int(named[1]) if named else 0


def at_row(number: int, column: str, message: str) -> str:
    return f"Baris {number}, {column}: {message}" if column else f"Baris {number}: {message}"

"""What is expected of a file, so that a register, a survey and a published table are all read in one way."""

from collections.abc import Callable

import msgspec

from tracker.application.table_file.columns import Columns


def plain_number(value: float, number_format: str) -> str:
    """Whole numbers without decimals, others as they are stored, however the cell shows them."""
    return str(int(value)) if float(value).is_integer() else repr(value)


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is what a person calls the file's content, `max_rows` counts those below the header.

    `column_of` tells the column that a header means, `find` places all of them and raises UnreadableFile for a header
    that will not do; a row that has every one of `required` is the header. `days` are the columns that take a day.
    `per_row` are those whose value never holds for several rows, and `row` is what a row tells of. A sheet called
    `sheet` goes before all others. `number` says a number of a workbook as text, given the cell's number format.
    """

    name: str
    max_bytes: int
    max_rows: int
    required: tuple[str, ...]
    column_of: Callable[[str], str | None]
    find: Callable[[list[str]], Columns]
    days: frozenset[str]
    per_row: frozenset[str]
    row: str
    sheet: str | None = None
    number: Callable[[float, str], str] = plain_number

    def is_header(self, cells: list[str]) -> bool:
        return {*self.required} <= {self.column_of(cell) for cell in cells}

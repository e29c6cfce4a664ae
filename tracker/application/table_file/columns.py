"""Where each column of a table stands: told by its header, in any order."""

from collections.abc import Callable, Iterable

import msgspec

from tracker.application.table_file.names import shortened
from tracker.application.table_file.problems import UnreadableFile
from tracker.domain.phrase import say

MAX_COLUMNS = 100


class Columns(msgspec.Struct, frozen=True):
    """Counted from 0; `width` is that of the whole header. `ignored` are the headers that mean no column."""

    places: dict[str, int]
    ignored: tuple[str, ...]
    width: int


def place(header: list[str], column_of: Callable[[str], str | None]) -> Columns:
    """Raises UnreadableFile for a column that stands there twice, and for too many of them."""
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(
            say("Berkas punya {n} kolom; paling banyak {most}.", n=len(header), most=MAX_COLUMNS)
        )
    places: dict[str, int] = {}
    ignored: list[str] = []
    for at, cell in enumerate(header):
        name = column_of(cell)
        if name is None:
            ignored += [shortened(cell)] if cell.strip() else []
        elif name in places:
            raise UnreadableFile(say("Kolom {name} ada dua kali; hapus salah satunya.", name=name))
        else:
            places[name] = at
    return Columns(places, tuple(ignored), len(header))


def check_all(columns: Columns, required: Iterable[str]) -> None:
    """Raises UnreadableFile for columns that are missing."""
    missing = [name for name in required if name not in columns.places]
    if missing:
        raise UnreadableFile(
            say(
                "Kolom {missing} tidak ada; periksa judul kolom di baris pertama.", missing=", ".join(missing)
            )
        )

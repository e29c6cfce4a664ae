"""How the command line prints: JSON for programs, aligned columns for people."""

from collections.abc import Sequence
from typing import Any

import click
import msgspec

from tracker.domain.phrase import plain


def print_json(value: Any) -> None:
    """UTF-8, indented; UUIDs, dates and instants as their ISO text."""
    click.echo(msgspec.json.format(msgspec.json.encode(value, enc_hook=plain), indent=2).decode())


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]], *, nothing: str) -> None:
    """`nothing` is said where there are no rows."""
    if not rows:
        click.echo(nothing)
        return
    texts = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(head), *texts]) for column in range(len(head))]
    for line in (list(head), ["─" * width for width in widths], *texts):
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return " ".join(str(value).split())

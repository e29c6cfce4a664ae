"""What one event says to a reader."""

import msgspec


class Told(msgspec.Struct, frozen=True):
    """`details` are pairs of a label and its text. `tone`: ok, bad, quiet, or empty."""

    sentence: str
    details: tuple[tuple[str, str], ...] = ()
    tone: str = ""

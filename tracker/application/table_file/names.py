"""How what somebody wrote in a file is compared with what is known, and quoted in a message."""

import re


def key_of(text: str) -> str:
    """A name without case, spaces and punctuation: `Batas Waktu`, `batas_waktu` and `BATAS-WAKTU` are the same."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def shortened(text: str) -> str:
    """At most forty letters on one line, for quoting in a message."""
    line = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return line if len(line) <= 40 else f"{line[:39]}…"

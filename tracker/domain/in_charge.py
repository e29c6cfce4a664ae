"""Who must act: a position or a body, never a person, so that a transfer (mutasi) changes no follow-up."""

from typing import Literal

import msgspec


class InCharge(msgspec.Struct, frozen=True):
    """`kind` `text` is a name taken over from a register that matches nobody: kept, flagged, not reminded.

    `code` is the position's or body's code in the office (empty for text); `name` its title when named.
    """

    kind: Literal["position", "body", "text"]
    code: str
    name: str

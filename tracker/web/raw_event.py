"""A stored event as it lies in the log, laid out to be read."""

import json
from typing import Any

from tracker.application.language import _

_OF_RESPONDENTS = frozenset({"profile", "profiles"})
"""What groups a survey's respondents: together they can point at a person (DOMAIN section 4), and no page shows them."""


def raw_text(body: bytes) -> str:
    """The stored JSON, indented; what tells of a survey's respondents is left out, and said to be."""
    return json.dumps(_shown(json.loads(body)), ensure_ascii=False, indent=2)


def _shown(value: Any) -> Any:
    match value:
        case dict():
            return {
                name: _("(tidak ditampilkan)") if name in _OF_RESPONDENTS and part else _shown(part)
                for name, part in value.items()
            }
        case list():
            return [_shown(part) for part in value]
    return value

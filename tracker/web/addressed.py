"""A step that stands in an address, as one of those that the page knows."""

from enum import StrEnum
from typing import TypeVar

from tracker.domain.errors import NotFound

S = TypeVar("S", bound=StrEnum)


def addressed(steps: type[S], text: str) -> S:
    """Raises NotFound: whoever typed the address gets the plain page that says so."""
    if text not in set(steps):
        raise NotFound("Halaman atau data itu tidak ditemukan.")
    return steps(text)

"""What we depend on is given by range, so that an install next year is the one that was tested."""

import re
import tomllib
from itertools import chain
from typing import Any

import pytest

from tests.architecture.checkout import ROOT

_DATA = {"tzdata"}
"""Versioned by date, and always wanted in its latest form."""


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return project


def _bounds(requirement: str) -> tuple[str, str]:
    match = re.match(r"([A-Za-z0-9_-]+)(?:\[[^\]]*\])?([^;]*)", requirement)
    assert match is not None, requirement
    return match[1], match[2]


@pytest.mark.parametrize("requirement", _project()["dependencies"])
def test_the_product_accepts_tested_versions_only(requirement: str) -> None:
    name, bounds = _bounds(requirement)
    assert ">=" in bounds
    assert "<" in bounds or name in _DATA


@pytest.mark.parametrize("requirement", list(chain(*_project()["optional-dependencies"].values())))
def test_the_tools_have_an_oldest_version(requirement: str) -> None:
    assert ">=" in _bounds(requirement)[1]

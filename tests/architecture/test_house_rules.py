"""Rules of the house that no linter knows."""

import re

from tests.architecture.checkout import PACKAGES, ROOT, modules, relative

_VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users|opt)/")
_TEXTS = {".py", ".toml", ".md", ".yml", ".yaml", ".html", ".txt", ".css", ".js", ".csv", ".json"}


def test_every_file_is_named_after_its_idea() -> None:
    assert relative([path for path in modules() if path.stem in _VAGUE or path.parent.name in _VAGUE]) == []


def test_no_file_has_more_than_400_lines() -> None:
    assert relative([path for path in modules() if len(path.read_text().splitlines()) > 400]) == []


def test_packages_hide_nothing_in_their_init() -> None:
    assert relative([path for path in modules() if path.name == "__init__.py" and path.stat().st_size]) == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in modules()}
    assert relative([folder for folder in folders if not (folder / "__init__.py").exists()]) == []


def test_nothing_depends_on_where_one_machine_keeps_its_files() -> None:
    """In a linked worktree `.git` is a file, which names where the repository is: git's own."""
    texts = [p for p in ROOT.iterdir() if p.is_file() and p.suffix in {*_TEXTS, ""} and p.name != ".git"]
    for folder in (*PACKAGES, "templates", "docs", ".ci"):
        texts += [p for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix in {*_TEXTS, ""}]
    assert relative([path for path in texts if _MACHINE.search(path.read_text())]) == []

"""docs/operations.md: what it tells an office of its own to type is what the command line takes."""

import json
import re
import shlex

from tests.architecture.checkout import ROOT
from tests.support.product import Product

_TEXT = (ROOT / "docs" / "operations.md").read_text("utf-8")
_KEPT = re.compile(r"(\w+)=\$\((.+)\)")


def commands() -> list[str]:
    """The commands of the section, each on one line, but for those that ask at the screen or do not end."""
    section = _TEXT.split("An office of your own", 1)[1].split("\n### ", 1)[0]
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```", section, re.DOTALL | re.MULTILINE))
    lines = blocks.replace("\\\n", " ").splitlines()
    return [
        line for line in lines if line and not re.search(r"^export |user password|tindaklanjut serve", line)
    ]


def test_an_office_of_one_s_own_comes_about_as_written(product: Product) -> None:
    values: dict[str, str] = {}
    for line in commands():
        kept = _KEPT.fullmatch(line)
        typed = kept[2] if kept else line
        for name, value in values.items():
            typed = typed.replace(f"${name}", value)
        program, *arguments = shlex.split(typed)
        assert program == "tindaklanjut"
        result = product.run(*arguments)
        assert result.returncode == 0, f"{line}: {result.stderr}"
        if kept:
            values[kept[1]] = result.stdout.strip()
    shown = json.loads(product.run("office", "show", "35.09.31", "--json").stdout)
    assert shown["holders"] == {"camat": values["CAMAT"], "kasi_pemerintahan": None}
    listed = json.loads(product.run("indicator", "list", "--office", "35.09.31", "--json").stdout)
    assert [indicator["code"] for indicator in listed] == ["pemerintahan"]

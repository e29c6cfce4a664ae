"""What the product says to people, found in its Python: read by `scripts.translations` and by the test of both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tracker

ROOT = Path(tracker.__file__).parents[1]
CODE = ("tracker", "projections", "workers")
SAYERS = frozenset({"_", "say", "Refused", "Forbidden", "NotFound", "Conflict"})
"""Functions and exceptions whose first argument is told to a person."""
READERS = frozenset({"text", "day", "one_of", "member", "evidence_type", "in_charge", "id"})
"""Methods of a posted form: what stands after the field's name is told where nothing was typed."""
TOLD_ARGUMENTS = frozenset({"flash", "required", "missing"})
TABLES = ("_NAMES", "_TEXT", "_TITLES", "_DETAILS", "_WORDS", "_DONE", "_LABELS")
"""How the name of a constant ends whose texts are told to a person."""

ON_PAGES = ("tracker/domain", "tracker/application", "tracker/web")
"""Where every sentence in Indonesian is one that a page can show."""
API = "tracker/web/api/"
"""Which is described in Indonesian; what it refuses is found all the same."""
INDONESIAN_ONLY = {
    "tracker/application/alarms.py": "alarms go to the operator",
    "tracker/application/audit.py": "the auditor's alarms go to the operator, by mail and command line",
    "tracker/application/demo_home.py": "said to the operator on the command line",
    "tracker/application/digest_text.py": "a mail",
    "tracker/application/digests.py": "a mail",
    "tracker/application/evidence_files.py": "what a check of the files tells the operator",
    "tracker/application/forwarding.py": "a text that people pass on",
    "tracker/application/merged_text.py": "a mail",
    "tracker/application/message.py": "a mail",
    "tracker/application/messages.py": "a text that people pass on",
    "tracker/application/register/template.py": "a file for the office: its notes and its example",
    "tracker/application/report_workbook.py": "a file for the office",
    "tracker/application/seed_files.py": "documents and invented data",
    "tracker/domain/written_day.py": "words of both languages that people type",
}
"""Indonesian is the office's own language: what leaves the pages, and what the operator reads, is written in it alone."""

_A_PATH = re.compile(r"[a-z]+(-[a-z]+)+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_INDONESIAN = re.compile(
    r"\b(yang|belum|tidak|dari|untuk|sudah|dengan|oleh|ini|itu|dahulu|sebelum|sesudah|hanya|harus|bukan|paling|kepada"
    r"|agar|bila|atau|dan|pada|isi|pilih|tanpa|dalam|lagi|semua|seluruh|sejak|menurut|setiap)\b",
    re.IGNORECASE,
)
_A_SENTENCE_HAS = re.compile(r"\S\s+\S")


def in_code() -> Iterator[tuple[str, str]]:
    """Where it stands, and what is said there."""
    for place, tree in _trees():
        for node in ast.walk(tree):
            for text in _told(node):
                yield f"{place}:{text.lineno}", str(text.value)
        if _can_be_shown(place):
            for text in _sentences(tree):
                yield f"{place}:{text.lineno}", str(text.value)


def unsayable() -> list[str]:
    """Indonesian put together at run time, which no catalogue can hold: `say("…{x}…", x=x)` instead."""
    return [
        f"{place}:{node.lineno}: {ast.unparse(node)}"
        for place, tree in _trees()
        if _can_be_shown(place)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and _is_indonesian(_literal(node))
    ]


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for package in CODE:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield str(file.relative_to(ROOT)), ast.parse(file.read_text())


def _can_be_shown(place: str) -> bool:
    return place.startswith(ON_PAGES) and not place.startswith(API) and place not in INDONESIAN_ONLY


def _is_indonesian(text: str) -> bool:
    return bool(_INDONESIAN.search(text) and _A_SENTENCE_HAS.search(text))


def _literal(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)


def _sentences(tree: ast.Module) -> Iterator[ast.Constant]:
    """Those of no docstring and of no f-string."""
    silent = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in silent and _is_indonesian(text):
                yield node


def _told(node: ast.AST) -> Iterator[ast.Constant]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=keywords):
            if name in SAYERS:
                yield from _texts(args[0] if args else None)
            elif name in READERS:
                for each in args[1:]:
                    yield from _texts(each)
            for keyword in keywords:
                if keyword.arg in TOLD_ARGUMENTS:
                    yield from _texts(keyword.value)
        case ast.Assign(targets=[ast.Subscript(value=ast.Attribute(attr="errors"))], value=value):
            yield from _texts(value)
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
        ):
            if name.endswith(TABLES):
                yield from _texts(value)
        case _:
            pass


def _texts(value: ast.AST | None) -> Iterator[ast.Constant]:
    """The values of a table, not its keys; both ends of a condition."""
    match value:
        case ast.Dict(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
            for each in values:
                yield from _texts(each)
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one)
            yield from _texts(other)
        case ast.Lambda(body=body):
            yield from _texts(body)
        case ast.Constant(value=str(text)) if _LETTERS.search(text) and not _A_PATH.fullmatch(text):
            yield value
        case _:
            pass

"""A posted form: what was typed is kept, and every field that cannot be read is named, all in one go.

Names of fields are those of the commands, so that what the domain refuses finds its field again.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from functools import cache, partial
from typing import TypeVar
from uuid import UUID

from litestar.datastructures import UploadFile
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation

from tracker.application.actor import Actor
from tracker.application.command import Asked
from tracker.application.language import _, translate
from tracker.domain.errors import Refused
from tracker.domain.evidence import EvidenceType
from tracker.domain.evidence_file import EvidenceFile
from tracker.domain.in_charge import InCharge
from tracker.domain.listed_lines import listed_lines
from tracker.domain.named import named
from tracker.domain.office import Office
from tracker.domain.phrase import say
from tracker.domain.written_day import read_date, read_day
from tracker.web.site import WebRequest, site_of

E = TypeVar("E", bound=StrEnum)


Where = tuple[Office, date]
"""An office, and the calendar day there."""

MAX_NOTE = 2000
MAX_LINE = 300
MOST_ROWS = 60
"""Outcomes that are logged at once."""
_ROW = re.compile(r"outcomes\.(\d{1,3})\.(\w+)")
_ROW_SHOWS_WORK = ("text", "in_charge", "due_on")


class Errors(dict[str, str]):
    """What is wrong, by field, in the reader's language."""

    def __setitem__(self, field: str, message: str) -> None:
        super().__setitem__(field, translate(message))


class Form:
    """`values` as typed; `errors` by field, the empty key for the form as a whole. Reading a field checks it.

    `files` by field, as they came in; `kept` by row of evidence, those that need not be uploaded again. `where` tells the
    office whose calendar and people the words of a field mean.
    """

    def __init__(
        self,
        values: Mapping[str, str] | None = None,
        files: Mapping[str, Sequence[UploadFile]] | None = None,
        where: Callable[[], Where | None] = lambda: None,
    ) -> None:
        self.values = {name: str(value) for name, value in (values or {}).items()}
        self.errors = Errors()
        self.files = dict(files or {})
        self.kept: dict[str, tuple[EvidenceFile, ...]] = {}
        self.days: dict[str, date] = {}
        self.names: dict[str, str] = {}
        self._where = cache(where)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def error(self, name: str) -> str:
        """As it stands beside the field; the row that it is in is named in the summary alone."""
        told = self.errors.get(name, "")
        row = _ROW.fullmatch(name)
        return told.removeprefix(_("Hasil {n}: {message}", n=int(row[1]) + 1, message="")) if row else told

    def text(self, name: str, required: str = "", limit: int = MAX_LINE) -> str:
        """Trimmed. `required` is what to say when it is empty."""
        typed = self.value(name).strip()
        if not typed and required:
            self.errors[name] = required
        elif len(typed) > limit:
            self.errors[name] = say("Terlalu panjang: paling banyak {limit} huruf.", limit=limit)
        return typed

    def day(
        self, name: str, required: str = "", *, ahead: bool = False, written_on: date | None = None
    ) -> date | None:
        """A date as a date field sends it, or as officials write it (`tracker.domain.written_day`).

        `ahead`: a date without a year is one to come. `written_on`: the day from which words count; else today.
        What it came to stands in `days` for the page to show.
        """
        typed = self.value(name).strip()
        if not typed:
            if required:
                self.errors[name] = required
            return None
        at = self._where()
        try:
            if at is None:
                found = read_date(typed)
            else:
                found = read_day(typed, written_on or at[1], at[0].calendar, ahead=ahead)
        except Refused as error:
            self.errors[name] = error.message
            return None
        self.days[name] = found
        return found

    def hour(self, name: str) -> time | None:
        """A time as a time field sends it, or as officials type it: 09.00."""
        typed = self.value(name).strip().replace(".", ":")
        if not typed:
            return None
        try:
            return time.fromisoformat(typed)
        except ValueError:
            self.errors[name] = "Jam tidak dikenal; tulis seperti 09.00."
            return None

    def whole(self, name: str, default: int) -> int:
        typed = self.value(name).strip()
        if not typed:
            return default
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
            self.errors[name] = "Isi dengan angka."
            return default
        return int(typed)

    def ticked(self, name: str) -> bool:
        return self.value(name) != ""

    def one_of(self, name: str, choices: Iterable[str], required: str = "") -> str | None:
        typed = self.value(name)
        if not typed:
            if required:
                self.errors[name] = required
            return None
        if typed not in choices:
            self.errors[name] = "Pilih dari daftar."
            return None
        return typed

    def member(self, name: str, kind: type[E], required: str = "") -> E | None:
        chosen = self.one_of(name, [str(item) for item in kind], required)
        return None if chosen is None else kind(chosen)

    def evidence_type(self, name: str, required: str) -> EvidenceType:
        return self.member(name, EvidenceType, required) or EvidenceType.DOKUMEN_LAPORAN

    def in_charge(self, name: str, required: str = "") -> tuple[str | None, str | None]:
        """The kind and code of `position:kasi_pemerintahan`, or of whom the words mean in the office of the form
        (`tracker.domain.named`); two times None where nobody was named. Who it is stands in `names` for the page to show.
        """
        typed = self.text(name, required)
        kind, _, code = typed.partition(":")
        if not typed or name in self.errors:
            return None, None
        if kind in {"position", "body"} and code:
            return kind, code
        at = self._where()
        if at is None:
            self.errors[name] = "Pilih penanggung jawab dari daftar."
            return None, None
        try:
            found = named(at[0], typed, at[1])
        except Refused as error:
            self.errors[name] = error.message
            return None, None
        self.names[name] = found.name
        return found.kind, found.code

    def several_in_charge(self, name: str) -> tuple[tuple[str, str], ...]:
        """Kinds and codes of the boxes ticked under that name, each `name.position:kasi_pemerintahan`."""
        ticked = (key.removeprefix(f"{name}.") for key in self.values if key.startswith(f"{name}."))
        return tuple((kind, code) for kind, _, code in (one.partition(":") for one in ticked))

    def id(self, name: str, missing: str) -> UUID | None:
        """`missing` is what to say where the form has no such id."""
        try:
            return UUID(self.value(name))
        except ValueError:
            self.errors[name] = missing
            return None

    def refuse(self, error: Refused) -> None:
        """Takes the domain's answer in, at the field that it names."""
        self.errors[error.field] = error.message

    def rows(self) -> tuple[int, int]:
        """How many outcome rows are filled, and how many the form showed. Empty ones are dropped, the others move up; a row
        of several lines becomes as many rows, each with all else that the row says.
        """
        found: dict[int, dict[str, str]] = {}
        for name in list(self.values):
            match = _ROW.fullmatch(name)
            if match:
                found.setdefault(int(match[1]), {})[match[2]] = self.values.pop(name)
        shown = len(found)
        filled = [
            row
            for _number, row in sorted(found.items())
            if any(row.get(part, "").strip() for part in _ROW_SHOWS_WORK)
        ]
        split = [row | {"text": line} for row in filled for line in listed_lines(row.get("text", ""))]
        if len(split) > MOST_ROWS:
            self.errors["outcomes.0.text"] = say(
                "Paling banyak {most} hasil sekaligus; ini {n}.", most=MOST_ROWS, n=len(split)
            )
        else:
            shown, filled = len(found) - len(filled) + len(split), split
        for number, row in enumerate(filled):
            self.values |= {f"outcomes.{number}.{part}": value for part, value in row.items()}
        return len(filled), shown

    def asked(self) -> Asked:
        """The frame of the command. A form without its own id, or with a strange one, is not ours: Refused."""
        request_id = self.value("request_id")
        version = self.value("expected_version")
        if (
            not request_id
            or len(request_id) > 64
            or (version and not (version.isascii() and version.isdigit()))
        ):
            raise Refused("Formulir ini tidak lengkap; muat ulang halaman, lalu kirim lagi.")
        return Asked(
            request_id=request_id,
            expected_version=int(version[:9]) if version else None,
            reason=self.text("reason", limit=MAX_NOTE),
        )


def in_charge_value(in_charge: InCharge | None) -> str:
    """How a choice of the person in charge is written in a form."""
    return "" if in_charge is None or in_charge.kind == "text" else f"{in_charge.kind}:{in_charge.code}"


async def _read(request: WebRequest) -> AsyncIterator[Form]:
    posted = await request.form()
    files: dict[str, list[UploadFile]] = {}
    for name, value in posted.multi_items():
        if isinstance(value, UploadFile):
            files.setdefault(name, []).append(value)
    try:
        yield Form(
            {name: value for name, value in posted.items() if isinstance(value, str)},
            files,
            partial(_where, request),
        )
    finally:
        for uploaded in files.values():
            for file in uploaded:
                await file.close()


TheForm = NamedDependency[SkipValidation[Form]]
FORM = {"form": Provide(_read)}
"""The `dependencies` of a handler that takes `form: TheForm`."""


def query_form(request: WebRequest) -> Form:
    """The filters in an address, read as a form; without NUL, which no database takes."""
    return Form(
        {n: value.replace("\0", "") for n, value in request.query_params.items() if isinstance(value, str)},
        where=partial(_where, request),
    )


def _where(request: WebRequest) -> Where | None:
    """The office of whoever sends the form; None for a form that is open to those without an account."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None or actor.office is None:
        return None
    tracker = site_of(request).tracker
    office = tracker.office(actor.office)
    return office, tracker.today(office)

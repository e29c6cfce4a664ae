"""A survey file as filled forms: every cell at fault is named with its row and column, and then nothing is taken."""

from datetime import date

import msgspec

from tracker.application.survey_file.columns import KIND, SUGGESTION
from tracker.application.table_file.names import key_of, shortened
from tracker.application.table_file.problems import RowsRefused, UnreadableFile, at_row
from tracker.application.table_file.reading import read_table
from tracker.application.table_file.table import Row
from tracker.domain.errors import Refused
from tracker.domain.phrase import say
from tracker.domain.survey.elements import Element
from tracker.domain.survey.respondent import GROUPS, Profile, Trait, age_group, checked_profile
from tracker.domain.survey.tally import Answers, Response
from tracker.domain.written_day import read_date

MAX_SUGGESTION = 1000

_SEXES = {"l": "L", "lk": "L", "laki": "L", "laki_laki": "L", "pria": "L"} | dict.fromkeys(
    ("p", "pr", "perempuan", "wanita"), "P"
)
_SCHOOLS = {code: code for code in GROUPS[Trait.PENDIDIKAN]} | {
    "sltp": "smp", "mts": "smp", "slta": "sma", "smk": "sma", "ma": "sma", "mi": "sd", "sarjana": "s1",
    "d1": "diploma", "d2": "diploma", "d3": "diploma", "d4": "diploma",
}  # fmt: skip
_OCCUPATIONS = {code: code for code in GROUPS[Trait.PEKERJAAN]} | {
    "asn": "pns", "pppk": "pns", "wiraswasta": "wirausaha", "karyawan_swasta": "swasta",
    "pegawai_swasta": "swasta",
}  # fmt: skip


class FiledResponse(msgspec.Struct, frozen=True):
    """`row` as a spreadsheet shows it. `suggestion` are the respondent's own words, empty where there are none."""

    row: int
    response: Response
    suggestion: str


class SurveyFile(msgspec.Struct, frozen=True):
    """`ignored` are the headers of columns not read; `remarks` say what else was seen: hidden rows, other sheets."""

    responses: tuple[FiledResponse, ...]
    ignored: tuple[str, ...]
    remarks: tuple[str, ...]


def read_survey_file(content: bytes, today: date) -> SurveyFile:
    """Raises UnreadableFile for a file that is no survey, RowsRefused with every row at fault."""
    table = read_table(content, KIND)
    problems = list(table.problems)
    responses = [_read(row, today, problems) for row in table.rows]
    if problems:
        raise RowsRefused(problems)
    if not responses:
        raise UnreadableFile(say("Berkas hanya berisi judul kolom; tidak ada jawaban untuk diimpor."))
    return SurveyFile(tuple(responses), table.ignored, table.remarks)


def _read(row: Row, today: date, problems: list[str]) -> FiledResponse:
    answers: Answers = {}
    for element in Element:
        text = row.cells[element]
        if text in {"1", "2", "3", "4"}:
            answers[element] = int(text)
        elif text:
            problems.append(at_row(row.number, element.value, _not_an_answer(text)))
    if not any(row.cells[element] for element in Element):
        problems.append(at_row(row.number, "", say("tidak ada satu pun jawaban; isi, atau hapus barisnya.")))
    profile: Profile = {}
    for trait in Trait:
        text = row.cells.get(trait, "")
        if not text:
            continue
        try:
            profile |= checked_profile({trait: read_trait(trait, text)}, today)
        except Refused as error:
            problems.append(at_row(row.number, trait.value, error.message))
    suggestion = row.cells.get(SUGGESTION, "")
    if len(suggestion) > MAX_SUGGESTION:
        problems.append(
            at_row(row.number, SUGGESTION, say("lebih dari {most} huruf; ringkaskan.", most=MAX_SUGGESTION))
        )
    return FiledResponse(row.number, Response(answers, profile), suggestion)


def _not_an_answer(text: str) -> str:
    if text == "0":
        return say("“0” bukan jawaban; isi 1, 2, 3, atau 4; kosongkan bila tidak dijawab.")
    return say("“{text}” bukan jawaban; isi 1, 2, 3, atau 4.", text=shortened(text))


def read_trait(trait: Trait, text: str) -> str:
    """A cell or a field as the code of its group. Raises Refused for what is in no group.

    An occupation that the regulation does not list is *lainnya*, as on its questionnaire.
    """
    key = key_of(text)
    match trait:
        case Trait.UMUR if text.isascii() and text.isdigit() and len(text) <= 3:
            return age_group(int(text))
        case Trait.JENIS_KELAMIN:
            return _SEXES.get(key, text)
        case Trait.PENDIDIKAN:
            return _SCHOOLS.get(key, text)
        case Trait.PEKERJAAN:
            return _OCCUPATIONS.get(key, "lainnya")
        case Trait.TANGGAL:
            return read_date(text).isoformat()
        case _:
            return " ".join(text.split())

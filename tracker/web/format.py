"""How days, instants, shares and states are written on a screen (DOMAIN section 3): the filters of the templates."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from tracker.application.language import LOCALES, SOURCE, _, current, translate
from tracker.application.messages import long_date, wa_link
from tracker.domain import coordination, follow_up, period_freeze
from tracker.domain.counting import RULE_NAMES
from tracker.domain.evidence import EVIDENCE_NAMES
from tracker.domain.flag import FLAG_NAMES
from tracker.domain.matter import TASK_NAMES
from tracker.domain.minutes import MINUTES_NAMES, PRESENCE_NAMES, REVIEW_NAMES
from tracker.domain.office import Office
from tracker.domain.percent import number_text
from tracker.domain.phrase import Numeral, say
from tracker.domain.reminder import BECAUSE_NAMES, REASON_NAMES
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.domain.role import ROLE_NAMES
from tracker.domain.series import RHYTHM_NAMES
from tracker.domain.survey import survey
from tracker.domain.survey.choice import WHY_TEXT
from tracker.domain.survey.elements import ASKED, Element
from tracker.domain.survey.grade import QUALITY

_CLOCKS = {"id": "HH.mm", "en": "HH:mm"}

STATUS_LOOKS = {
    "belum_ditindaklanjuti": ("circle", ""),
    "dalam_proses": ("half", "tag-note"),
    "dilaporkan_selesai": ("eye", "tag-warn"),
    "selesai": ("check", "tag-ok"),
    "tidak_dapat_ditindaklanjuti": ("cross", ""),
    "ditarik": ("cross", ""),
    "direncanakan": ("clock", "tag-note"),
    "dilaksanakan": ("check", "tag-ok"),
    "dibuka": ("half", "tag-note"),
    "ditutup": ("check", "tag-ok"),
    "ditunda": ("clock", "tag-warn"),
    "dibatalkan": ("cross", ""),
    "diusulkan": ("clock", "tag-warn"),
    "ditarik_kembali": ("half", "tag-note"),
    "dikembalikan": ("half", "tag-note"),
    "ditetapkan": ("check", "tag-ok"),
    "dibuka_kembali": ("half", "tag-note"),
}
"""Icon and colour of each state: never the colour alone."""

STATE_NAMES: dict[str, str] = {
    str(state): name
    for names in (
        coordination.STATUS_NAMES,
        follow_up.STATUS_NAMES,
        period_freeze.STAGE_NAMES,
        survey.STATUS_NAMES,
    )
    for state, name in names.items()
}


def short_date(day: date) -> str:
    """`3 Jan 2022`."""
    return _day_written(day, "d MMM y", current())


def clock_time(instant: datetime, zone: str) -> str:
    """`09.30 WIB`, in the office's zone; in English `09:30 WIB`."""
    return _instant_written(instant, zone, _CLOCKS[current()], current())


def moment(instant: datetime, zone: str) -> str:
    """`Senin, 3 Januari 2022 09.30 WIB`."""
    return _instant_written(instant, zone, f"EEEE, d MMMM y {_CLOCKS[current()]}", current())


@lru_cache(maxsize=512)
def _day_written(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=LOCALES[language])


@lru_cache(maxsize=512)
def _instant_written(instant: datetime, zone: str, pattern: str, language: str) -> str:
    """The zone's own name is the same in every language: WIB, WITA, WIT."""
    zoned = instant.astimezone(_zone(zone))
    name = format_datetime(zoned, "zzz", tzinfo=_zone(zone), locale=LOCALES[SOURCE])
    return f"{format_datetime(zoned, pattern, tzinfo=_zone(zone), locale=LOCALES[language])} {name}"


def local_date(instant: datetime, zone: str) -> date:
    return instant.astimezone(_zone(zone)).date()


def relative_day(day: date, today: date) -> str:
    """How far a due date lies from today, in words."""
    days = (day - today).days
    if days == 0:
        return _("hari ini")
    if days == 1:
        return _("besok")
    return _("{n} hari lagi", n=days) if days > 0 else _("lewat {n} hari", n=-days)


def days_ago(day: date, today: date) -> str:
    days = (today - day).days
    if days == 0:
        return _("Hari ini")
    return _("Kemarin") if days == 1 else translate(long_date(day))


def office_name(office: Office) -> str:
    """`Kecamatan Sumberjambe`, however the name was registered."""
    return say("Kecamatan {name}", name=office.name.removeprefix("Kecamatan "))


def index_text(index: Decimal | None) -> str:
    """`88,95`: an index is no percentage."""
    return "n/a" if index is None else number_text(index)


def spelled_out(text: str) -> str:
    """A document's own words, with the acronym explained that also names a group of people (DOMAIN section 1, 4)."""
    return text.replace("PMKS", _("PMKS (Pemberdayaan Masyarakat dan Kesejahteraan Sosial)"))


def file_size(size: int) -> str:
    """In decimal units, as telephones and offices count: `1,2 MB`, `340 KB`."""
    if size >= 1_000_000:
        return Numeral(f"{size / 1_000_000:.1f} MB".replace(".", ","))
    return f"{max(1, round(size / 1000))} KB"


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


MINUTES_LOOKS = {
    "disusun": ("circle", ""),
    "diajukan": ("clock", "tag-warn"),
    "dikembalikan": ("warn", "tag-bad"),
    "disahkan": ("check", "tag-ok"),
}


FILTERS: dict[str, Callable[..., object]] = {
    "long_date": long_date,
    "short_date": short_date,
    "clock_time": clock_time,
    "moment": moment,
    "local_date": local_date,
    "relative_day": relative_day,
    "days_ago": days_ago,
    "office_name": office_name,
    "spelled_out": spelled_out,
    "file_size": file_size,
    "state_name": lambda status: STATE_NAMES[status],
    "state_look": lambda status: STATUS_LOOKS[status],
    "evidence_name": lambda kind: EVIDENCE_NAMES[kind],
    "kind_name": lambda kind: coordination.KIND_NAMES[kind],
    "role_name": lambda role: ROLE_NAMES[role],
    "flag_name": lambda flag: FLAG_NAMES[flag],
    "rule_name": lambda rule: RULE_NAMES[rule],
    "minutes_name": lambda status: MINUTES_NAMES[status],
    "minutes_look": lambda status: MINUTES_LOOKS[status],
    "presence_name": lambda presence: PRESENCE_NAMES[presence],
    "review_name": lambda answer: REVIEW_NAMES[answer],
    "rhythm_name": lambda rhythm: RHYTHM_NAMES[rhythm],
    "index": index_text,
    "element_name": lambda code: ASKED[Element(code)].name,
    "quality": lambda grade: QUALITY[grade],
    "why_survey": lambda why: WHY_TEXT[why],
    "whatsapp_link": wa_link,
    "step_name": lambda name: STEP_NAMES[name],
    "task_name": lambda task: TASK_NAMES[task],
    "because_name": lambda because: BECAUSE_NAMES[because],
    "reason_name": lambda reason: REASON_NAMES[reason],
}

"""Names that are ids: where a natural key exists, the stream id is derived from it (RFC 9562, version 5).

Such a stream can exist once only, and importing the same thing twice meets its own earlier self.
"""

from uuid import UUID, uuid5

_NAMESPACE = UUID("6f0c2f0e-5b1a-4c39-9d6e-3f1a7c1d2b90")


def office_id(code: str) -> UUID:
    return uuid5(_NAMESPACE, f"office/{code}")


def user_id(username: str) -> UUID:
    return uuid5(_NAMESPACE, f"user/{username}")


def indicator_id(office: str, code: str) -> UUID:
    return uuid5(_NAMESPACE, f"indicator/{office}/{code}")


def survey_id(office: str, name: str) -> UUID:
    """A survey is known by its name in its office, in any case and spacing."""
    return uuid5(_NAMESPACE, f"survey/{office}/{' '.join(name.split()).casefold()}")


def survey_answer_id(survey: UUID, request_id: str) -> UUID:
    """One form, however often it is sent."""
    return uuid5(survey, f"answer/{request_id}")


def survey_file_id(survey: UUID, sha256: str, files_before: int) -> UUID:
    """A file that was withdrawn may come again, as another."""
    return uuid5(survey, f"file/{files_before}/{sha256}")


def suggestion_source(survey: UUID, sha256: str) -> UUID:
    return uuid5(survey, f"suggestions/{sha256}")


def suggestion_id(source: UUID, row: int) -> UUID:
    """What a respondent wrote: in row `row` of a file, or (0) on a form typed in."""
    return uuid5(source, f"suggestion/{row}")


def person_id(office: str, key: str) -> UUID:
    return uuid5(_NAMESPACE, f"person/{office}/{key}")


def body_id(office: str, code: str) -> UUID:
    return uuid5(_NAMESPACE, f"body/{office}/{code}")


def imported_coordination_id(office: str, year: int, number: str) -> UUID:
    """A register's coordination is known by office, year and `nomor_kegiatan`."""
    return uuid5(_NAMESPACE, f"coordination/{office}/{year}/{number.casefold()}")


def nth_outcome_id(coordination: UUID, ordinal: int) -> UUID:
    return uuid5(coordination, f"outcome/{ordinal}")


def follow_up_id(outcome: UUID, opening: int = 1) -> UUID:
    """Each outcome that needs follow-up has exactly one; it opens another when it needs one again, having only informed."""
    return uuid5(outcome, "follow-up" if opening == 1 else f"follow-up/{opening}")


def reminder_stream(follow_up: UUID) -> UUID:
    """Reminders have a stream of their own, so that they never conflict with a person's open form."""
    return uuid5(follow_up, "reminders")


def freeze_id(office: str, year: int, code: str | None, cumulative: bool) -> UUID:
    """One stream per reporting period; the whole year is the same, cumulative or not."""
    suffix = "/kumulatif" if cumulative and code is not None else ""
    return uuid5(_NAMESPACE, f"period-freeze/{office}/{year}/{code or 'tahun'}{suffix}")


def published_report_id(office: str, year: int) -> UUID:
    """The report (LKjIP) of that year, as it was printed."""
    return uuid5(_NAMESPACE, f"published-report/{office}/{year}")

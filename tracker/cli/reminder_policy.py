"""`reminders policy …`: when an office's people are reminded, and another policy, looked at before it is adopted."""

from datetime import time

import click
import msgspec

from tracker.application.messages import long_date
from tracker.application.permissions import Action, require
from tracker.application.policy_words import RANKS, WEEKDAYS, days_typed, policy_lines
from tracker.application.reminder_forecast import DAYS, Forecast, forecast
from tracker.application.reminder_policies import AdoptPolicy, adopt_policy
from tracker.cli.options import as_user, in_json, of_office
from tracker.cli.printing import print_json, print_table
from tracker.cli.session import acting, asked, opened, opened_for_reading
from tracker.domain.office import Office
from tracker.domain.reminder_policy import Escalation, Policy, checked, warnings
from tracker.domain.role import Rank


@click.group()
def policy() -> None:
    """Aturan pengingat kecamatan: kapan, seberapa sering, dan siapa yang ikut diingatkan."""


@policy.command("show")
@of_office
@click.option(
    "--number", type=click.IntRange(min=0), help="Versi itu (bawaan: yang berlaku; 0 aturan bawaan)."
)
@as_user
@in_json
def show(office_code: str, number: int | None, username: str | None, as_json: bool) -> None:
    """Aturan yang berlaku, atau salah satu versi sebelumnya."""
    with opened() as tracker:
        require(acting(tracker, username), Action.VIEW, office_code)
        office = tracker.office(office_code)
    newest = office.newest_policy
    if number is not None and number > newest:
        raise click.BadParameter(f"versi terbaru {newest}", param_hint="--number")
    shown = newest if number is None else number
    if as_json:
        print_json(_as_json(office, shown, office.policy(shown)))
        return
    click.echo("Aturan bawaan" if shown == 0 else f"Versi {shown} dari {newest}")
    _print(office.policy(shown))


@policy.command("set")
@of_office
@click.option("--before", metavar="HARI", help="Hari kerja sebelum batas waktu, misalnya 5,3; '' tidak ada.")
@click.option("--on-due/--no-on-due", default=None, help="Juga pada hari batas waktu.")
@click.option("--after", metavar="HARI", help="Hari kerja sesudah batas waktu, misalnya 1,2,3,5,8.")
@click.option("--every", type=int, metavar="N", help="Lalu setiap N hari kerja, tanpa henti.")
@click.option("--waiting", metavar="HARI", help="Hari kerja sejak verifikasi atau keputusan mulai ditunggu.")
@click.option(
    "--escalation",
    "ladder",
    multiple=True,
    metavar="JABATAN=HARI",
    help="Atasan yang ikut diingatkan: --escalation kasi=3 --escalation sekcam=7.",
)
@click.option("--no-escalation", is_flag=True, help="Tidak ada atasan yang ikut diingatkan.")
@click.option("--at", metavar="JAM", help="Jam kirim, misalnya 07:30.")
@click.option("--quiet", metavar="JAM-JAM", help="Jam tenang, misalnya 20:00-06:00.")
@click.option(
    "--digest-weekday",
    type=click.Choice([day.lower() for day in WEEKDAYS]),
    help="Hari rekap mingguan.",
)
@click.option("--deadline-before", metavar="HARI", help="Hari kerja sebelum tenggat triwulan dan survei.")
@click.option("--most-items", type=int, metavar="N", help="Paling banyak dalam satu pesan.")
@click.option("--for-running", is_flag=True, help="Berlaku juga bagi yang sedang berjalan.")
@click.option("--preview", is_flag=True, help="Hanya perlihatkan akibatnya.")
@click.option("--reason", default="", metavar="TEKS", help="Dasar atau alasan.")
@as_user
@in_json
def set_policy(
    office_code: str,
    before: str | None,
    on_due: bool | None,
    after: str | None,
    every: int | None,
    waiting: str | None,
    ladder: tuple[str, ...],
    no_escalation: bool,
    at: str | None,
    quiet: str | None,
    digest_weekday: str | None,
    deadline_before: str | None,
    most_items: int | None,
    for_running: bool,
    preview: bool,
    reason: str,
    username: str | None,
    as_json: bool,
) -> None:
    """Tetapkan aturan berikutnya; yang tidak disebut tetap."""
    if ladder and no_escalation:
        raise click.UsageError("--escalation dan --no-escalation tidak dapat bersama.")
    listed = {"before": before, "after": after, "waiting": waiting, "deadline_before": deadline_before}
    changes: dict[str, object] = {
        name: days_typed(text, name) for name, text in listed.items() if text is not None
    }
    simple = {"on_due": on_due, "every": every, "most_items": most_items}
    changes |= {name: value for name, value in simple.items() if value is not None}
    if ladder or no_escalation:
        changes["escalation"] = tuple(_escalation(text) for text in ladder)
    if at is not None:
        changes["at"] = _hour(at, "--at")
    if quiet is not None:
        begin, _, end = quiet.partition("-")
        changes |= {"quiet_from": _hour(begin, "--quiet"), "quiet_until": _hour(end, "--quiet")}
    if digest_weekday is not None:
        changes["digest_weekday"] = [day.lower() for day in WEEKDAYS].index(digest_weekday)
    with opened_for_reading() as tracker:
        actor = acting(tracker, username)
        require(actor, Action.SET_REMINDERS, office_code)
        office = tracker.office(office_code)
        stated = checked(msgspec.structs.replace(office.policy(office.newest_policy), **changes))
        found = forecast(tracker, office, stated)
        if not preview:
            command = AdoptPolicy(office=office_code, policy=stated, for_running=for_running)
            adopt_policy(tracker, actor, asked(reason), command)
    number = office.newest_policy + 1
    unwise = (*warnings(stated), *found.warnings)
    if as_json:
        told = _as_json(office, number, stated)
        print_json(told | {"adopted": not preview, "warnings": unwise, "forecast": found})
        return
    if preview:
        _print(stated)
    else:
        running = ", juga bagi yang sedang berjalan" if for_running else ""
        click.echo(f"Aturan pengingat kecamatan {office_code} versi {number} ditetapkan{running}.")
    for line in unwise:
        click.echo(f"Perhatikan: {line}", err=not preview)
    if preview:
        _print_forecast(found)


def _as_json(office: Office, number: int, shown: Policy) -> dict[str, object]:
    return {"office": office.code, "number": number, "policy": shown, "sentences": dict(policy_lines(shown))}


def _print(shown: Policy) -> None:
    for label, text in policy_lines(shown):
        click.echo(f"{label}: {text}")


def _print_forecast(found: Forecast) -> None:
    click.echo(
        f"\nPerkiraan {DAYS} hari kerja, sampai {long_date(found.last)}: {found.reminders} pengingat tentang "
        f"{found.matters} hal. Hari terpadat setiap orang:"
    )
    rows = [(one.name, one.position, one.day, one.items) for one in found.people]
    print_table(("Kepada", "Jabatan", "Hari", "Pengingat"), rows, nothing="Tidak ada.")


def _escalation(text: str) -> Escalation:
    name, _, days = text.partition("=")
    ranks = {rank.value: rank for rank in RANKS}
    if name not in ranks or not (days.isascii() and days.isdigit() and len(days) <= 4):
        raise click.BadParameter(f"“{text}”: tulis seperti kasi=3.", param_hint="--escalation")
    return Escalation(Rank(ranks[name]), int(days))


def _hour(text: str, option: str) -> time:
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError:
        raise click.BadParameter(f"“{text}” bukan jam; tulis seperti 07:30.", param_hint=option) from None

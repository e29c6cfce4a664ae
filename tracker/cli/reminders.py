"""`reminders …`: what would be sent and why, sending what is due, and what was sent."""

from uuid import UUID

import click

from tracker.application.accounts import actor_of
from tracker.application.channels import CHANNEL_NAMES
from tracker.application.permissions import Action, require
from tracker.application.planned_messages import held_back, messages
from tracker.application.reminder_ledger import ledger as ledger_of
from tracker.application.reminders import PlannedReminder
from tracker.application.reminders import plan as planned
from tracker.application.trials import try_out
from tracker.cli.coming import tell_what_waits
from tracker.cli.given_up import failed, retry
from tracker.cli.options import as_user, in_json, instant
from tracker.cli.printing import print_json, print_table
from tracker.cli.reminder_policy import policy
from tracker.cli.session import acting, opened_for_reading, settings
from tracker.domain.errors import NotFound
from tracker.domain.reminder import BECAUSE_NAMES, REASON_NAMES
from tracker.domain.reminder_plan import STEP_NAMES
from tracker.web.format import moment
from tracker.web.reminder_words import BECAME_NAMES, explained
from workers import trial
from workers.dispatch import run_once


@click.group()
def reminders() -> None:
    """Pengingat tindak lanjut."""


reminders.add_command(policy)
reminders.add_command(failed)
reminders.add_command(retry)


@reminders.command("plan")
@click.option(
    "--at", metavar="WAKTU", help="Pada waktu itu (bawaan: sekarang); tanggal saja: akhir hari itu."
)
@click.option("--office", "office_code", metavar="KODE", help="Hanya kecamatan ini.")
@as_user
@in_json
def plan(at: str | None, office_code: str | None, username: str | None, as_json: bool) -> None:
    """Apa yang akan dikirim, kepada siapa, dan mengapa. Tidak mengirim apa pun."""
    with opened_for_reading() as tracker:
        actor = acting(tracker, username)
        code = office_code or actor.office
        if code is not None:
            require(actor, Action.VIEW, code)
        zone = "Asia/Jakarta" if code is None else tracker.office(code).zone
        now = tracker.clock()
        found = planned(tracker, now if at is None else instant(at, zone, now, "--at"), code)
        if as_json:
            print_json(found)
            return
        if not found and at is None:
            click.echo("Tidak ada yang dikirim sekarang.")
            tell_what_waits(tracker, code)
            return
    rows = [_row(one, one.channel) for message in messages(found) for one in message.reminders]
    rows += [_row(one, f"{one.channel}: {_held(one)}") for one in held_back(found)]
    head = ("Kepada", "Jabatan", "Lewat", "Tindak lanjut", "Keadaan", "Sebab", "Langkah", "Aturan", "ID")
    print_table(head, rows, nothing="Tidak ada yang akan dikirim.")


def _row(one: PlannedReminder, over: str) -> tuple[object, ...]:
    return (
        one.recipient.name or "–",
        one.recipient.position or "–",
        over,
        one.text,
        one.why,
        BECAUSE_NAMES[one.recipient.because],
        f"{STEP_NAMES[one.step.name]} {one.step.on}",
        one.policy or "bawaan",
        one.subject,
    )


def _held(one: PlannedReminder) -> str:
    return one.recipient.problem or ("" if one.withheld is None else REASON_NAMES[one.withheld])


@reminders.command("run")
@in_json
def run(as_json: bool) -> None:
    """Kirim sekarang semua pengingat yang sudah waktunya."""
    with opened_for_reading() as tracker:
        summaries = run_once(tracker, settings())
        if as_json:
            print_json(summaries)
            return
        if not summaries:
            click.echo("Tidak ada yang waktunya tiba.")
            tell_what_waits(tracker, None)
    for channel, counted in sorted(summaries.items()):
        click.echo(
            f"{CHANNEL_NAMES[channel]}: terkirim {counted.sent} dalam {counted.messages} pesan, dicoba lagi "
            f"{counted.postponed}, gagal {counted.failed}, tidak perlu {counted.suppressed}"
        )


@reminders.command("test")
@click.argument("target", metavar="PENGGUNA")
@as_user
@in_json
def test(target: str, username: str | None, as_json: bool) -> None:
    """Kirim pesan uji sekarang kepada pemilik akun ini, lewat semua salurannya."""
    with opened_for_reading() as tracker:
        user = actor_of(tracker, target, "cli")
        if user.person_id is None or user.office is None:
            raise NotFound(f"Akun {target} tidak terikat pada orang, jadi tidak menerima pengingat.", "user")
        office = tracker.office(user.office)
        send = trial.sender(settings(), tracker)
        found = try_out(tracker, acting(tracker, username), office, user.person_id, send)
    if as_json:
        print_json(found)
    else:
        for one in found:
            click.echo(one.told)
    if not all(one.arrived for one in found):
        click.get_current_context().exit(1)


@reminders.command("ledger")
@click.argument("subject", metavar="ID", type=click.UUID)
@as_user
@in_json
def ledger(subject: UUID, username: str | None, as_json: bool) -> None:
    """Bukti pengingat satu tindak lanjut atau kegiatan: yang direncanakan, dikirim, ditahan, dan batal, dan berikutnya."""
    with opened_for_reading() as tracker:
        found = ledger_of(tracker, subject)
        require(acting(tracker, username), Action.VIEW, found.office)
        zone = tracker.office(found.office).zone
    if as_json:
        print_json(found)
        return
    rows = [
        (
            moment(one.recorded_at, zone),
            one.position,
            f"{STEP_NAMES[one.step]} {one.on}",
            one.person or "–",
            ", ".join(one.positions) or "–",
            CHANNEL_NAMES.get(one.channel, "–"),
            BECAME_NAMES[one.became],
            explained(one) or "–",
        )
        for one in found.entries
    ]
    head = ("Tercatat", "Catatan", "Langkah", "Kepada", "Jabatan", "Lewat", "Hasil", "Keterangan")
    print_table(head, rows, nothing="Belum ada pengingat.")
    for coming in found.coming:
        whom = "; ".join(
            to.recipient.problem or to.recipient.name + ("" if to.channels else " (tidak dikirim)")
            for to in coming.recipients
        )
        click.echo(f"Berikutnya {moment(coming.at, zone)} ({STEP_NAMES[coming.step]}): {whom}")

"""The steps of minutes, review and consent, as their forms tell them."""

from uuid import UUID

from tracker.application import consents, minutes, reviews
from tracker.application.actor import Actor
from tracker.application.command import Answer, Asked
from tracker.application.tracker import Tracker
from tracker.domain.coordination import MAX_TEXT
from tracker.domain.errors import NotFound, Refused
from tracker.domain.minutes import Presence
from tracker.domain.phrase import say
from tracker.web.coordination_steps import Step
from tracker.web.forms import Form
from tracker.web.pages.review_answers import answers, field_of


def carry(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step) -> Answer | None:
    """None when a field could not be read."""
    match step:
        case Step.ADD_NOTE:
            text = form.text("text", "Isi butir pembahasan.", MAX_TEXT)
            if form.errors:
                return None
            return minutes.add_note(tracker, actor, asked, minutes.AddNote(coordination_id=id_, text=text))
        case Step.CHANGE_NOTE:
            text = form.text("text", "Isi butir pembahasan.", MAX_TEXT)
            if form.errors:
                return None
            changed = minutes.ChangeNote(coordination_id=id_, note_id=item(form), text=text)
            return minutes.change_note(tracker, actor, asked, changed)
        case Step.REMOVE_NOTE:
            removed = minutes.RemoveNote(coordination_id=id_, note_id=item(form))
            return minutes.remove_note(tracker, actor, asked, removed)
        case Step.ATTENDANCE:
            return _attendance(tracker, actor, asked, form, id_)
        case Step.SUBMIT:
            return minutes.submit(tracker, actor, asked, minutes.SubmitMinutes(coordination_id=id_))
        case Step.RATIFY:
            return minutes.ratify(tracker, actor, asked, minutes.RatifyMinutes(coordination_id=id_))
        case Step.RETURN:
            return minutes.return_(tracker, actor, asked, minutes.ReturnMinutes(coordination_id=id_))
        case Step.REVIEW:
            return _review(tracker, actor, asked, form, id_)
        case _:
            return _consent(tracker, actor, asked, form, id_, step)


def item(form: Form) -> UUID:
    """What in the coordination the form is about. Raises NotFound for what no form of ours names."""
    try:
        return UUID(form.value("item"))
    except ValueError:
        raise NotFound("Butir atau hasil itu tidak ditemukan.") from None


def _attendance(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID) -> Answer | None:
    """A row without a presence is not on the list."""
    rows: list[int] = []
    attendees: list[minutes.AttendeeInput] = []
    number = 0
    while kind := form.value(f"attendees.{number}.kind"):
        field = f"attendees.{number}."
        presence = form.member(f"{field}presence", Presence)
        name = form.text(f"{field}name")
        if presence is None and name:
            form.errors[f"{field}presence"] = say("Pilih kehadiran {name}.", name=name)
        if presence is not None and kind in {"position", "body", "role"}:
            rows.append(number)
            attendees.append(
                minutes.AttendeeInput(
                    kind="position" if kind == "position" else "body" if kind == "body" else "role",
                    code=form.value(f"{field}code"),
                    name=name,
                    presence=presence,
                    came_late=form.ticked(f"{field}came_late"),
                    left_early=form.ticked(f"{field}left_early"),
                )
            )
        number += 1
    if form.errors:
        return None
    command = minutes.RecordAttendance(coordination_id=id_, attendees=tuple(attendees))
    try:
        return minutes.record_attendance(tracker, actor, asked, command)
    except Refused as error:
        raise type(error)(error.message, _row_of(error.field, rows)) from None


def _row_of(field: str, rows: list[int]) -> str:
    """The field as the form counts it: rows left empty are no attendees."""
    parts = field.split(".")
    if len(parts) == 3 and parts[0] == "attendees" and parts[1].isdigit():
        return f"attendees.{rows[int(parts[1])]}.{parts[2]}"
    return field


def _review(tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID) -> Answer | None:
    items = answers(form)
    if form.errors:
        return None
    try:
        return reviews.review(tracker, actor, asked, reviews.Review(coordination_id=id_, items=items))
    except Refused as error:
        raise type(error)(error.message, field_of(error.field, items)) from None


def _consent(
    tracker: Tracker, actor: Actor, asked: Asked, form: Form, id_: UUID, step: Step
) -> Answer | None:
    if step is Step.WITHDRAW:
        return consents.withdraw(tracker, actor, asked, consents.Withdraw(coordination_id=id_))
    if step is Step.WITHDRAW_OUTCOME:
        gone = consents.WithdrawOutcome(coordination_id=id_, outcome_id=item(form))
        return consents.withdraw_outcome(tracker, actor, asked, gone)
    if step is Step.DECIDE:
        given = form.one_of("given", ("ya", "tidak"), "Pilih setuju atau tolak.")
        number = form.whole("item", 0)
        if form.errors:
            return None
        decided = consents.DecideConsent(coordination_id=id_, number=number, given=given == "ya")
        return consents.decide(tracker, actor, asked, decided)
    if step is Step.TAKE_BACK:
        number = form.whole("item", 0)
        if form.errors:
            return None
        return consents.take_back(
            tracker, actor, asked, consents.TakeBackRequest(coordination_id=id_, number=number)
        )
    needs = form.value("needs") == "ya"
    kind, code = form.in_charge("in_charge") if needs else (None, None)
    due_on = form.day("due_on", ahead=True) if needs else None
    if form.errors:
        return None
    changed = consents.ReclassifyOutcome(
        coordination_id=id_,
        outcome_id=item(form),
        needs_follow_up=needs,
        in_charge_kind=kind,
        in_charge_code=code,
        due_on=due_on,
    )
    return consents.reclassify(tracker, actor, asked, changed)

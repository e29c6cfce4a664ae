"""A figure as a card or a column shows it: the share, its counts in words, and the balance that hides nothing."""

from fractions import Fraction

import msgspec

from tracker.application.figures import IndicatorFigure, achievement_texts, value_text
from tracker.application.language import _, translate
from tracker.domain.counting import RULE_NAMES, Figure, Rule, can_pass_hundred
from tracker.domain.flag import FLAG_NAMES
from tracker.domain.percent import as_text, number_text
from tracker.domain.phrase import say
from tracker.domain.reading_names import RULE_MEANINGS
from tracker.domain.survey.grade import QUALITY
from tracker.domain.survey.survey import Survey
from tracker.web.figure_words import Distance, counted, distance, uncounted

_UNITS = {
    Rule.MEETING_ALL: (say("koordinasi"), say("koordinasi")),
    Rule.MEETING_ANY: (say("koordinasi"), say("koordinasi")),
    Rule.PER_RESULT: (say("hasil"), say("hasil")),
    Rule.SEED_LITERAL: (say("hasil"), say("koordinasi")),
    Rule.EVIDENCED_OUTPUT: (say("aktivitas"), say("aktivitas")),
}
"""What the numerator and the denominator count."""


class FigureCard(msgspec.Struct, frozen=True, kw_only=True):
    """`width` and `reported_width` are those of a bar of 100, `target_x` the place of the target on it (empty: none);
    `rule` None: a survey, with its index as the text. `counted` and `uncounted` explain it in one sentence each."""

    code: str
    number: int | None
    label: str
    official_name: str
    rule: Rule | None
    rule_name: str
    text: str
    numerator: int
    denominator: int
    numerator_unit: str
    denominator_unit: str
    width: str
    reported_text: str | None
    reported_width: str
    target_x: str
    above_hundred: bool
    can_pass_hundred: bool
    balance: tuple[tuple[str, int], ...]
    withdrawn: int
    not_due: int
    flags: tuple[tuple[str, int], ...]
    simulation: bool
    aim: str
    distance: Distance | None
    rule_meaning: str
    counted: str
    uncounted: str
    survey: Survey | None


def card(answer: IndicatorFigure) -> FigureCard:
    edition, figure = answer.edition, answer.figure
    rule = answer.reading.rule if answer.reading else None
    units = _UNITS[rule] if rule else ("", "")
    reported = answer.reported.percentage if answer.reported else None
    share = answer.value
    return FigureCard(
        code=answer.indicator.code,
        number=edition.number,
        label=edition.label,
        official_name=edition.official_name,
        rule=rule,
        rule_name=RULE_NAMES[rule] if rule else "",
        text=value_text(answer),
        numerator=figure.numerator if figure else 0,
        denominator=figure.denominator if figure else 0,
        numerator_unit=units[0] if units[0] != units[1] else "",
        denominator_unit=units[1],
        width=_width(share),
        reported_text=as_text(reported) if answer.reported else None,
        reported_width=_width(reported),
        target_x="" if answer.target is None else _width(Fraction(answer.target)),
        above_hundred=share is not None and share > 100,
        can_pass_hundred=rule is not None and can_pass_hundred(rule),
        balance=_balance(figure) if figure else (),
        withdrawn=figure.withdrawn if figure else 0,
        not_due=figure.not_due if figure else 0,
        flags=tuple((FLAG_NAMES[flag], count) for flag, count in figure.flags.items()) if figure else (),
        simulation=answer.simulation,
        aim=aim(answer),
        distance=distance(share, answer.target, edition.better, simulation=answer.simulation),
        rule_meaning=RULE_MEANINGS[rule] if rule else "",
        counted=counted(answer.reading),
        uncounted=uncounted(answer.reading),
        survey=answer.survey,
    )


def aim(answer: IndicatorFigure) -> str:
    """`Target 65,00 · capaian 102,57 % · Sangat Tinggi`, each marked where it is a simulation; empty without a target."""
    if answer.target is None:
        return ""
    target = number_text(answer.target)
    achieved, grade = achievement_texts(answer)
    if achieved is None:
        return say("Target {target}", target=target)
    return say(
        "Target {target} · capaian {achieved} % · {grade}",
        target=target,
        achieved=achieved,
        grade=grade or "–",
    )


def heard(shown: FigureCard) -> str:
    """What the bar says to whoever does not see it, in the reader's language."""
    if shown.rule is None:
        return _("IKM {text}", text=shown.text)
    if shown.reported_text is None:
        return _("Berbukti dan berkeluaran {text}", text=shown.text)
    return _("Terverifikasi {text}, dilaporkan {reported}", text=shown.text, reported=shown.reported_text)


def grade_text(shown: FigureCard) -> str:
    """`mutu B – Baik`, in the reader's language; empty where there is no survey that counts."""
    grade = shown.survey.score().grade if shown.survey else None
    return (
        "" if grade is None else _("mutu {grade} – {quality}", grade=grade, quality=translate(QUALITY[grade]))
    )


def _balance(figure: Figure) -> tuple[tuple[str, int], ...]:
    """dilaksanakan = the sum of the others (DOMAIN section 2, "Nothing can be hidden")."""
    return (
        (say("dilaksanakan"), figure.held),
        (say("dihitung"), figure.counted),
        (say("informatif"), figure.informational),
        (say("tanpa bukti"), figure.unproven),
        (say("di luar kewenangan"), figure.outside_authority),
    )


def _width(share: Fraction | None) -> str:
    return "0" if share is None else f"{min(float(share), 100.0):.2f}"

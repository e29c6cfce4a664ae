"""The scale of a survey's index: its grades by the bounds of the regulation, and where an index lies."""

from fractions import Fraction

import pytest

from tracker.application.language import speaking, translate
from tracker.domain.percent import rounded
from tracker.domain.survey.grade import grade
from tracker.web.charts.grades import WIDTH, grade_scale


def test_the_bands_fill_the_scale_without_a_gap() -> None:
    bands = grade_scale(None).bands
    assert [band.grade for band in bands] == ["D", "C", "B", "A"]
    ends = [float(band.x) + float(band.width) for band in bands]
    assert [float(band.x) for band in bands[1:]] == pytest.approx(ends[:-1], abs=0.11)
    assert ends[-1] == pytest.approx(WIDTH, abs=0.1)
    assert [tick.text for tick in grade_scale(None).ticks] == ["25", "65", "76,61", "88,31", "100"]
    with speaking("en"):
        assert translate(grade_scale(None).ticks[2].text) == "76.61"


@pytest.mark.parametrize("index", ["25", "64.99", "65", "76.60", "81.11", "88.31", "100"])
def test_an_index_is_marked_within_the_band_of_its_grade(index: str) -> None:
    value = Fraction(index)
    drawn = grade_scale(value)
    (band,) = [one for one in drawn.bands if one.grade == grade(rounded(value))]
    assert float(band.x) - 0.1 <= float(drawn.mark) <= float(band.x) + float(band.width) + 0.1
    assert grade_scale(None).mark == ""

import pytest

from tracker.domain.listed_lines import listed_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Satu\r\nDua\n\n Tiga ", ["Satu", "Dua", "Tiga"]),
        (
            "1. Satu\n2) Dua\n- Tiga\n• 3 pohon\na. Lima\n[x] Enam",
            ["Satu", "Dua", "Tiga", "3 pohon", "Lima", "Enam"],
        ),
        ("2026 target\n-5 persen", ["2026 target", "-5 persen"]),
        ("1. Hanya satu", ["1. Hanya satu"]),
        ("Hanya satu\n", ["Hanya satu\n"]),
        ("", [""]),
    ],
)
def test_a_list_is_as_many_things_as_it_has_lines(text: str, lines: list[str]) -> None:
    assert listed_lines(text) == lines

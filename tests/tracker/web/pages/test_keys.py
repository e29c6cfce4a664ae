"""Keys of one letter: told on a page, done by a script, and switched off by each account for itself."""

import re

from tests.tracker.web.conftest import SignIn
from tests.tracker.web.pages.screen import form_of, send, words
from tracker.domain.role import Role
from tracker.web.keys import keys_known
from tracker.web.static_files import FOLDER

PAGE = "/bantuan/tombol"
SWITCH = "/pengaturan/tombol"
SCRIPT = "js/keys.js"


def test_the_page_tells_the_keys_that_the_script_knows() -> None:
    source = (FOLDER / SCRIPT).read_text()
    pages = re.findall(r"^  (\w): \"", source, re.MULTILINE)
    single = re.findall(r'event\.key === "(.)"', source)
    done = {f"g {key}" for key in pages} | (set(single) - {"g"}) | {"Esc"}
    assert {" ".join(keys) for keys, _ in keys_known()} == done


def test_the_keys_lead_to_pages_that_exist(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    for path in re.findall(r"^  \w: \"(/[^\"]*)\"", (FOLDER / SCRIPT).read_text(), re.MULTILINE):
        assert client.get(path).status_code == 200, path


def test_who_switches_them_off_is_left_alone_on_every_device(signed_in: SignIn) -> None:
    client = signed_in(Role.NOTULIS)
    assert SCRIPT in client.get("/").text
    answer = send(client, PAGE, SWITCH, wanted="")
    assert answer.status_code == 303
    assert SCRIPT not in client.get("/").text
    assert SCRIPT not in signed_in(Role.NOTULIS).get("/").text
    assert SCRIPT in signed_in(Role.KASI).get("/").text
    assert "sedang mati" in words(client.get(PAGE))
    send(client, PAGE, SWITCH, wanted="ya")
    assert SCRIPT in client.get("/").text


def test_the_settings_lead_to_the_switch(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR)
    assert PAGE in client.get("/pengaturan").text
    assert form_of(client.get(PAGE), SWITCH)

"""docker-compose.yml: every part is there, watched, and holds no right that it does not need."""

import re
from typing import Any

import pytest
import yaml

from tests.architecture.checkout import ROOT
from tests.support.product import Product

_TEXT = (ROOT / "docker-compose.yml").read_text()
_SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(_TEXT)["services"]
_LASTING = ("web", "worker", "beat", "projector", "postgres", "redis", "mailpit")
_OURS = ("web", "worker", "beat", "projector")


def test_all_parts_are_there_and_no_other() -> None:
    assert set(_SERVICES) == {*_LASTING, "migrate"}


@pytest.mark.parametrize("name", _LASTING)
def test_each_lasting_part_is_watched_and_comes_back(name: str) -> None:
    assert _SERVICES[name]["healthcheck"]["test"]
    assert _SERVICES[name]["restart"] == "unless-stopped"


def test_migrating_ends_and_is_not_repeated() -> None:
    assert _SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("name", _OURS)
def test_our_parts_wait_for_the_migration(name: str) -> None:
    assert _SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_people_and_mail_reach_never_holds_the_owner_s_rights(name: str) -> None:
    environment = _SERVICES[name]["environment"]
    assert "//tindaklanjut_app:" in environment["TINDAKLANJUT_DATABASE"]
    assert not [value for value in environment.values() if "owner" in value.lower()]


@pytest.mark.parametrize("name", ["migrate", "projector"])
def test_what_makes_tables_holds_the_owner_s_url_and_the_application_s(name: str) -> None:
    environment = _SERVICES[name]["environment"]
    assert "//tindaklanjut_owner:" in environment["TINDAKLANJUT_DATABASE_OWNER"]
    assert "//tindaklanjut_app:" in environment["TINDAKLANJUT_DATABASE"]


def test_the_web_part_is_healthy_only_when_its_read_models_have_caught_up() -> None:
    assert "/health/ready" in " ".join(_SERVICES["web"]["healthcheck"]["test"])


@pytest.mark.parametrize("name", ["worker", "beat", "projector"])
def test_the_other_parts_are_healthy_while_they_work(name: str) -> None:
    assert _SERVICES[name]["healthcheck"]["test"] == ["CMD", "tindaklanjut", "check", "--running"]


@pytest.mark.parametrize("name", _OURS)
def test_files_of_evidence_outlive_a_container(name: str) -> None:
    """They lie in the home of the image, which is a named volume that all of our parts share."""
    assert "TINDAKLANJUT_HOME=/data" in (ROOT / "Dockerfile").read_text()
    assert "home:/data" in _SERVICES[name]["volumes"]
    assert "home" in yaml.safe_load(_TEXT)["volumes"]


def test_the_broker_survives_a_restart_and_evicts_nothing() -> None:
    command = " ".join(_SERVICES["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_no_secret_has_a_default() -> None:
    secrets = re.findall(r"\$\{(\w*(?:SECRET|PASSWORD)\w*)(:\?)?", _TEXT)
    assert secrets
    assert [name for name, required in secrets if not required] == []


def test_every_setting_is_one_that_the_product_reads() -> None:
    known = set(re.findall(r'given\("(\w+)"\)', (ROOT / "tracker" / "settings.py").read_text()))
    used = set(re.findall(r"TINDAKLANJUT_(\w+)", _TEXT + (ROOT / "Dockerfile").read_text()))
    assert used - known == set()


@pytest.mark.parametrize(
    "command", sorted({_SERVICES[name]["command"][0] for name in (*_OURS, "migrate")} | {"check"})
)
def test_every_command_is_one_that_the_product_has(command: str, product: Product) -> None:
    asked = product.run(command, "--help")
    assert asked.returncode == 0, asked.stderr

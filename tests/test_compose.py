"""Dockerfile, compose.yaml and Caddyfile name what there is: files, settings, commands, paths. No image is built."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from rag.settings import Settings
from tests.support.compose import CADDYFILE, DOCKERFILE, composed, image_command, image_environment, last_stage
from tests.support.compose import instructions as all_instructions
from tests.support.paths import ROOT
from ui.cli.main import app
from ui.web.login import VARIABLE

SETTINGS = {f"ANTWORTFINDER_{name.upper()}" for name in Settings.model_fields} | {VARIABLE}
COMMANDS = {command.name or (command.callback and command.callback.__name__) for command in app.registered_commands}


def test_what_is_copied_into_the_image_is_there_and_let_through() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    copied = [name for what, rest in all_instructions() if what == "COPY" and "--from" not in rest
              for name in rest.split()[:-1]]  # fmt: skip
    assert set(copied) == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert {"ingest", "rag", "ui", "evals", "requirements.lock", "torch.lock"} <= set(copied)


def test_the_image_is_nobody_s_root_has_no_cuda_and_says_whether_it_is_ready() -> None:
    names = [name for name, _ in last_stage()]
    assert names.index("USER") > names.index("RUN")
    assert dict(last_stage())["USER"] not in ("root", "0")
    assert "/gesund" in dict(last_stage())["HEALTHCHECK"]
    text = DOCKERFILE.read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert not re.search(r"cu1\d\d|nvidia", text)


def test_every_setting_that_is_named_is_one() -> None:
    for where in (
        image_environment(),
        *(service.get("environment", {}) for service in composed()["services"].values()),
    ):
        assert {name for name in where if name.startswith("ANTWORTFINDER")} <= SETTINGS
    named = set(re.findall(r"ANTWORTFINDER_\w+", (ROOT / "docs" / "betrieb.md").read_text(encoding="utf-8")))
    assert {"ANTWORTFINDER_VECTORS", "ANTWORTFINDER_VECTORS_TOKEN", "ANTWORTFINDER_VECTORS_TOKEN_FILE"} <= named


def test_every_command_is_one_and_every_folder_the_image_s_own() -> None:
    assert image_command()[0] == "antwortfinder"
    assert image_command()[1] in COMMANDS
    made = next(rest for name, rest in last_stage() if name == "RUN")
    own = set(re.findall(r"/var/\w+/\w+(?:/\w+)?", made))
    assert {path for path in image_environment().values() if path.startswith("/var")} <= own
    services = composed()["services"]
    for name in ("web", "chroma"):
        for volume in services[name]["volumes"]:
            assert volume.split(":")[1] in own, volume
    chroma = services["chroma"]["command"]
    assert chroma[:2] == ["chroma", "run"]
    assert chroma[chroma.index("--path") + 1] in own


def test_the_parts_find_each_other_and_only_the_proxy_is_reached_from_outside() -> None:
    read = composed()
    services = read["services"]
    vectors = services["web"]["environment"]["ANTWORTFINDER_VECTORS"]
    assert vectors == f"http://chroma:{services['chroma']['command'][-1]}"
    assert services["proxy"]["environment"]["WEB"] == f"web:{image_command()[-1]}"
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert read["networks"]["innen"]["internal"] is True
    assert services["chroma"]["networks"] == ["innen"]  # it knows no login
    named = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert {name for name in named if name[0] not in "./"} == set(read["volumes"])
    assert {name for name in named if name[0] == "."} == {"./Caddyfile", "./papiere"}
    assert services["web"]["environment"][VARIABLE] == "/run/secrets/anmeldung"
    assert set(read["secrets"]) == {"anmeldung"} == set(services["web"]["secrets"])
    grace = int(services["web"]["stop_grace_period"].removesuffix("s"))
    from ui.cli.serving import ENDS

    assert grace > ENDS
    assert "deploy" not in services["web"]  # one process owns the index


def test_the_proxy_lets_all_through_that_the_program_takes_and_keeps_figures_inside() -> None:
    text = CADDYFILE.read_text(encoding="utf-8")
    assert "health_uri /gesund" in text
    assert re.search(r"@metriken path /metriken\s+respond @metriken 404", text)
    assert re.search(r"max_size 61MB", text)  # the largest upload is 60 MB


def test_the_proxy_itself_takes_its_file() -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("caddy (Debian-Paket) ist nicht installiert; der Caddyfile ist nur als Text geprüft")
    done = subprocess.run([caddy, "adapt", "--config", str(CADDYFILE)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()

"""The systemd unit: understood by systemd, hardened, its secrets credentials; and the script for commands."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.test_deploy import DEPLOY, SECRET, text


def unit(name: str) -> Mapping[str, list[str]]:
    """The settings of a unit file; one may be given more than once."""
    found: dict[str, list[str]] = {}
    for line in text(f"systemd/{name}").splitlines():
        if "=" in line and not line.startswith("# "):
            key, _, value = line.lstrip("#").partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_secrets_reach_the_service_by_credentials_alone() -> None:
    for name in ("baton.service", "telegram.conf", "slack.conf"):
        settings = unit(name)
        credentials = dict(one.split(":", 1) for one in settings["LoadCredential"])
        given = [one.split("=") for one in settings["Environment"] if "_FILE=" in one]
        assert {variable.removesuffix("_FILE").lower() for variable, _ in given} == set(credentials)
        assert {value for _, value in given} == {f"%d/{one}" for one in credentials}
        assert {variable.removesuffix("_FILE") for variable, _ in given} <= SECRET
        assert {Path(path).name for path in credentials.values()} == set(credentials)
    hardened = unit("baton.service")
    assert hardened["ProtectSystem"] == ["strict"]
    assert hardened["User"] == ["baton"]
    assert hardened["StateDirectory"] == ["baton"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    folder = tmp_path / "baton.service.d"
    folder.mkdir()
    for name in ("telegram.conf", "slack.conf"):
        shutil.copy(DEPLOY / "systemd" / name, folder)
    path = tmp_path / "baton.service"
    path.write_text(text("systemd/baton.service").replace("/opt/baton/bin/baton", shutil.which("true") or ""))
    done = subprocess.run(
        [shutil.which("systemd-analyze") or "", "verify", path], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_admin_script_hands_every_secret_over(tmp_path: Path) -> None:
    secrets, programs = tmp_path / "secrets", tmp_path / "bin"
    secrets.mkdir()
    programs.mkdir()
    for name in ("baton_secret_key", "slack_bot_token"):
        (secrets / name).write_text("x")
    stub = programs / "systemd-run"
    stub.write_text('#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n')
    stub.chmod(0o755)
    env = {"PATH": f"{programs}:{os.environ['PATH']}", "BATON_SECRETS": str(secrets)}
    words = ["invite", "amy lin"]
    done = subprocess.run(
        ["/bin/sh", DEPLOY / "systemd" / "baton-admin", *words],
        env=env, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    told = done.stdout.splitlines()
    assert told[-3:] == ["/opt/baton/bin/baton", *words]
    (named,) = [one.removeprefix("--unit=") for one in told if one.startswith("--unit=")]
    for name in ("baton_secret_key", "slack_bot_token"):
        assert f"--property=LoadCredential={name}:{secrets / name}" in told
        assert f"--setenv={name.upper()}_FILE=/run/credentials/{named}.service/{name}" in told

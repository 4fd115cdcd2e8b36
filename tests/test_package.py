"""The wheel as others install it: words, scripts, policy, tables of words and migrations are inside and work."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = (".ftl", ".yaml", ".toml", ".mako")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left in the project."""
    source = tmp_path_factory.mktemp("source")
    for name in ("bot", "store"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source / name)
    out = source / "out"
    build = (
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(out),
        ".",
    )
    subprocess.run([sys.executable, *build], cwd=source, check=True, timeout=200)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel; what it depends on is lent by this one."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    install = (
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    )
    subprocess.run([sys.executable, *install], check=True, timeout=200)
    where = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    lent = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (Path(where.stdout.strip()) / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return folder


def baton(place: Path, *args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the installed command far from the project."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BATON_", "PYTHON"))}
    return subprocess.run(
        [place / "env" / "bin" / "baton", *args], cwd=place, input=given, capture_output=True, text=True,
        env={**own, "BATON_DATA": str(place / "data"), "PYTHONUTF8": "1"}, check=False, timeout=120,
    )  # fmt: skip


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for part in ("bot", "store")
        for path in (ROOT / part).rglob("*")
        if path.suffix in (*DATA, ".py") and "__pycache__" not in path.parts
    }
    assert {path.rpartition(".")[2] for path in files} == {"ftl", "yaml", "toml", "mako", "py"}
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    assert sorted(files - inside) == []
    assert [name for name in inside if name.startswith("tests/")] == []


def test_the_installed_code_is_what_runs(place: Path) -> None:
    where = subprocess.run(
        [place / "env" / "bin" / "python", "-c", "import bot, store; print(bot.__file__, store.__file__)"],
        cwd=place, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert all(path.startswith(str(place)) for path in where.stdout.split())


def test_version_scripts_and_policy(place: Path) -> None:
    version = baton(place, "--version")
    assert (version.returncode, version.stdout.split()[0]) == (0, "baton,")
    for what in ("scripts", "policy"):
        done = baton(place, what, "check")
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_a_desk_is_opened_filled_and_talked_to_in_each_language(place: Path) -> None:
    database = str(place / "desk.db")
    assert baton(place, "migrate", "--database", database).returncode == 0
    add = (
        "user",
        "add",
        "amy",
        "--name",
        "Amy",
        "--role",
        "agent",
        "--team",
        "Taipei",
        "--database",
        database,
    )
    assert baton(place, *add).returncode == 0
    path = place / "contacts.csv"
    path.write_text("姓名,公司,手機\n周文彬,青禾農產,0912-345-678\n", encoding="utf-8")
    done = baton(place, "import", "contacts", str(path), "--database", database)
    assert "1 added" in done.stdout, done.stderr
    for language in ("en", "zh-TW", "zh-CN"):
        lines = f"language {language}\nfind 周文彬\nlog 周文彬 15 min, quote requested, tomorrow at ten\n"
        talk = baton(place, "chat", "--as", "amy", "--json", "--database", database, given=lines)
        assert talk.returncode == 0, talk.stderr
        keys = [json.loads(line).get("key") for line in talk.stdout.splitlines()]
        assert [key for key in keys if key] == ["language.set", "contact.card", "log.draft"]


@pytest.mark.skipif(not (ROOT / "bot" / "commands" / "demo.py").exists(), reason="the demo is not there yet")
def test_the_demo_plays_from_the_wheel(place: Path) -> None:
    done = baton(place, "demo")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr[-2000:]

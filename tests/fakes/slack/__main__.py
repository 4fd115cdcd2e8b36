"""`python -m tests.fakes.slack`: the strict Slack as a program, with a prompt that acts as a person."""

import asyncio
import json
import sys
from pathlib import Path

import click

from tests.fakes.slack.application import Application
from tests.fakes.slack.clock import Clock
from tests.fakes.slack.prompt import HELP, Prompt
from tests.fakes.slack.server import SlackServer


@click.command()
@click.option("--mode", type=click.Choice(["http", "socket"]), default="socket", show_default=True)
@click.option("--port", default=0, help="Where to listen on 127.0.0.1 (0: any free port).")
@click.option("--url", default="http://127.0.0.1:8080/slack/events", help="The app's address (HTTP mode).")
@click.option("--manifest", type=click.Path(exists=True, path_type=Path), help="The app's manifest (JSON).")
def main(mode: str, port: int, url: str, manifest: Path | None) -> None:
    """Run a strict local Slack; point the app at it with the settings printed first."""
    app = Application()
    if manifest is not None:
        app = Application.from_manifest(json.loads(manifest.read_text(encoding="utf-8")))
    asyncio.run(
        _run(
            SlackServer(app, mode="socket" if mode == "socket" else "http", clock=Clock.running()), port, url
        )
    )


async def _run(server: SlackServer, port: int, url: str) -> None:
    await server.start(port)
    try:
        _announce(server)
        await _talk(server, Prompt(server), url)
    finally:
        await server.stop()


async def _talk(server: SlackServer, prompt: Prompt, url: str) -> None:
    while (line := await asyncio.to_thread(sys.stdin.readline)) and line.strip() != ":quit":
        if server.mode == "http" and server.http.url is None and not await _verified(server, url):
            click.echo(f"! {url} does not answer Slack's challenge; is the app running?", err=True)
            continue
        await prompt.do(line)


async def _verified(server: SlackServer, url: str) -> bool:
    if await server.connect(url):
        return True
    server.http.url = None
    return False


def _announce(server: SlackServer) -> None:
    click.echo(f"SLACK_API_URL={server.base_url}")
    click.echo(f"SLACK_BOT_TOKEN={server.app.bot_token}")
    if server.mode == "socket":
        click.echo(f"SLACK_APP_TOKEN={server.app.app_token}")
    else:
        click.echo(f"SLACK_SIGNING_SECRET={server.app.signing_secret}")
    click.echo(f"\n{HELP}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

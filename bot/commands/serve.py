"""`baton serve`: every chat that has credentials, the ticker and the HTTP server, in one event loop."""

import asyncio
import logging
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import click
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import ticker
from bot.app import App
from bot.chats import metrics, telephone
from bot.chats.delivery import Delivery
from bot.chats.platforms import connected
from bot.chats.service import Intake
from bot.chats.web import LOCAL, Health, Server, application
from bot.commands.alone import Served, alone
from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.compose import build, ensure
from bot.commands.leading import Lead
from bot.config import Settings
from store.db import Database, Raced, Unavailable
from store.outbox import REMINDER

log = structlog.get_logger()
STOP_SECONDS = 10.0
TICK_SECONDS = 0.5  # what falls due is late by half of it, a reminder's 99th percentile by all of it
ALONE_SECONDS, BESIDE_SECONDS = 1.0, 0.5  # between beats: beside others, a lease that ends is soon seen
SWITCH_SECONDS = (
    0.001  # a thread at work lets the loop in so soon; Python's own 5 ms are felt in every answer
)
FAR = timedelta(days=36_500)


class Serving:
    """All that runs in one process; `run` returns when it was told to stop, or raises what ended it."""

    def __init__(self, app: App, settings: Settings, clock: Clock) -> None:
        self.app = app
        self.delivery = Delivery(app)
        self.health = Health()
        self.lead = Lead(app, self.delivery, self.health, uuid4().hex, clock)
        intake = Intake(app)
        self.services = connected(app, settings, intake, self.delivery)
        routes = [route for service in self.services for route in service.routes()]
        routes += telephone.routes(settings, intake, self.delivery, app.clock)
        local_only = settings.http_host in LOCAL
        web = application(routes, self.health, local_only=local_only)
        self.server = Server(web, settings.http_host, settings.http_port)
        self.scheduler = AsyncIOScheduler(timezone="UTC")

    async def run(self, stop: asyncio.Event, *, only_one: bool) -> None:
        """Serve until stopped. `only_one`: no other process can hold claims, so all are free at the start."""
        if only_one:
            await asyncio.to_thread(self.delivery.posting.release, self.app.clock() + FAR)
            await asyncio.to_thread(self.lead.free)
        await self._beat()
        beats = ALONE_SECONDS if only_one else BESIDE_SECONDS
        for job, seconds in ((self._tick, TICK_SECONDS), (self._beat, beats)):
            self.scheduler.add_job(
                job, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None
            )
        self.scheduler.add_job(self._tick, misfire_grace_time=None)  # what fell due waits for no second beat
        self.scheduler.start()
        parts = [self.server.serve(), self.delivery.run(self.lead.leads)]
        parts += [service.run(self.lead.leads) for service in self.services]
        tasks = [asyncio.create_task(part) for part in parts]
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            await self._close(tasks)
        for task in tasks:
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    async def _close(self, tasks: Sequence["asyncio.Task[None]"]) -> None:
        """Take nothing new, finish what is in hand, within ten seconds."""
        log.info("stopping")
        self.scheduler.shutdown(wait=False)
        self.server.should_exit = True
        for task in tasks[1:]:
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await asyncio.gather(*tasks, return_exceptions=True)
                await self.delivery.close(STOP_SECONDS / 2)
                await asyncio.gather(*(service.close() for service in self.services))
        await asyncio.to_thread(self.lead.give_up)

    async def _beat(self) -> None:
        """Renew the lease, or look whether it is free; who takes over from another does at once what is due."""
        led = self.lead.leads()
        await asyncio.to_thread(self.lead.beat)
        if self.lead.leads() and not led and self.scheduler.running:
            await self._tick()

    async def _tick(self) -> None:
        """Whatever is due, by the process that leads; what the day brings is planted once that is on its way."""
        if not self.lead.leads():
            return
        now = self.app.clock()
        try:
            self.delivery.send(await asyncio.to_thread(ticker.fire_due, self.app, now), rank=REMINDER)
            await asyncio.to_thread(ticker.plant_in_time, self.app, now)
        except (Raced, Unavailable) as error:
            log.warning("tick failed", error=type(error).__name__)
            metrics.TICKS.labels("failed").inc()
            return
        metrics.TICKS.labels("done").inc()


@click.command()
@database_option
def serve(settings: Settings) -> None:
    """Serve every chat that has credentials, fire what is due, answer webhooks and health checks.

    Example: TELEGRAM_BOT_TOKEN_FILE=token.txt baton serve
    """
    quiet_libraries()
    sys.setswitchinterval(SWITCH_SECONDS)
    database = ensure(settings)
    try:
        with alone(settings.url) as only_one:
            asyncio.run(_serve(database, settings, only_one))
    except Served as error:
        fail(1, f"another `baton serve` works on {error}; stop it first, or serve from PostgreSQL")
    finally:
        database.close()


async def _serve(database: Database, settings: Settings, only_one: bool) -> None:
    clock = Clock()
    app = build(settings, clock, database=database)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers in loops; Ctrl-C still ends it
            loop.add_signal_handler(number, stop.set)
    serving = Serving(app, settings, clock)
    names = [service.chat.platform for service in serving.services]
    log.info("serving", chats=names, host=settings.http_host, port=settings.http_port)
    if not names:
        click.echo("no chat has credentials: set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN", err=True)
    await serving.run(stop, only_one=only_one)


class _Plain(logging.Handler):
    """Libraries' warnings as structured lines, without their arguments, which may name people."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.warning("library", logger=record.name, level=record.levelname, message=str(record.msg), kind=kind)


def quiet_libraries() -> None:
    """Let libraries speak from warnings up; some log whole requests, tokens included, below that."""
    logging.basicConfig(handlers=[_Plain()], level=logging.WARNING, force=True)

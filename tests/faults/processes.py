"""Baton's processes as the driver sees them: born, killed, paused, born again."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
KILLED = (-signal.SIGKILL, 137)


class Process:
    """One life of a Baton."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.ended.add_done_callback(lambda _: setattr(self, "died_at", time.time()))
        self.died_at = 0.0

    @property
    def alive(self) -> bool:
        return not self.ended.done()

    def signal(self, number: int) -> None:
        if self.alive:
            os.kill(self.pid, number)

    async def kill(self) -> int:
        self.signal(signal.SIGKILL)
        return await self.ended

    async def within(self, seconds: float) -> int | None:
        """Its exit code, or None while it lives after so many seconds."""
        done, _ = await asyncio.wait({self.ended}, timeout=max(0.0, seconds))
        return self.ended.result() if done else None


class Nursery:
    """Where processes are born: a zygote, or the real command for some of them."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._living: dict[int, Process] = {}
        self._births: asyncio.Queue[int] = asyncio.Queue()
        self.births = 0

    async def __aenter__(self) -> Self:
        ours = ("BATON_", "TELEGRAM_", "SLACK_")
        self._clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self._zygote = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.zygote", cwd=ROOT, env=self._clean,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in list(self._living.values()):
            await process.kill()
        assert self._zygote.stdin is not None
        self._zygote.stdin.close()
        await self._zygote.wait()
        self._reader.cancel()

    async def fork(self, *args: str, **environ: str) -> Process:
        """A child of the zygote; the code is read already."""
        order = {"env": environ, "log": environ.get("BATON_FAULTS_LOG") or str(self._log), "args": list(args)}
        assert self._zygote.stdin is not None
        self._zygote.stdin.write(json.dumps(order).encode() + b"\n")
        self.births += 1
        return self._living[await self._births.get()]

    async def start(self, *args: str, **environ: str) -> Process:
        """The whole way: a new interpreter that runs `baton ...`."""
        with self._log.open("ab") as log:
            started = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.faults.whole", *args, cwd=ROOT,
                env={**self._clean, **environ}, stdout=log, stderr=log,
            )  # fmt: skip
        process = Process(started.pid)
        self.births += 1

        async def bury() -> None:
            process.ended.set_result(await started.wait())

        process.burial = asyncio.create_task(bury())  # type: ignore[attr-defined]
        return process

    async def _read(self) -> None:
        assert self._zygote.stdout is not None
        async for line in self._zygote.stdout:
            told = json.loads(line)
            if "born" in told:
                self._living[told["born"]] = Process(told["born"])
                self._births.put_nowait(told["born"])
            else:
                self._living.pop(told["dead"]).ended.set_result(told["code"])

"""An event loop whose time is imagined: it leaps to the next thing that is due, and threads are steps of its own."""

import asyncio
import contextvars
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any


class Still(Exception):  # noqa: N818
    """Nothing is due any more and somebody still waits."""


class _Leap(selectors.SelectSelector):
    """Waiting for the network is waiting for the clock: nobody is out there."""

    def __init__(self) -> None:
        super().__init__()
        self.leap: Callable[[float | None], None] = lambda _: None

    def select(self, timeout: float | None = None) -> list[Any]:
        self.leap(timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time is seconds since the play began. `latency` gives how long a step in a thread takes."""

    def __init__(self, latency: Callable[[], float]) -> None:
        self.moment = 0.0
        leap = _Leap()
        super().__init__(leap)
        leap.leap = self._leap
        self._latency = latency

    def time(self) -> float:
        return self.moment

    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> Any:
        """What would be done in a thread is done in one step, a little later."""
        done: asyncio.Future[Any] = self.create_future()
        self.call_later(self._latency(), _step, done, func, args, context=contextvars.copy_context())
        return done

    def _leap(self, timeout: float | None) -> None:
        if timeout is None:
            raise Still("nobody is left to act")
        if timeout > 0:
            waiting: list[asyncio.TimerHandle] = self._scheduled  # type: ignore[attr-defined]
            self.moment = max(self.moment, waiting[0].when())


class Died(BaseException):
    """The process that is at work is dead: nothing of it goes on."""


def _step(done: "asyncio.Future[Any]", func: Callable[..., Any], args: tuple[Any, ...]) -> None:
    if done.cancelled():
        return
    try:
        result = func(*args)
    except Died:
        done.cancel()
    except StopIteration as error:
        done.set_exception(RuntimeError(repr(error)))
    except BaseException as error:
        _end(done, error)
    else:
        if not done.done():
            done.set_result(result)


def _end(done: "asyncio.Future[Any]", error: BaseException) -> None:
    if not done.done():
        done.set_exception(error)

"""One JSON line a log record on standard error; of errors neither variables nor messages, which may name people."""

import logging
import sys
import traceback
from typing import TextIO, cast

import structlog
from structlog.typing import ExcInfo


class _StandardError:
    """Standard error as it is when a line is written, not when logging was set up."""

    def write(self, text: str) -> int:
        """Write to what is standard error now."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Flush what is standard error now."""
        sys.stderr.flush()


def told(exc_info: ExcInfo) -> str:
    """Where an error rose and of which kind it and its causes are; their messages may quote what people wrote."""
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines = [*traceback.format_tb(error.__traceback__), type(error).__qualname__ + "\n", *lines]
        error = error.__cause__ or error.__context__
    return "".join(lines)


def configure(level: str) -> None:
    """Set up logging for a command; level is DEBUG, INFO, WARNING or ERROR."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(told),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _StandardError())),
        cache_logger_on_first_use=False,
    )

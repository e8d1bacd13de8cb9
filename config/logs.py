"""How the log reads: a line per request and per task with the id of the request, and no value of a person in it."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# PostgreSQL repeats the values it refused: names and addresses, that is.
VALUES = re.compile(r"^(DETAIL|CONTEXT|LINE \d+): .*(\n\s+\^)?$", re.MULTILINE)

Line = MutableMapping[str, Any]


def without_values(logger: Any, method: str, line: Line) -> Line:
    """Take out of a traceback what PostgreSQL says about the row; what went wrong and where stays."""
    if isinstance(line.get("exception"), str):
        line["exception"] = VALUES.sub(r"\1: (left out)", line["exception"])
    return line


def exception_last(logger: Any, method: str, line: Line) -> Line:
    """For people: the traceback below its line, as Python prints it."""
    if trace := line.pop("exception", ""):
        line["event"] = f"{line['event']}\n{trace}"
    return line


def log_settings(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: one JSON object a line for machines, or lines for people. Sets structlog up alike."""
    for_all: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = (
        [structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [exception_last, structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, pad_level=False)]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *for_all,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": for_all,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_values,
                    *last,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Each says in two lines a task what our own line says with the id of the request.
            "celery.worker.strategy": {"level": logging.WARNING},
            "celery.app.trace": {"level": logging.WARNING},
            # Writes the address that was asked for, which may hold a key; our own line says the rest.
            "django.request": {"level": logging.ERROR},
        },
    }

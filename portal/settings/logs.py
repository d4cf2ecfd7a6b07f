"""Structured logs: one line an event, with the id of its request; JSON in production."""

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from portal.console_log import leave_out_routine, say_plainly
from portal.settings.base import env

QUIET = frozenset({"GET /healthz", "GET /readyz"})  # asked every few seconds, worth no line


def drop_health_checks(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Leave out the lines of the addresses that machines ask all the time."""
    if event.get("request") in QUIET and event.get("code", 200) == 200:
        raise structlog.DropEvent
    return event


def drop_sign_in_codes(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Leave out what the identity provider's answer carries: codes and states are secrets."""
    path, _mark, _query = str(event.get("request", "")).partition("?")
    if path.endswith(" /account/identity/callback/"):
        event["request"] = path
    return event


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True)
    if env.log_format == "json"
    else structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
    structlog.processors.StackInfoRenderer(),
]
_RENDERER: list[Processor] = (
    [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    if env.log_format == "json"
    else [say_plainly, structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)]
)
_NEWS = frozenset({"documents.tasks.produce_bundle", "documents.tasks.produce_document"})
_CALM: list[Processor] = [] if env.log_format == "json" else [leave_out_routine(_NEWS)]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        drop_health_checks,
        drop_sign_in_codes,
        *_SHARED,
        *_CALM,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_RENDERER,
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "django.request": {"level": "ERROR"},  # 404s stand in the request's own line
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},  # a line for each success is django-structlog's
    },
}
if env.log_format == "console":  # no line for each hand-over
    for _name in ("celery.beat", "celery.apps", "celery.worker", "celery.app"):
        LOGGING["loggers"][_name] = {"level": "WARNING"}  # type: ignore[index]
DJANGO_STRUCTLOG_CELERY_ENABLED = True  # a task's lines carry the id of the request that sent it

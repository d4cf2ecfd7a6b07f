"""Celery, its queues, its timetable, and the cache."""

from typing import Any

from celery.schedules import crontab
from kombu import Exchange, Queue
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.settings.base import env

CACHES = {
    "default": {
        "BACKEND": "portal.cache.ForgivingRedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "portal",
        # a page does not wait for a cache that is away
        "OPTIONS": {
            "socket_connect_timeout": 1,
            "socket_timeout": 1,
            "retry": Retry(NoBackoff(), 1),
        },
    }
}


def _broker(url: str) -> str:
    """The same server in Celery's spelling of a socket address."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")


CELERY_BROKER_URL = _broker(env.redis_url)
CELERY_TASK_ACKS_LATE = True  # every task is idempotent, so a lost worker's task may run again
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
# With the broker away, a request must not wait: the row is there, and a sweep sends it later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"  # the tasks themselves decide by Beijing time
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_DEFAULT_EXCHANGE = "portal"
CELERY_TASK_DEFAULT_ROUTING_KEY = "default"
# Each queue has its own routing key: with a shared one every queue would get every task.
CELERY_TASK_QUEUES = [
    Queue(name, Exchange("portal", type="direct"), routing_key=name)
    for name in ("critical", "default", "pdf", "scan")
]
CELERY_TASK_ROUTES: dict[str, dict[str, str]] = {
    "documents.tasks.produce_bundle": {"queue": "pdf"},
    "documents.tasks.produce_document": {"queue": "pdf"},
    "documents.tasks.scan_upload": {"queue": "scan"},
    "notifications.tasks.sweep_messages": {"queue": "critical"},
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {}
EVERY_MINUTE = crontab()
CELERY_BEAT_SCHEDULE["documents.sweep_documents"] = {
    "task": "documents.tasks.sweep_documents",
    "schedule": EVERY_MINUTE,
}
CELERY_BEAT_SCHEDULE["notifications.sweep_messages"] = {
    "task": "notifications.tasks.sweep_messages",
    "schedule": EVERY_MINUTE,
    "options": {"expires": 55, "queue": "critical"},
}
CELERY_BEAT_SCHEDULE["documents.sweep_uploads"] = {
    "task": "documents.tasks.sweep_uploads",
    "schedule": EVERY_MINUTE,
    "options": {"expires": 55},
}

# Deadlines: every run asks what is due now, so a run that was missed costs nothing but time.
EVERY_TEN_MINUTES = crontab(minute="*/10")
HOURLY = crontab(minute="7")
for _task, _schedule in {
    "give_alarms": EVERY_TEN_MINUTES,
    "tell_unattended": EVERY_TEN_MINUTES,
    "accept_by_silence": EVERY_TEN_MINUTES,
    "lapse_supplements": EVERY_TEN_MINUTES,
    "expire_drafts": HOURLY,
    "recheck_due_dates": HOURLY,
    "check_invariants": EVERY_MINUTE,
}.items():
    CELERY_BEAT_SCHEDULE[f"applications.{_task}"] = {
        "task": f"applications.tasks.{_task}",
        "schedule": _schedule,
        "options": {"expires": 55 if _schedule is EVERY_MINUTE else 540},
    }
CELERY_BEAT_SCHEDULE["port_visa.sweep_rosters"] = {
    "task": "port_visa.tasks.sweep_rosters",
    "schedule": EVERY_TEN_MINUTES,
    "options": {"expires": 540},
}
CELERY_BEAT_SCHEDULE["permits.remind_of_ends"] = {
    "task": "permits.tasks.remind_of_ends",
    "schedule": HOURLY,
    "options": {"expires": 540},
}

CELERY_BEAT_SCHEDULE["api.sweep_requests"] = {
    "task": "api.tasks.sweep_requests",
    "schedule": HOURLY,
    "options": {"expires": 540},
}

CELERY_BEAT_SCHEDULE["api.sweep_webhooks"] = {
    "task": "api.tasks.sweep_webhooks",
    "schedule": EVERY_MINUTE,
    "options": {"expires": 55},
}

for _task in ("remind", "note_missed", "close_visits", "tell_stranded"):
    CELERY_BEAT_SCHEDULE[f"visits.{_task}"] = {
        "task": f"visits.tasks.{_task}",
        "schedule": EVERY_TEN_MINUTES,
        "options": {"expires": 540},
    }

# Below: one sign of life a queue, and what holds for every entry. Keep it last.
for _queue in CELERY_TASK_QUEUES:
    CELERY_BEAT_SCHEDULE[f"portal.heartbeat.{_queue.name}"] = {
        "task": "portal.tasks.heartbeat",
        "schedule": EVERY_MINUTE,
        "kwargs": {"queue": _queue.name},
        "options": {"expires": 55, "queue": _queue.name},
    }
for _entry in CELERY_BEAT_SCHEDULE.values():
    # what waited longer than until the next turn is dropped, so that nothing piles up
    _entry.setdefault("options", {}).setdefault("expires", 55)

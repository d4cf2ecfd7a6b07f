"""Celery, its queues, its timetable, and the cache."""

from celery.schedules import crontab
from kombu import Queue

from portal.settings.base import env

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "portal",
    }
}

CELERY_BROKER_URL = env.redis_url.replace("unix://", "redis+socket://", 1)
CELERY_TASK_ACKS_LATE = True  # every task is idempotent, so a lost worker's task may run again
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"  # the tasks themselves decide by Beijing time
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = [Queue(name) for name in ("critical", "default", "pdf", "scan")]
CELERY_TASK_ROUTES: dict[str, dict[str, str]] = {
    "documents.tasks.produce_document": {"queue": "pdf"},
    "documents.tasks.scan_upload": {"queue": "scan"},
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {}
EVERY_MINUTE = crontab()
CELERY_BEAT_SCHEDULE["documents.sweep_uploads"] = {
    "task": "documents.tasks.sweep_uploads",
    "schedule": EVERY_MINUTE,
}

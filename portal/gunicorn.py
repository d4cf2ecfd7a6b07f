"""Settings of the web server. Stateless: any number of these can run side by side."""

import os
from typing import Any

bind = os.environ.get("WEB_BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
worker_class = "gthread"
preload_app = True  # loaded once for all its processes: a start costs half, so does memory
timeout = 60
graceful_timeout = 10
keepalive = 65  # longer than the reverse proxy keeps its end
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
accesslog = None  # django-structlog writes one structured line a request
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"
if os.environ.get("PORTAL_MODE") != "production":
    loglevel = "warning"  # a person reads along: only what went wrong


def when_ready(server: Any) -> None:
    """Load the pages before the first request asks for one, and share no connection."""
    from importlib import import_module

    from django.db import connections

    import_module("portal.urls")
    connections.close_all()

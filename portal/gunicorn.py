"""Settings of the web server. Stateless: any number of these can run side by side."""

import os

bind = os.environ.get("WEB_BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 10
keepalive = 65  # longer than the reverse proxy keeps its end
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
accesslog = None  # django-structlog writes one structured line a request
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1"

"""``python -m portal.probe``: asks the web server beside us whether it lives, as the proxy would.

For health checks inside a container: it brings the host name and the scheme that production wants.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen


def probe(address: str) -> bool:
    """Whether the address answers 200."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    request = Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})  # noqa: S310
    try:
        with urlopen(request, timeout=5) as answer:  # noqa: S310 - an address of our own
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not probe(sys.argv[1] if sys.argv[1:] else "http://127.0.0.1:8000/healthz"))

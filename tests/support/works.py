"""Pieces of work for a process of its own, which a test may kill (``tests.support.doomed``).

``python -m tests.support.works send 5 7 2026-03-02T02:00:00+00:00``
"""

import sys
from collections.abc import Callable
from datetime import datetime


def _send(case: str, officer: str, now: str) -> None:
    from accounts.models import User
    from applications.models import Application
    from applications.services import transfer_send

    transfer_send(
        application=Application.objects.get(pk=case),
        actor=User.objects.get(pk=officer),
        now=datetime.fromisoformat(now),
        key="JS-1",
    )


def _send_back(case: str, officer: str, now: str) -> None:
    from accounts.models import User
    from applications.models import Application
    from applications.services import transfer_return

    transfer_return(
        application=Application.objects.get(pk=case),
        actor=User.objects.get(pk=officer),
        now=datetime.fromisoformat(now),
        reason="Who invites?",
        key="SH-1",
    )


def _alarms(now: str) -> None:
    from applications.services.alarms import alarms_give

    alarms_give(now=datetime.fromisoformat(now))


def _deliver(delivery: str, now: str) -> None:
    from api.services.webhooks import webhook_deliver

    webhook_deliver(delivery_id=delivery, now=datetime.fromisoformat(now))


def _sweep(now: str) -> None:
    from api.services.webhooks import webhooks_sweep

    webhooks_sweep(now=datetime.fromisoformat(now))


WORKS: dict[str, Callable[..., None]] = {
    "send": _send,
    "send_back": _send_back,
    "alarms": _alarms,
    "deliver": _deliver,
    "sweep": _sweep,
}

if __name__ == "__main__":
    import django

    django.setup()
    WORKS[sys.argv[1]](*sys.argv[2:])

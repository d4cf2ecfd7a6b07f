"""When each pipeline last did its work, for the health page."""

from datetime import datetime

from applications.models import Heartbeat


def heartbeat_record(*, name: str, now: datetime, found: int = 0) -> None:
    """Note that the pipeline ran at ``now`` and how much it found, in one statement."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=now, found=found)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at", "found"],
    )

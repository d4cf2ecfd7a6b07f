from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from workdays.registry import Moves
    from workdays.rules import Calendar


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from workdays import registry

        registry.on_calendar_preview(_preview_calendar)
        registry.on_calendar_change(_follow_calendar)
        registry.on_calendar_permission(_is_administrator)
        _open_files()


def _open_files() -> None:
    from applications.access import can_open_document, document_was_opened
    from documents.enums import UploadPurpose
    from documents.registry import register_access

    register_access(
        UploadPurpose.APPLICATION_DOCUMENT, can_open_document, on_open=document_was_opened
    )


def _preview_calendar(calendar: "Calendar", now: datetime) -> "Moves":
    from applications.services.due import due_preview
    from workdays.registry import Move, Moves

    moves, settled = due_preview(calendar=calendar)
    return Moves(len(moves), tuple(Move(*move) for move in moves), settled)


def _follow_calendar(calendar: "Calendar", actor: Any, now: datetime) -> int:
    from applications.services.due import due_recompute_open

    return due_recompute_open(now=now, calendar=calendar, actor=actor).moved


def _is_administrator(user: Any) -> bool:
    from accounts.enums import PostRole
    from accounts.permissions import has_post

    return has_post(user, roles=[PostRole.ADMINISTRATOR])

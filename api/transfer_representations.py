"""Cases of the transfer platform as the members of an answer, for their home office's system."""

from datetime import datetime
from typing import Any

from accounts.models import User
from api.case_representations import application_asked
from api.representations import file_facts, taken
from api.serializers.transfers import HomeCaseHeadSerializer, HomeCaseSerializer
from applications.custody import Stay, custody_of
from applications.models import Application, Transfer
from applications.registry import CaseFile, ChecklistLine, Section, case_file
from offices.models import Office

_HEAD = ("reference", "status", "version", "category", "submitted_at", "next_on", "closed_at")
_TRAVELLER = ("document_number", "nationality", "sex", "birth_date", "expires_on")


def home_case_head(case: Application) -> dict[str, Any]:
    """A line of the list."""
    return dict(HomeCaseHeadSerializer(_head(case)).data)


def home_case_full(case: Application, actor: User, now: datetime) -> dict[str, Any]:
    """One case with its whole file, who had it when, and each hand-over."""
    file, traveller, custody = case_file(case), case.traveller, custody_of(case, now)
    rows = case.transfers.select_related("from_office", "to_office", "by")
    facts = {
        **_head(case),
        **taken(traveller, _TRAVELLER),
        "surname": traveller.name_mrz_primary,
        "given_names": traveller.name_mrz_secondary,
        **_file(file),
        "supplement": application_asked(case, actor),
        "decision_text": case.decision_text,
        "custody": [_stay(stay) for stay in custody.stays] if custody else [],
        "hand_overs": [_hand_over(row) for row in rows],
    }
    return dict(HomeCaseSerializer(facts).data)


def _place(office: Office) -> dict[str, str]:
    return {"code": office.code, "name": office.name}


def _head(case: Application) -> dict[str, Any]:
    assert case.office is not None  # noqa: S101  applications_one_owner_of_two
    return {
        **taken(case, _HEAD),
        "status_text": case.get_status_display(),
        "owner": _place(case.office),
        "here": case.at_home,
        "inviter": case.organisation,
    }


def _file(file: CaseFile) -> dict[str, Any]:
    return {
        "sections": [_block(section) for section in file.sections()],
        "flags": list(file.flags()),
        "checklist": [_line(line) for line in file.checklist()],
    }


def _block(section: Section) -> dict[str, Any]:
    rows = [{"label": str(label), "value": str(value)} for label, value in section.rows]
    return {"title": section.title, "rows": rows}


def _line(line: ChecklistLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "help": line.help_text,
        "required": line.required,
        "result": line.tick.result if line.tick else "",
        "note": line.tick.note if line.tick else "",
        "files": [file_facts(row) for row in line.attachments],
    }


def _stay(stay: Stay) -> dict[str, Any]:
    return {**taken(stay, ("since", "until", "days", "reason")), "office": _place(stay.office)}


def _hand_over(row: Transfer) -> dict[str, Any]:
    return {
        **taken(row, ("key", "received_at", "outcome", "reason")),
        "sender": row.from_office.code,
        "receiver": row.to_office.code,
        "by": str(row.by),
        "sent_at": row.requested_at,
    }

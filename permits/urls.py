"""Pages of the single window, below the language."""

from typing import Any

from django.urls import URLPattern, URLResolver, path

from permits.enums import Hand
from permits.views import family, files, finder, holding, parts, passport, start, submission
from permits.views.seat import View

_ONE = "permit-applications/<uuid:pk>/"
_MINE = f"{_ONE}mine/"
_EMPLOYER: dict[str, Any] = {"hand": Hand.EMPLOYER}
_PERSON: dict[str, Any] = {"hand": Hand.PERSON}


def _both(page: str, view: View, name: str, ending: str = "/") -> list[URLPattern]:
    """One page at the addresses of both hands: ``permit_<name>`` and ``permit_person_<name>``."""
    return [
        path(f"{_ONE}{page}{ending}", view, _EMPLOYER, name=f"permit_{name}"),
        path(f"{_MINE}{page}{ending}", view, _PERSON, name=f"permit_person_{name}"),
    ]


def _person(page: str, view: View, name: str) -> URLPattern:
    return path(f"{_MINE}{page}/", view, _PERSON, name=f"permit_person_{name}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("permits/mine/", holding.my_permits, name="my_permits"),
    path("permits/mine/share/", holding.share_new, name="share_new"),
    path("permits/mine/share/<uuid:share_id>/", holding.share, name="share"),
    path("permits/mine/share/<uuid:share_id>/end/", holding.share_end, name="share_end"),
    path(
        "organisations/<uuid:organisation_id>/permits/",
        holding.employer_permits,
        name="employer_permits",
    ),
    path("permit-check/", holding.share_check, name="share_check"),
    path("permit-check/<str:code>/", holding.share_check_code, name="share_check_code"),
    path("permit-finder/", finder.finder, name="finder"),
    path("permit-finder/check/", finder.finder_check, name="finder_check"),
    path("permit-finder/result/", finder.finder_result, name="finder_result"),
    path("permit-finder/documents/", finder.finder_papers, name="finder_papers"),
    path("permit-finder/start/", finder.finder_start, name="finder_start"),
    path("permit-finder/again/", finder.finder_restart, name="finder_restart"),
    path("permit-finder/<slug:step>/", finder.finder_step, name="finder_step"),
    path("permit-applications/new/", start.permit_new, name="permit_new"),
    path("permit-link/<str:token>/", start.permit_link, name="permit_link"),
    path(_ONE, start.tasks, _EMPLOYER, name="permit"),
    path(_MINE, start.tasks, _PERSON, name="permit_person"),
    path(f"{_ONE}employee/", start.employee, _EMPLOYER, name="permit_employee"),
    _person("passport", passport.passport, "passport"),
    _person("passport/confirm", passport.confirm, "confirm"),
    _person("passport/correct", passport.correct, "correct"),
    _person("passport/names", passport.names, "names"),
    _person("family", family.family, "family"),
    _person("family/add", family.family_add, "family_add"),
    _person("family/<int:member_pk>", family.family_change, "family_change"),
    _person("family/<int:member_pk>/remove", family.family_remove, "family_remove"),
    _person("photo", files.photo, "photo"),
    *_both("parts/<slug:part>", parts.part, "part"),
    *_both("documents", files.documents, "documents"),
    *_both("documents/<slug:key>", files.slot, "slot"),
    *_both("check", submission.check, "check"),
    *_both("declare", submission.declare, "declare"),
    *_both("declared", submission.declared, "declared"),
    *_both("receipt", submission.receipt, "receipt"),
    *_both("receipt.pdf", submission.receipt_file, "receipt_pdf", ""),
    *_both("withdraw", submission.withdraw, "withdraw"),
]

"""Search of the queue: what the engine finds, and inviters by their names."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation, User
from applications.models import Application
from applications.queries import application_search

COMPANIES = 50
SHORTEST_COMPANY = 2


def search_with_companies(text: str, *, within: QuerySet[Application]) -> QuerySet[Application]:
    """Find by reference, passport number, name, company code, or part of an inviter's name.

    Companies, and people who file in their own name, are few beside cases: theirs are looked up
    first, so that cases are still found by their indexes.
    """
    found = application_search(text, within=within)
    text = text.strip()
    if len(text) < SHORTEST_COMPANY:
        return found
    companies = Organisation.objects.filter(
        Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    ).order_by("name_zh")[:COMPANIES]
    if keys := list(companies.values_list("pk", flat=True)):
        found = found | within.filter(organisation_id__in=keys)
    people = User.objects.filter(name__icontains=text).order_by("name")[:COMPANIES]
    if persons := list(people.values_list("pk", flat=True)):
        found = found | within.filter(organisation__isnull=True, filed_by_id__in=persons)
    return found

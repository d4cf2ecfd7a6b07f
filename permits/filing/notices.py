"""What both hands and the officers are told, and what never keeps anybody from going on."""

from django.utils.translation import gettext as _

from permits.filing.queries import Snapshot
from permits.rules.words import pay_words


def notices(snapshot: Snapshot) -> list[str]:
    """Dates outside a window, passports that end early, a category that is not served: in words.

    None of them stops anybody; each says until when, or what else can be done.
    """
    permit, found = snapshot.permit, []
    window = snapshot.window
    if window is not None and window.way_out:
        found.append(window.way_out)
    ends, until = permit.application.traveller.expires_on, permit.contract_until
    if ends and until and ends < until:
        found.append(
            _("The passport ends before the contract: the permits will end with the passport.")
        )
    if permit.pay_annual and permit.pay_annual < snapshot.numbers.pay_ask_again_below:
        found.append(
            _("The pay is %(pay)s. If it was meant in ten-thousands of yuan, correct it.")
            % {"pay": pay_words(permit.pay_annual)}
        )
    decision = snapshot.decision
    if decision is not None:
        found += [note for note in decision.notes if note not in found]
        if not decision.is_served:
            found.append(
                _(
                    "By these answers the person is in category C, which the single window does "
                    "not serve. Look at the points and the grounds again, or ask 12367. You can "
                    "still hand in: an officer looks at the evidence."
                )
            )
    return found

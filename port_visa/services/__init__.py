"""What can be done with an invitation. Each is one transaction; actor and time are passed in."""

from port_visa.services.drafts import drafts_sweep
from port_visa.services.files import attachment_add, attachment_remove
from port_visa.services.filing import filing_request
from port_visa.services.filing_check import (
    filing_grant,
    filing_lift,
    filing_return,
    filing_suspend,
)
from port_visa.services.invitations import (
    invitation_copy,
    invitation_create,
    invitation_discard,
    invitation_visit_save,
)
from port_visa.services.invitees import (
    invitee_add,
    invitee_confirm,
    invitee_correct,
    invitee_details_save,
    invitee_passport_save,
    invitee_remove,
)
from port_visa.services.links import (
    invitee_link_close,
    invitee_link_copy,
    invitee_link_open,
    invitee_link_send,
    invitee_phone_link,
)
from port_visa.services.notification import notification_facts, notification_request
from port_visa.services.passage import port_enter, port_grant, port_refuse
from port_visa.services.passage_correction import port_correct
from port_visa.services.professional_check import (
    professional_accept,
    professional_return,
    professional_suspend,
)
from port_visa.services.professional_proofs import proof_add, proof_opened, proof_remove
from port_visa.services.professionals import (
    ProfessionalData,
    professional_hand_in,
    professional_save,
    professional_use_permit,
)
from port_visa.services.roster_checking import roster_check
from port_visa.services.roster_taking import roster_add, roster_take
from port_visa.services.rosters import (
    roster_discard,
    roster_fix,
    roster_paste,
    roster_upload,
)
from port_visa.services.submission import invitation_submit, invitation_withdraw
from port_visa.services.swap_begin import invitee_swap_begin
from port_visa.services.travellers import guest_step, phone_done, traveller_confirm
from port_visa.services.walk_in import invitation_open

__all__ = [
    "ProfessionalData",
    "attachment_add",
    "attachment_remove",
    "drafts_sweep",
    "filing_grant",
    "filing_lift",
    "filing_request",
    "filing_return",
    "filing_suspend",
    "guest_step",
    "invitation_copy",
    "invitation_create",
    "invitation_discard",
    "invitation_open",
    "invitation_submit",
    "invitation_visit_save",
    "invitation_withdraw",
    "invitee_add",
    "invitee_confirm",
    "invitee_correct",
    "invitee_details_save",
    "invitee_link_close",
    "invitee_link_copy",
    "invitee_link_open",
    "invitee_link_send",
    "invitee_passport_save",
    "invitee_phone_link",
    "invitee_remove",
    "invitee_swap_begin",
    "notification_facts",
    "notification_request",
    "phone_done",
    "port_correct",
    "port_enter",
    "port_grant",
    "port_refuse",
    "professional_accept",
    "professional_hand_in",
    "professional_return",
    "professional_save",
    "professional_suspend",
    "professional_use_permit",
    "proof_add",
    "proof_opened",
    "proof_remove",
    "roster_add",
    "roster_check",
    "roster_discard",
    "roster_fix",
    "roster_paste",
    "roster_take",
    "roster_upload",
    "traveller_confirm",
]

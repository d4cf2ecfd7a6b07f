"""The demonstration's long list: most rows are right, some want mending."""

import csv
import io
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from port_visa import services
from port_visa.models import Invitation
from port_visa.rules.roster_columns import BY_CODE, IN_LINES

LABEL = "guests-of-the-fair.csv"
_CODES = (*IN_LINES, "occupation", "relation")
# Plainly fictional people; the sixth to the ninth row each show another kind of mistake.
_ROWS = (
    ("SAMPLE", "ALVA", "F", "1986-04-02", "SWE", "R1000010", "2034-05-31", "Buyer", "Customer"),
    ("SAMPLE", "BRUNO", "M", "1979-11-23", "ITA", "R1000021", "2033-02-28", "Buyer", "Customer"),
    ("SAMPLE", "CHLOE", "F", "1991-01-17", "FRA", "R1000032", "2035-08-15", "Designer", "Supplier"),
    ("SAMPLE", "DARIO", "M", "1983-07-09", "ESP", "R1000043", "2032-12-01", "Engineer", "Supplier"),
    ("SAMPLE", "ELIF", "F", "1995-03-30", "TUR", "R1000054", "2034-09-20", "Engineer", "Supplier"),
    ("SAMPLE", "FINN", "M", "31.02.1988", "DNK", "R1000065", "2033-06-30", "Engineer", "Supplier"),
    ("SAMPLE", "GRETE", "W", "1990-10-12", "Atlantis", "R1000076", "2034-01-31", "", "Supplier"),
    ("SAMPLE", "HUGO", "M", "1972-05-25", "PRT", "R1000087", "2019-05-24", "Auditor", "Partner"),
    ("SAMPLE", "ALVA", "F", "1986-04-02", "SWE", "R1000010", "2034-05-31", "Buyer", "Customer"),
    ("SAMPLE", "IDA", "F", "1989-09-08", "FIN", "R1000098", "2035-03-03", "Technician", "Supplier"),
)


def load(invitation: Invitation, *, actor: User, now: datetime) -> None:
    """Hand the list in and have it checked at once, as a worker would."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([BY_CODE[code].heading for code in _CODES])
    writer.writerows(_ROWS)
    file = SimpleUploadedFile(LABEL, out.getvalue().encode("utf-8-sig"), "text/csv")
    roster = services.roster_upload(invitation=invitation, file=file, actor=actor, now=now)
    services.roster_check(roster_id=roster.pk, now=now)

"""The invited people of the demonstration: plainly fictional, with specimen passports."""

from dataclasses import dataclass
from datetime import date

from applications.specimen import Specimen


@dataclass(frozen=True)
class Guest:
    """A person of the demonstration: the passport, and what it does not say in its lines."""

    passport: Specimen
    occupation: str
    name_viz: str = ""
    name_zh: str = ""


def _passport(primary: str, secondary: str, number: str, born: date, sex: str = "F") -> Specimen:
    return Specimen(primary, secondary, number, born, date(2035, 6, 30), sex)


ANNA = Guest(
    _passport("ERIKSSON", "ANNA MARIA", "L898902C3", date(1974, 8, 12)),
    "Commissioning engineer",
    "Eriksson, Anna María",
)
ARKFREITH = Guest(_passport("ARKFREITH", "", "X1234578", date(2000, 2, 29), "X"), "Technician")
JUERGEN = Guest(
    _passport("MUELLER", "JUERGEN", "U7G3K0042", date(1981, 3, 9), "M"),
    "Head of service",
    "Müller, Jürgen",
    "穆勒",
)
MARY = Guest(
    _passport("OCONNOR", "MARY JANE", "P44210987", date(1990, 11, 2)),
    "Buyer",
    "O'Connor, Mary Jane",
)
SATRIYA = Guest(_passport("SATRIYA SUDARPA", "", "B5512349", date(1968, 1, 30), "M"), "Designer")
THORA = Guest(
    _passport("GUDMUNDSDOTTIR", "THORA", "A30778812", date(1987, 6, 21)),
    "Auditor",
    "Guðmundsdóttir, Þóra",
)
SEAN = Guest(_passport("SAMPLE", "SEAN", "C7719283", date(1979, 4, 4), "M"), "Trader")
KOFI = Guest(_passport("EXAMPLE", "KOFI", "D9081726", date(1985, 9, 17), "M"), "Logistics manager")
INES = Guest(_passport("MUESTRA", "INES", "F2210467", date(1984, 2, 11)), "Professor of chemistry")
YUKI = Guest(_passport("TESTER", "YUKI", "E1720354", date(1993, 12, 5)), "Product manager")
LEILA = Guest(_passport("MITHAL", "LEILA", "H3310458", date(1988, 5, 23)), "Calibration engineer")

"""What people, programs and attackers type where something else was asked for."""

PROBE = "<script>alert(1)</script>"

# One value a kind of trouble: each goes into every field of every form.
VALUES: dict[str, str] = {
    "empty": "",
    "spaces": " \u3000\t ",
    "huge": "x字" * 10_000,
    "NUL": "a\x00b",
    "control signs": "a\x08\x1b[31mb",
    "code": f"{PROBE} {{{{ 7|add:7 }}}}{{% debug %}} %s %(x)s % '; DROP TABLE x; -- ../../etc/passwd",
    "other scripts": "👩‍👩‍👧 محمد بن أحمد",
    "no characters": "\u202egnp.exe\u202c\ufffd\uffff",
    "one letter": "A",
    "negative": "-1",
    "more digits than Python reads": "9" * 5000,
    "superscript digit": "²",
    "float": "1e309",
    "year 0": "0000",
    "year 99999": "99999",
    "another's uuid": "00000000-0000-4000-8000-000000000000",
}

# What each field gets alone, the others being right, by how it is filled.
ALONE: dict[str, tuple[str, ...]] = {
    "typed": ("huge", "NUL", "code", "other scripts"),
    "choice": ("one letter",),
    "hidden": ("one letter", "more digits than Python reads"),
}

# Dates, field by field: day, month, year.
DATES: dict[str, tuple[str, str, str]] = {
    "29 February in no leap year": ("29", "2", "2027"),
    "31 April": ("31", "4", "2026"),
    "day 0": ("0", "1", "2026"),
    "month 13": ("1", "13", "2026"),
    "year 0": ("1", "1", "0000"),
    "year 1": ("1", "1", "0001"),
    "year 9999": ("31", "12", "9999"),
    "year 99999": ("1", "1", "99999"),
    "negative": ("-1", "-1", "-2026"),
    "words": ("first", "never", "soon"),
    "half": ("1", "", ""),
    "superscript": ("²", "²", "²⁰²⁶"),
    "NUL": ("1\x00", "1", "2026"),
    "digits without end": ("9" * 5000, "9" * 5000, "9" * 5000),
}

SOME_DATES = ("29 February in no leap year", "half", "digits without end")

# Bytes of a body that no browser sends.
BODIES: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (b"{name}=%ff%fe%80&{name}=\xff\xfe\x80", "application/x-www-form-urlencoded"),
    "lone surrogate": (b"{name}=%ed%a0%80\xed\xa0\x80", "application/x-www-form-urlencoded"),
    "JSON": (b'{"{name}": ["x", {"y": null}]}', "application/json"),
    "JSON called a form": (b'{"{name}": 1}', "application/x-www-form-urlencoded"),
    "broken multipart": (b"--x\r\nno header at all", "multipart/form-data; boundary=x"),
    "multipart without boundary": (b"--x\r\n", "multipart/form-data"),
    "unknown charset": (b"{name}=1", "application/x-www-form-urlencoded; charset=klingon"),
    "twice": (b"{name}=1&{name}=2&{name}=", "application/x-www-form-urlencoded"),
    "a list": (b"{name}[]=1&{name}[a]=2", "application/x-www-form-urlencoded"),
    "1100 fields": (
        b"&".join(b"a%d=1" % n for n in range(1100)),
        "application/x-www-form-urlencoded",
    ),
    "XML": (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "text/xml"),
}

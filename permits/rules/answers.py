"""What somebody says about a post and a person, as the rules read it. Nothing names the person."""

from dataclasses import dataclass, field

from permits.enums import Chinese, Distinction, Education, Ground, PayMultiple, Region


@dataclass(frozen=True)
class Answers:
    """Facts that the points table counts.

    ``age`` completed years on the day of application · ``pay`` yuan a year from the employer in
    China, before tax · ``experience`` completed years of relevant work · ``months`` months of work
    in China in a year, 0 to 12 · ``bonus`` points that the city grants, 0 to 10.
    """

    age: int
    education: Education
    experience: int
    pay: int
    months: int = 12
    chinese: Chinese = Chinese.NONE
    region: Region = Region.SHANGHAI
    distinctions: frozenset[Distinction] = frozenset()
    bonus: int = 0


@dataclass(frozen=True)
class Claims:
    """Grounds that the person names, and what else decides whether they hold.

    ``multiple``: what the person says about the pay, asked only while the average wage is not on
    record. ``teaching_qualification``: a teaching degree, a licence at home or a recognised
    certificate, which replaces a language teacher's two years of work.
    """

    grounds: frozenset[Ground] = field(default_factory=frozenset)
    multiple: PayMultiple = PayMultiple.UNKNOWN
    teaching_qualification: bool = False

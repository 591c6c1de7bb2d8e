"""The files of a place and what each column may hold. `docs/how_to/make_a_place.md` explains them."""

from collections.abc import Mapping
from typing import Final

from abm.vocabulary import AGE_BANDS, DEPRIVATION_QUINTILES, KINDS, SEXES
from scenarios.files.place.table import Column

OLDEST: Final = 90
"""The last single year of age; it holds everybody of 90 and over."""

MOST_PEOPLE: Final = 1e8
MOST_POUNDS: Final = 1e12

CONFIDENCE: Final = ("published", "derived", "recalled", "assumed")
"""How far a figure can be trusted: printed by its owner, computed from such, from memory, a judgement."""

TEXT: Final = Column()
TEXT_OR_BLANK: Final = Column(blank=True)
PEOPLE: Final = Column("number", 0, MOST_PEOPLE)
POUNDS: Final = Column("number", 0, MOST_POUNDS)
SHARE: Final = Column("number", 0, 1)
LATITUDE: Final = Column("number", -90, 90)
LONGITUDE: Final = Column("number", -180, 180)
MULTIPLIER: Final = Column("number", 0, 10)
FIGURE: Final = Column("number", -MOST_POUNDS, MOST_POUNDS)

PRACTICE_FIGURES: Final = (
    "registered_patients",
    "weighted_patients",
    "global_sum_pounds",
    "qof_pounds",
    "enhanced_pounds",
    "other_pounds",
)

SERVING: Final[Mapping[str, str]] = {
    "commissioner": "commissioner_id",
    "council": "council_id",
    "social_care": "social_care_id",
    "community": "community_id",
    "mental_health": "mental_health_id",
    "voluntary_sector": "voluntary_id",
}
"""Who serves or buys for a borough, by kind, with the column of boroughs.csv that names them."""

FILES: Final[Mapping[str, Mapping[str, Column]]] = {
    "boroughs.csv": {
        "borough_id": TEXT,
        "name": TEXT,
        "lad_code": TEXT_OR_BLANK,
        **dict.fromkeys(SERVING.values(), TEXT),
    },
    "population.csv": {"borough_id": TEXT, "age": Column("whole", 0, OLDEST), "people": PEOPLE},
    "practices.csv": {
        "practice_id": TEXT,
        "name": TEXT,
        "borough_id": TEXT,
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "registered_patients": Column("number", 1, MOST_PEOPLE),
        "weighted_patients": Column("number", 1, MOST_PEOPLE),
        "global_sum_pounds": POUNDS,
        "qof_pounds": POUNDS,
        "enhanced_pounds": POUNDS,
        "other_pounds": POUNDS,
        "source": TEXT,
    },
    "list_by_age_sex.csv": {
        "practice_id": TEXT,
        "sex": Column(words=SEXES),
        "age_band": Column(words=AGE_BANDS),
        "people": PEOPLE,
    },
    "registrations.csv": {
        "practice_id": TEXT,
        "borough_id": TEXT,
        "deprivation_quintile": Column("whole", 1, DEPRIVATION_QUINTILES),
        "people": PEOPLE,
    },
    "organisations.csv": {
        "organisation_id": TEXT,
        "name": TEXT,
        "kind": Column(words=tuple(kind for kind in KINDS if kind != "gp_practice")),
        "borough_id": TEXT_OR_BLANK,
        "sub_system_id": TEXT_OR_BLANK,
        "latitude": Column("number", -90, 90, blank=True),
        "longitude": Column("number", -180, 180, blank=True),
    },
    "figures.csv": {
        "organisation_id": TEXT,
        "figure": TEXT,
        "value": FIGURE,
        "unit": TEXT,
        "low": FIGURE,
        "high": FIGURE,
        "source": TEXT,
        "confidence": Column(words=CONFIDENCE),
    },
    "sites.csv": {
        "site_id": TEXT,
        "name": TEXT,
        "trust_id": TEXT,
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "beds": Column("number", 0, 1e5),
        "has_ae": Column("flag"),
        "has_planned": Column("flag"),
        "source": TEXT,
    },
    "flows.csv": {"borough_id": TEXT, "trust_id": TEXT, "emergency_share": SHARE, "planned_share": SHARE},
    "outside.csv": {"trust_id": TEXT, "outside_share": Column("number", 0, 0.99), "source": TEXT},
    "seasonality.csv": {
        "calendar_month": Column("whole", 1, 12),
        "attendances": MULTIPLIER,
        "admissions": MULTIPLIER,
    },
}
"""Columns of every file that a place must have, beside place.toml."""

REQUIRED_FIGURES: Final[Mapping[str, tuple[str, ...]]] = {"acute_trust": ("margin_rate",)}
"""Figures without which the model cannot run an organisation of a kind. Any other figure may be given;
contracts can be set from it (`pounds_from`), and none but a margin rate may be below 0."""

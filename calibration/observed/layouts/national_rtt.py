"""NHS England's full referral-to-treatment extract: incomplete pathways of every provider.

A row for every provider, commissioner, part and treatment function. Part 2 is incomplete pathways (Part 2A is
inside it); its function C_999 is the sum of all others: only that is read, and added up over commissioners.
A month has some 180,000 rows of 121 columns.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

PART: Final = ("rtt part type", "rtt part description")
FUNCTION: Final = ("treatment function code", "treatment function")

LAYOUT: Final = Layout(
    name="national RTT extract",
    headings="Period, Provider Org Code, RTT Part Type, Treatment Function Code, Total All",
    says="people waiting: incomplete pathways (Part 2) of all functions (C_999), commissioners added up",
    known_by=(any_of("provider org code"), any_of(*FUNCTION)),
    code=("provider org code",),
    measures=(
        Measure(
            "waiting_list",
            any_of("total all", "total", "total number of incomplete pathways"),
            noun="Total All",
        ),
    ),
    only={PART: frozenset({"part_2", "incomplete pathways"}), FUNCTION: frozenset({"c_999", "999", "total"})},
    split=(("commissioner org code",), ("commissioner parent org code",)),
    adds_up=True,
    none_left=("no row of incomplete pathways of all functions", "keep Part_2 and C_999"),
)

"""A sample of every layout is read as it is published; what is left out is named with its rows and units."""

from pathlib import Path

import numpy as np
import pytest

from calibration.observed.headings import Headings
from calibration.observed.layouts.catalogue import LAYOUTS
from calibration.observed.load import load
from calibration.observed.table import Observed, SeriesKey
from scenarios.errors import InputError
from tests.additions.parts import unlisted

PROVIDERS = ("R1H", "RF4", "F84004", "F84999", "ENG", "all")

AE_2017 = """\
Period,Org Code,Parent Org,Org name,Number of A&E attendances Type 1,Number of A&E attendances Type 2,\
Number of A&E attendances Other A&E Department,Number of attendances over 4hrs Type 1,\
Number of attendances over 4hrs Type 2,Number of attendances over 4hrs Other A&E Department,\
Patients who have waited 4-12 hs from DTA to admission,Emergency admissions via A&E - Type 1,\
Emergency admissions via A&E - Type 2,Emergency admissions via A&E - Other A&E department,\
Other emergency admissions
MSitAE-APRIL-2017,R1H,LONDON,BARTS,26210,1233,12253,3823,9,149,809,5998,38,20,1491
"""
AE_2026 = """\
Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,\
A&E attendances Other A&E Department,\
A&E attendances Booked Appointments Type 1,A&E attendances Booked Appointments Type 2,\
A&E attendances Booked Appointments Other Department,Attendances over 4hrs Type 1,\
Attendances over 4hrs Type 2,\
Attendances over 4hrs Other Department,Attendances over 4hrs Booked Appointments Type 1,\
Attendances over 4hrs Booked Appointments Type 2,Attendances over 4hrs Booked Appointments Other Department,\
Patients who have waited 12+ hrs from DTA to admission,Emergency admissions via A&E - Type 1,\
Emergency admissions via A&E - Type 2,Emergency admissions via A&E - Other A&E department,\
Other emergency admissions,,
MSitAE-APRIL-2026,R1H,LONDON,BARTS,26000,900,18000,210,0,1400,9800,12,2900,20,0,35,410,6100,3,25,1500,,
MSitAE-APRIL-2026,AD913,LONDON,URGENT CARE,-,-,3100,-,-,250,-,-,40,-,-,0,0,0,0,0,0,,
TOTAL,TOTAL,TOTAL,TOTAL,1400000,40000,850000,20000,0,90000,520000,1500,60000,900,0,300,40000,380000,300,\
9000,120000,,
"""
AE_SHEET = """\
Title:,A&E Attendances,,,,,,,
Period:,April 2015,,,,,,,
Published:,11th June 2015,,,,,,,
Code,Region,Name,Type 1 Departments - Major A&E,Type 3 Departments - Other A&E/Minor Injury Unit,\
Total attendances,\
Total Attendances > 4 hours,Total Emergency Admissions via A&E,Other Emergency admissions (i.e not via A&E)
-,-,England,9,9,18,1,9,9
R1H,London,Barts,30000,9000,39000,3900,6000,1200
"""
RTT = """\
Period,Provider Org Code,Commissioner Parent Org Code,Commissioner Org Code,RTT Part Type,\
RTT Part Description,\
Treatment Function Code,Gt 00 To 01 Weeks SUM 1,Gt 104 Weeks SUM 1,Total,Total All
RTT-June-2026,R1H,QMF,A3A8R,Part_2,Incomplete Pathways,C_110,120,3,,2200
RTT-June-2026,R1H,QMF,A3A8R,Part_2,Incomplete Pathways,C_999,900,30,,100000
RTT-June-2026,R1H,,NONC,Part_2,Incomplete Pathways,C_999,9,1,,1200
RTT-June-2026,R1H,QMF,A3A8R,Part_2A,Incomplete Pathways with DTA,C_999,90,3,,20000
"""
KH03 = """\
Title,Average daily beds,,,,,,
,,,,,Available,,Occupied
Year,Period End,Region Code,Org Code,Org Name,Total,General & Acute,Total,General & Acute,Total,\
General & Acute
2017-18,June,,,England,130000,100000,115000,90000,0.88,0.9
2017-18,June,Y56,R1H,BARTS,1700,1600,1500,1440,0.88,0.9
"""
BEDS = """\
Title:,UEC daily sitrep,,
Period:,April 2024,,
Region,Code,Name,G&A beds available,Adult G&A beds available,G&A beds occupied,Adult G&A beds occupied,\
G&A occupancy rate
LONDON, R1H,BARTS,1650.5,1500,1510.2,1390,0.915
"""
SITREP = (
    "Period:,May 2022,,,,\nRegion,Org Code,Org Name,"
    + ",".join(
        [
            "Number of patients who no longer meet the criteria to reside,"
            "Number of patients remaining in hospital who no longer meet the criteria to reside"
        ]
        * 3
    )
    + "\nLONDON,R1H,BARTS,300,220,310,230,305,225\n"
)
READY = """\
Period:,April 2026,,
Data Type,Region,Org Code,Org Name,Total discharges,Total bed days lost due to delayed discharge
National,,-,England,300000,400000
Provider,LONDON,R1H,BARTS,3725,4100
Provider,LONDON,RF4,BHRUT,3300,[x]
"""
BANDS = """\
Region,ICB,Org Code,Org Name,Data source,Discharges on date ready,Discharges 1 day after,2-3 days,\
4-6 days,7-13 days,\
14-20 days,21+ days,Average days from ready to discharge
LONDON,QMF, R1H,BARTS HEALTH NHS TRUST,PAS,3100,120,160,140,110,40,35,1.9
LONDON,QMF,RF4,"BARKING, HAVERING AND REDBRIDGE",PAS,2900,100,140,120,90,30,28,[x]
"""
DTOC = """\
Year,Period,Org Code,Org Name,NHS,Social Care,Both
2017-18,January,R1H,BARTS,900,300,40
"""
MRR = """\
Title:,Monthly referral return,,
Period:,June 2026,,
Region,Org Code,Org Name,GP Referrals Made (All),Other Referrals Made (All),GP Referrals Made (Specific Acute)
,,ENGLAND,"1,000,000","700,000","900,000"
,,,,,
LONDON,R1H,BARTS,"20,100","12,000","19,000"
"""
MAR = """\
Year,Period,Region Code,Org Code,Org Name,Elective G&A Ordinary Admissions (FFCEs),\
Elective G&A Daycase Admissions (FFCEs),\
Total Non-elective G&A Admissions (FFCEs),GP Referrals Made (All specialties) ,GP Referrals Made (G&A) ,\
All 1st Outpatient Attendances (G&A)
2019-20,May,,,England,"12,455","67,118","120,181","119,045","111,307","276,933"
2019-20,May,Y56,R1H,BARTS,"1,200","7,000","9,000","17,500","16,000","24,000"
"""
LISTS = """\
PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,\
NUMBER_OF_PATIENTS
GP_PRAC_PAT_LIST,2026-04-01,GP,A3A8R,E38000255,F84004,E1 1AA,ALL,ALL,12034
GP_PRAC_PAT_LIST,01JUL2026,GP,A3A8R,E38000255,F84004,E1 1AA,ALL,ALL,12050
GP_PRAC_PAT_LIST,01JUL2026,GP,A3A8R,E38000255,F84004,E1 1AA,MALE,3,90
"""
PAYMENTS = """\
Title: NHS Payments to General Practice 2022-23,,,,,,,
Y56,CCG Code,PCN Code,Practice Code,Practice Name,Appraisal Costs ,Total NHS Payments to General Practice,\
"Deductions for Pensions, Levies and Prescription Charge Income"
Y56,A3A8R,U12345,F84004,"ALPHA SURGERY, THE",0,"£1,988,004.00",-160000
Y56,A3A8R,U12345,F84999,CLOSED SURGERY,0,185000.50,(12000)
"""
PACKAGE = """\
period,org_code,org_name,type,attendances,breaches,admissions
2017-04-01,R1H,Barts,1,27396,5099,6424
2017-04-01,R1H,Barts,other,9000,1,0
"""

SAMPLES = {
    "A&E of 2017": (AE_2017, "ae_attendances", "2017-04", 39696),
    "A&E of 2017, late": (AE_2017, "four_hour_breaches", "2017-04", 3981 / 39696),
    "A&E of 2017, admitted": (AE_2017, "emergency_admissions", "2017-04", 6056),
    "A&E of 2026, booked too": (AE_2026, "ae_attendances", "2026-04", 46510),
    "A&E by sheet": (AE_SHEET, "ae_attendances", "2015-04", 39000),
    "A&E by sheet, late": (AE_SHEET, "four_hour_breaches", "2015-04", 0.1),
    "A&E by sheet, admitted": (AE_SHEET, "emergency_admissions", "2015-04", 6000),
    "RTT": (RTT, "waiting_list", "2026-06", 101200),
    "KH03": (KH03, "bed_occupancy", "2017-05", 0.9),
    "monthly beds": (BEDS, "bed_occupancy", "2024-04", 1510.2 / 1650.5),
    "discharge sitrep": (SITREP, "delayed_days", "2022-05", 675),
    "discharge-ready date": (READY, "delayed_days", "2026-04", 4100),
    "bands of days": ("April 2026\n" + BANDS, "delayed_days", "2026-04", 120 + 400 + 700 + 1100 + 680 + 980),
    "delayed transfers": (DTOC, "delayed_days", "2018-01", 1240),
    "MRR": (MRR, "gp_referrals", "2026-06", 20100),
    "MAR, referrals": (MAR, "gp_referrals", "2019-05", 17500),
    "MAR, first attendances": (MAR, "first_attendances", "2019-05", 24000),
    "MAR, planned": (MAR, "planned_treatments", "2019-05", 8200),
    "MAR, emergency": (MAR, "emergency_spells", "2019-05", 9000),
    "data package": (PACKAGE, "ae_attendances", "2017-04", 36396),
    "data package, late": (PACKAGE, "four_hour_breaches", "2017-04", 5100 / 36396),
}


def read(tmp_path: Path, text: str, name: str = "return.csv", **options) -> Observed:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return load([file], PROVIDERS, **options)


def value(observed: Observed, target: str, month: str, provider: str = "R1H") -> float:
    return float(observed.values(SeriesKey(target, provider), [month])[0])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_every_return_is_read_without_editing(tmp_path: Path, name: str) -> None:
    text, target, month, expected = SAMPLES[name]
    assert value(read(tmp_path, text), target, month) == pytest.approx(expected)


def test_lists_and_payments_of_practices(tmp_path: Path) -> None:
    lists = read(tmp_path, LISTS)
    assert [value(lists, "list_sizes", m, "F84004") for m in ("2026-04", "2026-07")] == [12034, 12050]
    assert any("1 row with another SEX than all is left out" in note for note in lists.notes)
    paid = read(tmp_path, PAYMENTS)
    assert value(paid, "practice_payments", "2022-04", "F84004") == pytest.approx(1988004 / 12)
    assert value(paid, "practice_payments", "2023-03", "F84999") == pytest.approx(185000.5 / 12)


def test_a_return_of_several_months_gives_its_month_in_its_name(tmp_path: Path) -> None:
    found = read(tmp_path, BANDS, "Discharge-Ready-Date-April-2026.csv")
    assert value(found, "delayed_days", "2026-04") == 3980
    assert any("its month is taken from a title or its name: 2026-04" in note for note in found.notes)
    with pytest.raises(InputError, match="no column 'Period'; add it, or keep the title row"):
        read(tmp_path, BANDS, "ready.csv")


def test_what_is_not_known_in_a_return_is_not_zero(tmp_path: Path) -> None:
    found = read(tmp_path, READY)
    assert np.isnan(value(found, "delayed_days", "2026-04", "RF4"))
    assert "delayed_days of RF4 is not known in 2026-04: marked so, or empty" in found.notes
    starred = AE_2017.replace(",26210,", ",*,")
    notes = read(tmp_path, starred + AE_2017.splitlines()[1].replace("APRIL", "MAY")).notes
    assert "ae_attendances of R1H is not known in 2017-04: marked so, or empty" in notes
    assert "four_hour_breaches of R1H is not known in 2017-04: marked so, or empty" in notes


def test_what_is_left_out_is_named_with_rows_and_units(tmp_path: Path) -> None:
    notes = read(tmp_path, AE_2026).notes
    assert "return.csv: 1 row of totals is left out" in notes
    stranger = "1 provider that is not of the place is left out: AD913; 1 row (3,350 attendances)"
    assert f"return.csv: {stranger}" in notes
    waiting = read(tmp_path, RTT).notes
    assert (
        "return.csv: 1 row with another RTT Part Type than incomplete pathways or part_2 is left out"
        in waiting
    )


def test_rows_pasted_twice_count_once_and_revised_ones_are_asked(tmp_path: Path) -> None:
    row = AE_2017.splitlines()[1]
    pasted = read(tmp_path, AE_2017 + row + "\n")
    assert value(pasted, "ae_attendances", "2017-04") == 39696
    said = (
        "1 row (39,696 attendances), from row 3 on, is the same as others in every cell; each is counted once"
    )
    assert f"return.csv: {said}" in pasted.notes
    with pytest.raises(InputError, match="row 3: 2017-04 of R1H is given twice"):
        read(tmp_path, AE_2017 + row.replace("26210", "26211") + "\n")
    again = read(tmp_path, RTT + RTT.splitlines()[2] + "\n")
    assert value(again, "waiting_list", "2026-06") == 101200


def test_two_files_of_one_month_are_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(AE_2017)
    with pytest.raises(InputError, match="2017-04 of ae_attendances of R1H is in two files"):
        load([tmp_path / "a.csv", tmp_path / "b.csv"], PROVIDERS)


def test_a_gap_in_a_return_is_said_and_not_refused(tmp_path: Path) -> None:
    june = AE_2017.splitlines()[1].replace("APRIL", "JUNE")
    notes = read(tmp_path, AE_2017 + june + "\n").notes
    assert (
        "ae_attendances of R1H has no 2017-05 (return.csv: row 3): add the month, with * if it is not known"
        in notes
    )


def test_every_layout_is_listed_and_says_what_is_read() -> None:
    assert unlisted("calibration.observed.layouts", "LAYOUT", LAYOUTS) == []
    assert all(layout.name and layout.headings and layout.says for layout in LAYOUTS)
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)


def test_no_layout_knows_headings_of_nothing() -> None:
    assert not [layout.name for layout in LAYOUTS if layout.recognises(Headings([]))]
    assert not [layout.name for layout in LAYOUTS if layout.recognises(Headings(["", "Title", "2017-18"]))]

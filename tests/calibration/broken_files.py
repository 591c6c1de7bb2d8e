"""Fifty ways in which a file of activity can be wrong, each with what its one line of complaint must say."""

import gzip

HEAD = "month,provider,pod,activity\n"
AE_HEAD = (
    "Period,Org Code,Org name,A&E attendances Type 1,A&E attendances Other A&E Department,"
    "Attendances over 4hrs Type 1,Emergency admissions via A&E - Type 1\n"
)
RTT_HEAD = "Period,Provider Org Code,RTT Part Type,Treatment Function Code,Total All\n"
KH03_HEAD = "Year,Period End,Org Code,Org Name,General & Acute,General & Acute\n"
DTOC_HEAD = "Period,Org Code,NHS,Social Care,Both\n"
SLAM_HEAD = "Provider Code,Activity Month,POD,Activity,Actual Cost\n"


def months(n: int, provider: str = "TGH", pod: str = "AE", start: int = 0, value: int = 1500) -> str:
    """So many sound rows of one series, from April 2017 on."""
    return "".join(
        f"{2017 + (3 + start + m) // 12}-{(3 + start + m) % 12 + 1:02d},{provider},{pod},{value + m}\n"
        for m in range(n)
    )


BROKEN: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    # the file
    "empty": ("", ("is empty",)),
    "blank lines only": ("\n\n  \n", ("is empty",)),
    "headings only": (HEAD, ("has headings and no rows",)),
    "no headings": ("2017-04,TGH,AE,1500\n2017-05,TGH,AE,1500\n", ("no known layout",)),
    "only numbers": ("1,2,3,4\n5,6,7,8\n", ("has no heading line", "row 1")),
    "a spreadsheet": (b"PK\x03\x04rubbish", ("spreadsheet", "save the sheet as CSV")),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0rubbish", ("spreadsheet",)),
    "not text": (b"month\x00provider", ("is not text",)),
    "no encoding": (HEAD.encode() + b"2017-04,TGH,AE,\x81\n", ("is not text",)),
    "half of UTF-16": (HEAD.encode("utf-16")[:-1], ("is not text",)),
    "thousands or decimals": (
        HEAD.replace(",", ";") + "2017-04;TGH;AE;1.500\n",
        ("'1.500' may be 1500 or 1.500", "row 2", "without a mark for thousands"),
    ),
    "tabs without a month": (HEAD.replace(",", "\t") + "\tTGH\tAE\t1500\n", ("no month", "row 2")),
    "half of a packed file": (gzip.compress(HEAD.encode() * 9)[:-12], ("cannot be unpacked",)),
    "an open quotation mark": (HEAD + '2017-04,"TGH,AE,1500\n', ("cannot be read", "quotation marks")),
    "a short row": (HEAD + "2017-04,TGH,AE\n", ("3 cells under 4 headings", "row 2")),
    "a long row": (HEAD + "2017-04,TGH,AE,1,500\n", ("5 cells under 4 headings", "row 2")),
    "another layout": ("colour,shape\nred,round\n", ("no known layout", "month, provider, pod, activity")),
    # columns
    "no activity": ("month,provider,pod\n2017-04,TGH,AE\n", ("no column 'activity'",)),
    "no provider": ("month,pod,activity\n2017-04,AE,1500\n", ("no column 'provider'",)),
    "a column twice": (
        "month,provider,pod,activity,activity\n2017-04,TGH,AE,1,2\n",
        ("two columns are called 'activity'",),
    ),
    "an unknown column": (
        "month,provider,pod,activity,segmnt\n2017-04,TGH,AE,1,\n",
        ("unknown column 'segmnt'", "did you mean 'segment'?"),
    ),
    # months
    "no month": (HEAD + ",TGH,AE,1500\n", ("no month", "row 2", "'month'")),
    "a month in words": (HEAD + "spring,TGH,AE,1500\n", ("'spring' is not a month", "2017-04")),
    "a thirteenth month": (HEAD + "2017-13,TGH,AE,1500\n", ("'2017-13' is not a month",)),
    "a month of long ago": (HEAD + "1066-10,TGH,AE,1500\n", ("'1066-10' is not a month",)),
    "a day": (HEAD + "2017-04-17,TGH,AE,50\n", ("a day within a month", "add days up")),
    "an American date": (HEAD + "04/17/2017,TGH,AE,50\n", ("'04/17/2017' is not a month",)),
    "a financial year": (HEAD + "2017-18,TGH,AE,50\n", ("'2017-18' is not a month",)),
    # providers and points of delivery
    "nobody": (HEAD + "2017-04,,AE,1500\n", ("no code", "'provider'")),
    "a name for a code": (HEAD + "2017-04,Town General,AE,1500\n", ("is no code",)),
    "a stranger": (
        HEAD + "2017-04,TGG,AE,1500\n",
        ("unknown provider 'TGG'", "did you mean 'TGH'?", "row 2"),
    ),
    "no point of delivery": (HEAD + "2017-04,TGH,,1500\n", ("no point of delivery",)),
    "an unknown point of delivery": (HEAD + "2017-04,TGH,AEE,1500\n", ("unknown pod 'AEE'", "did you mean")),
    "an unknown segment": (
        "month,provider,pod,segment,activity\n2017-04,TGH,AE,older_75_pluss,9\n",
        ("unknown segment", "did you mean 'older_75_plus'?"),
    ),
    # amounts
    "no activity in a row": (HEAD + "2017-04,TGH,AE,\n", ("empty", "row 2", "'activity'", "*")),
    "words for activity": (HEAD + "2017-04,TGH,AE,many\n", ("'many' is not a number",)),
    "a decimal comma": (HEAD + '2017-04,TGH,AE,"1500,5"\n', ("'1500,5' is not a number", "point")),
    "an infinite count": (HEAD + "2017-04,TGH,AE,inf\n", ("'inf' is no amount",)),
    "a count below zero": (HEAD + "2017-04,TGH,AE,-5\n", ("a count below 0: -5", "row 2")),
    "a share above one": (HEAD + "2017-04,TGH,OCC,93\n", ("a share above 1: 93", "0.93")),
    "a cost below zero": (
        "month,provider,pod,activity,cost\n2017-04,TGH,AE,5,-1\n",
        ("a cost of -1", "'cost'"),
    ),
    # rows together
    "a row twice": (HEAD + months(3) + "2017-05,TGH,AE,1500\n", ("2017-05", "given twice", "row 5")),
    "a gap": (HEAD + months(3) + months(3, start=4), ("has no 2017-07", "row 5", "with *")),
    "a month not over": (HEAD + months(12) + "2018-04,TGH,AE,400\n", ("400 in 2018-04", "a part?", "row 14")),
    "a month that began late": (
        HEAD + "2017-04,TGH,AE,400\n" + months(12, start=1),
        ("400 in 2017-04", "row 2"),
    ),
    "a zero among many": (
        HEAD + months(5) + "2017-09,TGH,AE,0\n" + months(5, start=6),
        ("is 0 in 2017-09", "row 7", "*"),
    ),
    "a code that changed": (
        HEAD + months(12) + months(12, provider="OUT", start=12),
        ("TGH ends in 2018-03", "OUT begins", 'codes = { TGH = "OUT" }'),
    ),
    "a total beside its parts": (
        "month,provider,pod,segment,activity\n2017-04,TGH,AE,,9\n2017-04,TGH,AE,under_5,3\n",
        ("a total beside its segments", "counted twice"),
    ),
    "half of a sum": (HEAD + months(3, pod="NEL"), ("2017-04", "has no NELST")),
    # national returns
    "more late than came": (
        AE_HEAD + "MSitAE-APRIL-2017,TGH,Town,1000,0,1200,300\n",
        ("1200 over four hours of 1000", "row 2"),
    ),
    "a return without admissions": (
        "Period,Org Code,A&E attendances Type 1,Attendances over 4hrs Type 1\nMSitAE-MAY-2017,TGH,9,1\n",
        ("no columns of emergency admissions",),
    ),
    "a return of an unknown month": (
        AE_HEAD + "MSitAE-APRUARY-2017,TGH,Town,1000,0,100,300\n",
        ("'MSitAE-APRUARY-2017' is not a month",),
    ),
    "waiting lists by function only": (
        RTT_HEAD + "RTT-April-2017,TGH,Part_2,C_100,900\n",
        ("no row of incomplete pathways of all functions", "C_999"),
    ),
    "a waiting list below zero": (
        RTT_HEAD + "RTT-April-2017,TGH,Part_2,C_999,-4\n",
        ("a count of -4", "'Total All'"),
    ),
    "more beds full than there are": (
        KH03_HEAD + "2017-18,June,TGH,Town,100,150\n",
        ("150 of 100 beds occupied", "row 2"),
    ),
    "a quarter of no name": (KH03_HEAD + "2017-18,Spring,TGH,Town,100,90\n", ("are no quarter", "June")),
    "delays in words": (DTOC_HEAD + "Apr-17,TGH,ten,5,1\n", ("'ten' is not a number", "'NHS'")),
    "monitoring of nothing known": (
        SLAM_HEAD + "TGH,2017-04,MATERNITY,30,1000\n",
        ("no point of delivery that the model has",),
    ),
    "monitoring without a month": (
        "Provider Code,POD,Activity\nTGH,AE,30\n",
        ("no column 'Activity Month'",),
    ),
}
"""What is in the file, and words that the complaint must hold."""

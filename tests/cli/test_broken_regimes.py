"""Regime files with one thing wrong in each: one line that names the key and what would be right, exit 2."""

# ruff: noqa: E501 - a case a line, with all of the message that matters

from pathlib import Path

import pytest

from tests.cli.conftest import Type

SOUND = """
title = "Sound"
extends = "east-london-today"
drop = ["acute", "primary_care.quality_points", "voluntary"]

[governance]
form = "G7"
boundary = "sub_system"
members = ["acute_trust", "community"]
partner_weight = 0.3

[transition]
pace = "T2"
start_month = 12
phases = [0.5, 1.0]

[contracts.hospitals]
payer = "commissioner"
payees = ["acute_trust"]

[contracts.hospitals.elements.core]
form = "cost_and_volume"
prices = { AE = 180.0, NEL = 2444.4, NELST = 814.8, XBD = 300.0, OPFA = 198.0, OPFUP = 90.0, NF2F = 30.0, AG = 30.0, DC = 960.0, EL = 4680.0 }
above = 0.5
below = 0.5
threshold = 1.02
ceiling = 1.1
cap = 1.05
collar = 0.97
growth = 0.01

[contracts.hospitals.elements.quality]
form = "outcomes"
pounds_per_year = 100000.0
framing = "penalty"
targets = { timely_discharge = { lower = 0.9, upper = 0.98 } }

[contracts.practices]
payer = "commissioner"
payees = ["gp_practice"]

[contracts.practices.elements.points]
form = "points"
points = 168.0
pounds_per_point = { policy = "quality_point", year = 2017 }
average_list = 7732.0
lower = 0.1
upper = 0.7

[contracts.savings]
payer = "commissioner"
payees = ["community", "gp_federation"]
scope = { segments = ["adults_complex", "older_75_plus"], pods = ["NEL", "AE"] }

[contracts.savings.split]
by = "shares"
shares = { community = 0.6, gp_federation = 0.4 }

[contracts.savings.elements.gain]
form = "gain_share"
unit_prices = { NEL = 2444.4, AE = 180.0 }
gain_share = 0.5
corridor = 0.1

[contracts.onward]
payer = "gp_federation"
payees = ["voluntary_sector"]

[contracts.onward.elements.grant]
form = "fee_for_service"
prices = { VOL = 30.0 }
"""
GRANT = 'form = "fee_for_service"\nprices = { VOL = 30.0 }\n'
ROUND = """
[contracts.back]
payer = "community"
payees = ["gp_federation"]
elements.sum = { form = "block", pounds_per_year = 5.0 }
[contracts.forth]
payer = "gp_federation"
payees = ["community"]
elements.sum = { form = "block", pounds_per_year = 5.0 }
"""
PRICE = "contracts.onward.elements.grant.prices.VOL: "

EDITS = {
    # words misspelt, and words in the wrong place
    "a key of the file": ("title =", "titel =", "unknown key 'titel'; did you mean 'title'?"),
    "a section": ("[governance]", "[governence]", "'governence'; did you mean 'governance'?"),
    "a key of a contract": ("payees = [", "payes = [", "contracts.hospitals.payes: unknown key; did you mean 'payees'?"),
    "a key of an element": ("threshold =", "treshold =", "elements.core.treshold: unknown key; did you mean 'thr"),
    "a key of a scope": ("segments =", "segment =", "savings.scope.segment: unknown key; did you mean 'segments'?"),
    "a key of a split": ("by =", "bye =", "contracts.savings.split.bye: unknown key; did you mean 'by'?"),
    "a key of a target": ("upper = 0.98", "uper = 0.98", "timely_discharge.uper: unknown key; did you mean 'upper'?"),
    "a key of the pace": ("phases =", "phase =", "transition.phase: unknown key; did you mean 'phases'?"),
    "a key of governance": ("partner_weight", "partner_wieght", "did you mean 'partner_weight'?"),
    "elements in one": ("elements.core]", "element.core]", "hospitals.element: unknown key; did you mean 'elements'?"),
    "an id beside the section's": ('payer = "gp', 'id = "x"\npayer = "gp', "onward.id: unknown key; a contract is called"),
    "a form": ('"cost_and_volume"', '"cost_and_volum"', "core.form: unknown form 'cost_and_volum'; did you mean 'cost_a"),
    "no form": ('form = "cost_and_volume"\n', "", "elements.core: no form of payment; add form = one of best_pract"),
    "a payer": ('payer = "gp_federation"', 'payer = "gp_federaton"', "onward.payer: unknown payer 'gp_federaton'; did"),
    "a payer that pays nobody": ('payer = "gp_federation"', 'payer = "acute_trust"', "payer: unknown payer 'acute_trust'; valid: com"),
    "a kind of payee": ('"voluntary_sector"]', '"voluntary_secter"]', "onward.payees: no organisation or kind of provider 'voluntary_secter' in east_london; did you mean 'voluntary_sector'?"),
    "a payee that only pays": ('"voluntary_sector"]', '"commissioner"]', "onward.payees: no organisation or kind of provider 'commissioner'"),
    "a payee twice": ('"voluntary_sector"]', '"voluntary_sector", "voluntary_sector"]', "payees: 'voluntary_sector' is named twice"),
    "a payee by kind and by id": ('["acute_trust"]\n\n', '["acute_trust", "R1H"]\n\n', "contract 'hospitals' names R1H twice"),
    "a borough": ("pods = [", 'boroughs = ["newhan"], pods = [', "savings.scope.boroughs: no borough 'newhan' in east_london; did you mean 'newham'?"),
    "a sub-system": ("pods = [", 'sub_systems = ["WELL"], pods = [', "scope.sub_systems: no sub-system 'WELL' in east_london; did you mean 'WEL'?"),
    "a segment": ('"older_75_plus"', '"older_75plus"', "segments.1: unknown segment 'older_75plus'; did you mean 'older_75_plus'?"),
    "a point of delivery": ("{ AE = 180.0,", "{ A_E = 180.0,", "prices.A_E: unknown point of delivery 'A_E'; did you mean 'AE'?"),
    "a point in small letters": ("VOL = 30.0", "vol = 30.0", "unknown point of delivery 'vol'; did you mean 'VOL'?"),
    "a point in scope": ('"NEL", "AE"]', '"NEL", "A&E"]', "scope.pods.1: unknown point of delivery 'A&E'; did you mean 'AE'?"),
    "a flow that nobody pays for": ("VOL = 30.0", "REF = 30.0", "unknown point of delivery 'REF'"),
    "where providers are": ("pods = [", 'providers = "lokal", pods = [', "scope.providers: 'lokal' is not one of the words it may be; did you mean 'local'?"),
    "an outcome": ("timely_discharge =", "timely_discharges =", "unknown outcome 'timely_discharges'; did you mean 'timely_discharge'?"),
    "a framing": ('"penalty"', '"fine"', "quality.framing: 'fine' is not one of the words it may be; valid: 'reward' or 'penalty'"),
    "a form of governance": ('"G7"', '"G77"', "governance.form: unknown form of governance 'G77'; did you mean 'G7'?"),
    "a member": ('"community"]\np', '"comunity"]\np', "governance.members.1: unknown kind of organisation 'comunity'; did you mean 'community'?"),
    "a pace": ('"T2"', '"T9"', "transition.pace: unknown pace 'T9'; valid: T1, T2, T3, T4, T5"),
    "a gate": ('"T2"', '"T5"\ngate = { measure = "proactive_car", at_least = 0.4 }', "gate.measure: unknown measure of a gate 'proactive_car'; did you mean 'proactive_care'?"),
    "a policy number": ('"quality_point"', '"quality_pint"', "points.pounds_per_point: no policy number 'quality_pint'; did you mean 'quality_point'?"),
    "a figure": (GRANT, 'form = "block"\npounds_from = "qof_pound"\n', "grant.pounds_from: no figure 'qof_pound' in east_london; did you mean 'qof_pounds'?"),
    "what it extends": ('"east-london-today"', '"east-london-tody"', "extends: no regime called 'east-london-tody'; did you mean 'east-london-today'?"),
    "what it drops": ("quality_points", "quality_point", "drop: nothing called 'primary_care.quality_point' to drop; did you mean 'primary_care.quality_points'?"),
    # numbers and types
    "a negative price": ("VOL = 30.0", "VOL = -30.0", PRICE + "-30.0 is too small; at least 0 is allowed"),
    "a share over 1": ("gain_share = 0.5", "gain_share = 50", "gain.gain_share: 50 is too large; at most 1 is allowed; a share is a fraction, so write 70% as 0.7"),
    "a share in words": ("gain_share = 0.5", 'gain_share = "50%"', "gain.gain_share: '50%' is not a number"),
    "no number": ("VOL = 30.0", "VOL = nan", PRICE + "nan is not a finite number"),
    "without end": ("VOL = 30.0", "VOL = inf", PRICE + "inf is not a finite number"),
    "beyond a float": ("VOL = 30.0", "VOL = 1e400", PRICE + "inf is not a finite number"),
    "more than there is": ("VOL = 30.0", "VOL = 1e30", PRICE + "1e+30 is too large; at most 1e+11 is allowed"),
    "an enormous whole number": ("VOL = 30.0", "VOL = " + "9" * 400, PRICE + "99999"),
    "more digits than Python reads": ("VOL = 30.0", "VOL = " + "9" * 5000, "mine.toml: a number of thousands of digits"),
    "more digits than Python writes": ("start_month = 12", "start_month = 0x" + "f" * 6000, "transition.start_month: a number of thousands of digits is too large; at most 600"),
    "a truth for a number": ("VOL = 30.0", "VOL = true", PRICE + "true is not a number"),
    "a date for a number": ("VOL = 30.0", "VOL = 2017-04-01", PRICE + "2017-04-01 is not a number"),
    "a list for a number": ("VOL = 30.0", "VOL = [30.0]", PRICE + "[30.0] is not a number"),
    "a table for a number": ("VOL = 30.0", "VOL = { pounds = 30.0 }", 'write a number, or { policy = "…" }'),
    "a text for a truth": ('payer = "gp', 'discretionary = "yes"\npayer = "gp', "discretionary: 'yes' is not true or false"),
    "a text for a list": ('["voluntary_sector"]', '"voluntary_sector"', "onward.payees: 'voluntary_sector' is not a list in square"),
    "a number for a table": ("{ VOL = 30.0 }", "30.0", "grant.prices: 30.0 is not a table"),
    "no prices": ("{ VOL = 30.0 }", "{}", "grant.prices: nothing is named; name at least one"),
    "no title": ('"Sound"', '""', "title: nothing is written"),
    "half a month": ("start_month = 12", "start_month = 12.5", "transition.start_month: 12.5 is not a whole number"),
    "years of savings": ("title =", "savings = 5\ntitle =", "mine.toml: savings: 5 is too large; at most 0.2 is allowed"),
    "a policy number of no year": ("year = 2017", "year = 1999", "no quality_point is known for 1999; there is one for 2016 to 2019"),
    # terms that do not hang together
    "a threshold above its ceiling": ("threshold = 1.02", "threshold = 1.2", "elements.core: ceiling must be above threshold"),
    "a cap below the plan": ("cap = 1.05", "cap = 0.96", "core.cap: 0.96 is too small; at least 1 is allowed"),
    "lower above upper": ("lower = 0.1", "lower = 0.8", "elements.points: lower must be below upper"),
    "a block of two sums": (GRANT, 'form = "block"\npounds_per_year = 5.0\nunit_prices = { VOL = 1.0 }\n', "grant: a block needs one of pounds_per_year, pounds_from, unit_prices"),
    "shares that leave a tenth": ("gp_federation = 0.4 }", "gp_federation = 0.3 }", "contracts.savings.split: shares add up to 0.9, not to 1"),
    "a share for nobody": ("{ community = 0.6", "{ mental_health = 0.6", "split.shares must name the payees, community, gp_federation"),
    "outcomes by segment": ('payees = ["acute_trust"]', 'payees = ["acute_trust"]\nscope = { segments = ["under_5"] }', "contracts.hospitals: an outcome is not counted by segment"),
    "phases that fall": ("[0.5, 1.0]", "[1.0, 0.5]", "transition: phases must rise, and end at 1.0"),
    "not an April": ("start_month = 12", "start_month = 5", "start_month must be an April: 0, 12, 24"),
    "a gate at the wrong pace": ("phases = [0.5, 1.0]", "phases = [0.5, 1.0]\ngate = { measure = \"proactive_care\", at_least = 0.4 }", "transition: a gate belongs to pace T5"),
    "led by nobody": ('form = "G7"', 'form = "G5"', "governance: form G5 is a lead provider"),
    "a lead where nobody leads": ('["voluntary_sector"]', '["lead"]', "contract 'onward' names a lead, so governance needs lead_kind"),
    "a purse it cannot set": ('payer = "gp', 'discretionary = true\npayer = "gp', "'gp_federation' has none"),
    "paying oneself": ('["voluntary_sector"]', '["gp_federation"]', "onward.payees: 'gp_federation' pays itself; name whom it pays"),
    "paying in a circle": (GRANT, GRANT + ROUND, "pays in a circle: gp_federation → community → gp_federation"),
    "extending itself": ('"east-london-today"', '"mine.toml"', "mine.toml: extends: extends itself"),
    "extending what is gone": ('"east-london-today"', '"gone.toml"', "mine.toml: extends: gone.toml: no such file"),
    "extending two": ('"east-london-today"', '["east-london-today"]', "mine.toml: extends: not a name"),
    "extending the longest name": ('"east-london-today"', f'"{"a" * 3000}.toml"', "no such file"),
    "extending elsewhere": ('"east-london-today"', '"../../../etc/passwd"', "mine.toml: extends: no regime called"),
    # names twice
    "two contracts of one name": (GRANT, GRANT + "[contracts.savings]\n", "twice (at line 72, column 19); a name may stand only once"),
    "one term twice": ("below = 0.5", "below = 0.5\nbelow = 0.4", "(at line 26, column 12); a name may stand only once"),
    # what nobody would write by accident
    "a word without end": ("VOL = 30.0", f'VOL = "{"x" * 5000}"', PRICE + "'xxxx"),
    "a key without end": ("above = 0.5", f"{'a' * 5000} = 1", "unknown key; valid: above, below, cap"),
    "colours in a key": ("above = 0.5", '"\\u001b[31mabove" = 0.5', "core: a character that cannot be seen (U+001B); write one line"),
    "lines in a key": ("above = 0.5", '"ab\\nove" = 0.5', "core.ab ove: unknown key; did you mean 'above'?"),
    "lists in lists": ("VOL = 30.0", "VOL = " + "[" * 20 + "]" * 20, "tables or lists within one another"),
    "tables in tables": (GRANT, GRANT + "[x" + ".x" * 5000 + "]\ny = 1\n", "tables or lists within one another"),
}  # fmt: skip

WHOLE = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\n", "the file is empty"),
    "a comment": (b"# nothing yet\n", "neither a scenario"),
    "JSON": (b'{"title": "x", "contracts": {}}', "not valid TOML"),
    "YAML": (b"title: x\ncontracts:\n  - a\n", "not valid TOML: Expected '=' after a key"),
    "a table of commas": (b"contract,payer\na,b\n", "not valid TOML"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not UTF-8 text; save it as UTF-8"),
    "every byte": (bytes(range(256)) * 40, "not UTF-8 text"),
    "Latin-1": (SOUND.replace("Sound", "Tür").encode("latin-1"), "not UTF-8 text; save it as UTF-8"),
    "UTF-16": (SOUND.encode("utf-16"), "not UTF-8 text; save it as UTF-8"),
    "UTF-16 unmarked": (SOUND.encode("utf-16-le"), "not valid TOML"),
    "a zero byte": (SOUND.replace("Sound", "So\0und").encode(), "not valid TOML: Illegal character"),
    "two megabytes": (SOUND.encode() + b"#" * 2_000_000, "larger than 1,000,000 bytes"),
    "a well of brackets": (b"title = " + b"[" * 50_000, "tables or lists within one another"),
    "contracts as a number": (b'title = "x"\ncontracts = 3\n', "contracts: not a table; write a section [contracts]"),
    "contracts as a list": (b'title = "x"\n[[contracts]]\npayer = "council"\n', "contracts: not a table"),
    "a contract as a text": (b'title = "x"\n[contracts]\na = "b"\n', "contracts.a: not a table; write a section [contracts.a]"),
    "an element as a number": (
        b'title = "x"\n[contracts.a]\npayer = "council"\npayees = ["social_care"]\nelements.b = 4\n',
        "contracts.a.elements.b: not a table",
    ),
    "no contracts": (b'title = "x"\nsavings = 0.0\n', "contracts: nothing is named"),
    "dropping from nothing": (b'title = "x"\ndrop = ["acute"]\n', "drop is for what a regime extends"),
}  # fmt: skip


def refused(file: Path, expected: str, payscape: Type) -> None:
    """One line on standard error that says it, nothing printed, exit 2, nothing left behind."""
    before = sorted(file.parent.iterdir())
    said = payscape("check", file)
    assert (said.code, said.out) == (2, ""), said
    line = said.err.removesuffix("\n")
    assert "\n" not in line
    assert line.isprintable()
    assert len(line) < 500
    assert line.startswith("payscape: mine.toml") or f": {file.name}" in line or str(file) in line
    assert expected in line
    assert sorted(file.parent.iterdir()) == before


def test_the_sound_file_is_sound_and_pays_for_all_once(tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SOUND)
    said = payscape("check", file)
    assert (said.code, said.err) == (0, "")
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert [line[0] for line in lines] == ["ok", "number", "number", "note", "note"]
    # Half of what is between 1.02 and 1.1 never comes to the cap.
    assert {line[3] for line in lines[3:]} == {"cap of hospitals.core moves no pound beside its other terms"}


@pytest.mark.parametrize(("old", "new", "expected"), EDITS.values(), ids=EDITS)
def test_a_sound_file_with_one_fault_is_one_line(old, new, expected, tmp_path: Path, payscape: Type) -> None:
    assert old in SOUND
    file = tmp_path / "mine.toml"
    file.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    refused(file, expected, payscape)


@pytest.mark.parametrize(("content", "expected"), WHOLE.values(), ids=WHOLE)
def test_a_file_that_is_no_regime_is_one_line(content, expected, tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    refused(file, expected, payscape)


def test_what_is_wrong_in_the_file_below_names_that_file(tmp_path: Path, payscape: Type) -> None:
    for text, expected in (
        ("contracts = 3\n", "nothing called 'acute' to drop"),
        ('[contracts]\nacute = "b"\n', "nothing called 'acute' to drop"),
        ("title = \n", "base.toml: not valid TOML"),
    ):
        (tmp_path / "base.toml").write_text(text)
        (tmp_path / "mine.toml").write_text(SOUND.replace('"east-london-today"', '"base.toml"'))
        refused(tmp_path / "mine.toml", expected, payscape)


def test_a_scenario_is_told_which_word_its_place_does_not_know(tmp_path: Path, payscape: Type) -> None:
    (tmp_path / "mine.toml").write_text(SOUND.replace("pods = [", 'boroughs = ["newham"], pods = ['))
    (tmp_path / "town.toml").write_text('title = "T"\nplace = "small_town"\nregime = "mine.toml"\n')
    said = payscape("check", tmp_path / "town.toml")
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "contracts.savings.scope.boroughs: no borough 'newham' in small_town; valid: hillside" in said.err


def test_a_link_to_something_without_end_is_refused(tmp_path: Path, payscape: Type) -> None:
    (tmp_path / "mine.toml").symlink_to("/dev/zero")
    refused(tmp_path / "mine.toml", "mine.toml: not a file; give a TOML file", payscape)

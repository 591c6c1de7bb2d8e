"""`compare --theory`, and the reasons of a run under another theory, as typed and as printed."""

from pathlib import Path

import pytest

from abm.behaviour.catalogue import THEORIES
from tests.cli.conftest import PAIR, QUICK, Type


@pytest.fixture(scope="module")
def under_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved comparison under every theory."""
    import scenarios

    folder = tmp_path_factory.mktemp("theories") / "out"
    asked = {"months": 14, "sample": 0.1, "seeds": 3, "workers": 1}
    return scenarios.compare_theories(PAIR[0], PAIR[1], **asked).save(folder)


def test_all_theories_stand_beside_one_another(payscape: Type) -> None:
    said = payscape("compare", *PAIR, "--theory", "all")
    assert said.code == 0
    lines = [line.split("\t") for line in said.out.splitlines()]
    heading = next(line for line in lines if line[0] == "B minus A (95%)")
    assert heading[1:-1] == ["what", *THEORIES, "holds under"]
    rows = {line[0]: line for line in lines[lines.index(heading) + 1 :] if len(line) == len(heading)}
    assert {"E1", "E2", "E3", "referrals"} <= set(rows)
    for row in rows.values():
        held = [name for name, cell in zip(THEORIES, row[2:], strict=False) if beyond_chance(cell)]
        named = row[-2].removesuffix(" only").split(", ")
        if not any(" to " in cell for cell in row[2:-2]):
            assert row[-2] == "not known"
            continue
        opposite = row[-2].startswith("opposite")
        assert opposite or named == (
            ["none"] if not held else ["all"] if len(held) == len(THEORIES) else held
        )


def beyond_chance(cell: str) -> bool:
    """Whether the interval in a cell such as `1.2 (0.4 to 2.0)` leaves out 0."""
    if " to " not in cell:
        return False
    low, high = map(float, cell.split("(")[1].rstrip(")").replace("−", "-").replace(",", "").split(" to "))
    return low > 0 or high < 0


def test_all_theories_as_json(payscape: Type) -> None:
    found = payscape("compare", *PAIR, "--theory", "all", "--json").object
    assert found["theories"] == list(THEORIES)
    measures = {(row["measure"], row["scope"]) for row in found["differences"]}
    assert len(found["differences"]) == len(measures) * len(THEORIES)
    assert all(row["holds_under"] for row in found["differences"])
    assert {row["theory"] for row in found["money"]} == set(THEORIES)


def test_one_theory_may_be_asked_for(payscape: Type) -> None:
    found = payscape("compare", *PAIR, "--theory", "imitate", "--json").object
    assert found["theory"] == "imitate"
    assert "holds_under" not in found["differences"][0]


def test_a_theory_there_is_not_is_said(payscape: Type) -> None:
    said = payscape("compare", *PAIR, "--theory", "satisfise")
    assert said.code == 2
    assert "did you mean 'satisfice'" in said.err
    assert len(said.err.splitlines()) == 1


def test_effects_of_all_theories_are_read_from_the_folder(under_all: Path, payscape: Type) -> None:
    said = payscape("effects", under_all, "--json").object
    assert said["kind"] == "theories"
    assert {row["theory"] for row in said["effects"]} == set(THEORIES)
    assert all(row["holds_under"] for row in said["effects"])


def test_parts_of_the_pounds_shown_add_up_to_the_change_shown(payscape: Type) -> None:
    said = payscape("compare", *PAIR).out.splitlines()
    paid = [
        line.split("\t") for line in said[said.index(next(x for x in said if x.startswith("who pays"))) :]
    ]
    rows = [
        [whole(cell.split(" (")[0]) for cell in row[2:]]
        for row in paid
        if len(row) == 5 and row[1][0].isdigit()
    ]
    assert len(rows) > 6
    assert all(mechanical + behavioural == change for mechanical, behavioural, change in rows)


def whole(cell: str) -> int:
    return int(cell.replace("−", "-").replace(",", "").replace(".", ""))


@pytest.mark.parametrize("theory", THEORIES)
def test_moves_of_every_theory_are_explained_and_add_up(theory: str, tmp_path: Path, payscape: Type) -> None:
    payscape("run", "small-town-today", *QUICK, "--theory", theory, "--out", tmp_path / "run")
    why = ("why", tmp_path / "run", "--organisation", "TGH")
    found = payscape(*why, "--json").object
    assert sum(found["terms"].values()) == found["move"]
    assert found["words"].startswith("Town General Hospital ")
    rows = [line.split("\t") for line in payscape(*why).out.splitlines()[3:]]
    shown = [whole(row[2]) for row in rows]
    assert sum(shown[:-1]) == shown[-1]

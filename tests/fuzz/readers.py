"""Every reader of what comes from outside, with inputs to spoil: files, results, what pages are sent."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from abm.place import Place
from calibration.calibration_file import load_calibration
from calibration.observed.load import SERIES, load
from cli.folders import read_manifest, read_results
from scenarios.errors import InputError
from scenarios.files.kinds import KINDS
from scenarios.files.place.load import load_place
from scenarios.files.programme_files import load_programme
from scenarios.files.regime_files import load_regime
from scenarios.files.set_files import load_set
from scenarios.files.shock_files import load_shock
from scenarios.reforms.studies import load_study
from scenarios.runs.parameter_draws import read_draws
from scenarios.runs.resolve import resolve
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.store import read_manifest as sweep_manifest
from scenarios.sweeping.sweep_file import load_sweep
from tests.fuzz.saved import a_calibration, a_run, a_sweep
from tests.fuzz.spoilt import spoilt
from viz.designer.draft import draft_in, packed, unpacked
from viz.designer.edit import extended
from viz.designer.form import every_control, form, sound_value
from viz.designer.terms import terms_of
from viz.finished.fitted import opened as opened_fit
from viz.finished.local_data import check
from viz.room.choice import from_query, to_query

TOWN: Final = KINDS["place"].folder / "small_town"
ACTIVITY: Final = (
    b"month,provider,pod,activity\n2017-04,TGH,AE,100\n2017-05,TGH,AE,110\n2017-06,CCG,REF,50\n",
    b"Period,Org Code,Org name,A&E attendances Type 1,Attendances over 4hrs Type 1,"
    b"Emergency admissions via A&E - Type 1\n"
    b"MSitAE-APRIL-2017,TGH,TOWN GENERAL,26000,2600,6100\nTOTAL,TOTAL,TOTAL,1400000,140000,380000\n",
)
QUERY: Final = (
    b"question=small-town&a=small-town-today&b=small-town-capitation&months=24&seed=3&t.savings=0.02&g.E1=up",
    b"a=east-london-today&programme=none&shock=&segment=frailty&drawn=2&revealed=1&role=trust&sweep=x&fit=y",
)


@dataclass(frozen=True)
class Reader:
    """Something that reads what somebody else has written.

    Attributes:
        name: of it.
        inputs: sound and spoilt ones.
        read: reads one, in a folder of its own; it may raise `InputError`, and nothing else.
        sound: those that it reads, where inputs are made of such.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    read: Callable[[Any, Path], object]
    sound: Sequence[bytes] = ()


def _of(name: str, sound: Sequence[bytes], read: Callable[[bytes, Path], object], most: int = 4) -> Reader:
    """A reader of what is made by spoiling some sound files in up to so many ways."""
    return Reader(name, spoilt(sound, most), read, sound)


def readers() -> list[Reader]:
    """All of them."""
    return [*_toml_files(), *_places(), *_data(), *_results(), *_pages()]


def _in_file(name: str, load: Callable[[Path], object], content: bytes, folder: Path) -> None:
    (folder / name).write_bytes(content)
    load(folder / name)


def _scenario(file: Path) -> None:
    resolve(str(file))


def _sweep(file: Path) -> None:
    Plan(load_sweep(file))


def _toml_files() -> list[Reader]:
    """One for each kind of TOML file, each with every file that comes with payscape."""
    load: dict[str, Callable[[Path], object]] = {
        "study": load_study,
        "calibration": load_calibration,
        "sweep": _sweep,
        "set": load_set,
        "shock": load_shock,
        "programme": load_programme,
        "regime": load_regime,
        "scenario": _scenario,
    }
    whole = {kind: [KINDS[kind].file(name).read_bytes() for name in KINDS[kind].names()] for kind in load}
    sound = {kind: [file for file in files if b"regimes/" not in file] for kind, files in whole.items()}
    return [
        _of(f"{kind}.toml", sound[kind], partial(_in_file, f"mine-{kind}.toml", read))
        for kind, read in load.items()
    ]


def _places() -> list[Reader]:
    """One for each file of a place, the others sound."""

    def read(name: str, content: bytes, folder: Path) -> None:
        shutil.copytree(TOWN, folder / "town", ignore=shutil.ignore_patterns("raw"))
        (folder / "town" / name).write_bytes(content)
        load_place(folder / "town")

    files = sorted(file for file in TOWN.iterdir() if file.suffix in (".csv", ".toml"))
    return [_of(f"place: {f.name}", [f.read_bytes()], partial(read, f.name)) for f in files]


def _data() -> list[Reader]:
    """Observed series."""
    public = [b"\n".join(file.read_bytes().splitlines()[:40]) for file in sorted(SERIES.glob("*.csv"))]
    read = partial(_in_file, "activity.csv", lambda file: load([file]))
    return [_of("observed.csv", [*ACTIVITY, *public], read, most=5)]


def _results() -> list[Reader]:
    """Saved results, of which one file was spoilt."""

    def read(
        make: Callable[[], Path], name: str, load: Callable[[Path], object], content: bytes, at: Path
    ) -> None:
        shutil.copytree(make(), at / "results")
        (at / "results" / name).write_bytes(content)
        load(at / "results")

    def of(make: Callable[[], Path], load: Callable[[Path], object], *names: str) -> list[Reader]:
        sound = {name: [(make() / name).read_bytes()] for name in names}
        return [_of(f"{make.__name__}: {n}", sound[n], partial(read, make, n, load)) for n in names]

    return [
        *of(a_run, read_manifest, "manifest.json"),
        *of(a_run, lambda folder: read_results(folder, "money", ("month", "pence")), "money.parquet"),
        *of(a_sweep, sweep_manifest, "manifest.json"),
        *of(a_calibration, opened_fit, "manifest.json", "series.parquet"),
        *of(a_calibration, lambda folder: read_draws(folder), "draws.parquet", "manifest.json"),
    ]


def _pages() -> list[Reader]:
    """What a browser may send: an address, a regime, a file of data, an edit of a control."""
    regimes = [KINDS["regime"].file(name).read_bytes() for name in KINDS["regime"].names()]
    bare = [f'extends = "{name}"\ntitle = "Ours"\n'.encode() for name in KINDS["regime"].names()]
    anything = st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=6,
    )
    return [
        _of("page: address", QUERY, _address, most=6),
        _of("page: word of an address", [packed(t.decode()).encode() for t in bare], _word),
        _of("page: regime", [*bare, *regimes], _draft, most=6),
        _of("page: local data", ACTIVITY, _local, most=5),
        Reader("page: control", st.tuples(st.integers(0, 2000), anything), _edit),
        Reader("page: lever", st.tuples(st.integers(0, 2000), anything), _lever),
    ]


@cache
def _place(name: str) -> Place:
    return load_place(name)


def _address(content: bytes, _: Path) -> None:
    choice, _ignored = from_query(content.decode("utf-8", "replace"))
    assert from_query(to_query(choice))[0] == choice, "an address that does not say what was chosen"


def _word(content: bytes, _: Path) -> None:
    try:
        unpacked(content.decode("latin-1"))
    except ValueError as fault:  # said in the page, in these words
        raise InputError(str(fault)) from None


def _draft(content: bytes, _: Path) -> None:
    draft_in(content.decode("utf-8", "replace"), 2017, _place("east_london"))


def _local(content: bytes, _: Path) -> None:
    everybody = {"all": {o.id for o in _place("small_town").organisations}}
    check("../activity.csv", content, everybody)


@cache
def _controls() -> Sequence[Any]:
    return list(
        every_control(form(extended(KINDS["regime"].names()[0]), _place("east_london"), 2017)).values()
    )


def _edit(sent: tuple[int, Any], _: Path) -> None:
    controls = _controls()
    sound_value(controls[sent[0] % len(controls)], sent[1])


def _lever(sent: tuple[int, Any], _: Path) -> None:
    terms = terms_of(load_regime("east-london-today"))
    term = terms[sent[0] % len(terms)]
    value = term.within(sent[1])
    assert value is None or term.low <= value <= term.high, "a lever beyond its ends"

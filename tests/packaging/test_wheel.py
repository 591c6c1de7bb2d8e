"""The wheel holds the packages and their data, nothing else, and works without the rest of the project."""

import email
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import is_ours

PACKAGES = ("abm", "scenarios", "calibration", "viz", "cli", "payscape")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """The wheel, built without asking any index."""
    folder = tmp_path_factory.mktemp("wheel")
    flags = ("--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    subprocess.run([*PIP, "wheel", *flags, str(project)], check=True, cwd=folder)
    (file,) = folder.glob("payscape-*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [*PIP, "install", "--no-index", "--no-deps", "--target", str(target), str(wheel)], check=True
    )
    return target


def inside(wheel: Path) -> set[str]:
    """Files of the wheel but those that describe it."""
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def is_raw(name: str) -> bool:
    """Whether a file is a table that a place was built from."""
    return name.startswith("scenarios/places/") and "/raw/" in name


def test_the_wheel_holds_every_file_of_the_packages_but_what_places_are_built_from(
    wheel: Path, project: Path
) -> None:
    files = {
        path.relative_to(project).as_posix()
        for package in PACKAGES
        for path in (project / package).rglob("*")
        if is_ours(path)
    }
    assert any(is_raw(name) for name in files)
    assert inside(wheel) == {name for name in files if not is_raw(name)}


@pytest.mark.parametrize(
    "name",
    [
        "scenarios/library/small-town-today.toml",
        "scenarios/places/east_london/boundaries.geojson",
        "scenarios/places/small_town/practices.csv",
        "viz/room/workshop.css",
        "viz/finished/fitted.py",
    ],
)
def test_data_styles_and_pages_travel_with_the_code(wheel: Path, name: str) -> None:
    assert name in inside(wheel)


def test_the_wheel_says_its_name_version_licences_and_command(wheel: Path) -> None:
    import payscape

    archive = zipfile.ZipFile(wheel)
    notes = {n.partition(".dist-info/")[2]: n for n in archive.namelist() if ".dist-info/" in n}
    said = email.message_from_bytes(archive.read(notes["METADATA"]))
    assert (said["Name"], said["Version"]) == ("payscape", payscape.__version__)
    assert (said["License-Expression"], said["Requires-Python"]) == ("MIT", ">=3.11")
    assert {"licenses/LICENSE", "licenses/DATA_LICENCES.md"} <= set(notes)
    assert "payscape = cli.main:main" in archive.read(notes["entry_points.txt"]).decode()


def test_the_citation_names_the_same_version(project: Path) -> None:
    import payscape

    assert f"\nversion: {payscape.__version__}\n" in (project / "CITATION.cff").read_text(encoding="utf-8")


def test_the_installed_wheel_lists_scenarios_and_is_what_is_imported(installed: Path, tmp_path: Path) -> None:
    program = (
        "import abm, cli, payscape, scenarios; print(*(m.__file__ for m in (abm, cli, payscape, scenarios)))"
    )
    environment = {"PYTHONPATH": str(installed), "HOME": str(tmp_path), "PATH": ""}

    def python(*words: str) -> str:
        command = [sys.executable, *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert all(Path(file).is_relative_to(installed) for file in python("-c", program).split())
    assert "small-town-today" in python("-m", "payscape", "list")


def test_an_editable_install_is_one_entry_on_the_path(project: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    assert WheelBuilder(str(project)).config.dev_mode_dirs == ["."]

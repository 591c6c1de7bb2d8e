"""One kind of file that people write: found by name or path, read, laid over what it extends, and built.

    REGIME = Kind("regime", Regime, regime_of)
    REGIME.load("east-london-today", 2017)                 a regime by name, or by path
    REGIME.load_text('extends = "…"', "mine", 2017)        one that stands in no file
    REGIME.table("east-london-today")                      what it says, before anything is made of it

What files say is kept in `scenarios.files.toml_files`; where they are and by what they are known, in
`scenarios.files.kinds`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from pydantic import BaseModel

from scenarios.errors import InputError, named_in, nearest
from scenarios.files.extending import over
from scenarios.files.faults import validated
from scenarios.files.kinds import KINDS, other_home, refuse_other_file, refuse_other_name
from scenarios.files.toml_files import Table, parsed, parsed_text

LONGEST_CHAIN: Final = 10

How = ParamSpec("How")
Built = TypeVar("Built")
Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True)
class Kind(Generic[How, Built]):
    """A kind of file, and what is made of one.

    Attributes:
        name: one of `kinds.KINDS`.
        schema: the terms a file may say; plain keys where no model declares them.
        build: what is made of a table; it is also given the file, after which what is built is called, and
            whatever `load` was given besides.
        extends: whether a file may be laid over another of its kind.
        beside_schema: further keys.
        not_said: fields of the schema that come from the file's name.
    """

    name: str
    schema: type[BaseModel] | tuple[str, ...]
    build: Callable[Concatenate[Table, Path, How], Built]
    extends: bool = True
    beside_schema: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ("id",)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What a file may say, beside what it extends."""
        said = self.schema if isinstance(self.schema, tuple) else tuple(self.schema.model_fields)
        return (*(key for key in said if key not in self.not_said), *self.beside_schema)

    @property
    def folder(self) -> Path:
        """Where those that come with payscape are."""
        return KINDS[self.name].folder

    def names(self) -> list[str]:
        """Names of those that come with payscape, in alphabetical order."""
        return KINDS[self.name].names()

    def load(self, name_or_path: str | Path, *args: How.args, **how: How.kwargs) -> Built:
        """What is made of a file.

        Raises:
            InputError: at the first fault, naming file, key and remedy.
        """
        file = self.find(name_or_path)
        return self.build(self._read(file), file, *args, **how)

    def load_text(self, text: str, name: str, *args: How.args, **how: How.kwargs) -> Built:
        """What is made of a text, as if it stood in a file of that name.

        Raises:
            InputError: as for `load`.
        """
        return self.build(self.table_in(text, name), Path(f"{name}.toml"), *args, **how)

    def table(self, name_or_path: str | Path, beside: Path | None = Path()) -> Table:
        """What a file says, laid over what it extends; it is shared, and not to be changed in place.

        Args:
            name_or_path: a name from `names()`, or a path ending in .toml.
            beside: where relative paths start.

        Raises:
            InputError: at the first fault, and if files extend one another in a circle.
        """
        return self._read(self.find(name_or_path, beside))

    def table_in(self, text: str, name: str) -> Table:
        """What a text says, as if it stood in a file of that name.

        It may extend what comes with payscape, and no file: whoever wrote it may be a stranger.

        Raises:
            InputError: at the first fault.
        """
        file = f"{name}.toml"
        return self._over(self._known(parsed_text(text, file, self.name), file), file, None, ())

    def find(self, name_or_path: str | Path, beside: Path | None = Path()) -> Path:
        """A file by its name among those that come with payscape, or by path.

        Args:
            name_or_path: a name, or a path ending in .toml.
            beside: where relative paths start; with None there are no paths, only names.

        Raises:
            InputError: if there is none.
        """
        names, name = self.names(), str(name_or_path)
        if name in names:
            return KINDS[self.name].file(name)
        path = (beside or Path()) / name_or_path
        if path.suffix != ".toml":
            refuse_other_name(name, self.name)
            remedy = f"{nearest(name, names)} (or give a path ending in .toml)"
            raise InputError(f"no {self.name} called '{name}'", "", remedy)
        if beside is None or not _is_there(path):
            raise InputError("no such file", name, nearest(path.stem, names))
        return path

    def _read(self, file: Path, above: tuple[Path, ...] = ()) -> Table:
        """A file's table over those it extends, and the files that extend it above."""
        if file.resolve() in above or len(above) >= LONGEST_CHAIN:
            raise InputError("extends itself, by way of others", f"{file.name}: extends", "break the circle")
        table = self._known(parsed(file, self.name), file.name)
        return self._over(table, file.name, file.parent, (*above, file.resolve()))

    def _known(self, table: Table, file: str) -> Table:
        """A table without a key that it may not have."""
        keys = (*self.keys, "extends") if self.extends else self.keys
        for key in table:
            if key not in keys:
                refuse_other_file(table, file, self.name, keys)
                raise InputError(f"unknown key '{key}'", file, other_home(key) or nearest(key, keys))
        return table

    def _over(self, table: Table, file: str, beside: Path | None, above: tuple[Path, ...]) -> Table:
        """A table over what it extends."""
        if not self.extends:
            return table
        extends, base = table.get("extends"), Table()
        if extends is not None:
            if not isinstance(extends, str):
                remedy = f"name a {self.name} or a TOML file"
                raise InputError("not a name", f"{file}: extends", remedy)
            with named_in(f"{file}: extends"):
                below = self.find(extends, beside)
            base = self._read(below, above)
        own = {key: value for key, value in table.items() if key not in ("extends", "drop")}
        return over(base, own, table.get("drop", []), file)


def models_in(file: Path, model: type[Schema], noun: str) -> Mapping[str, Schema]:
    """The models of a file that is a table for each, by name.

    Args:
        file: which.
        model: what each table says.
        noun: what the file should be, for messages.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return {name: _model(terms, model, file.name, name) for name, terms in parsed(file, noun).items()}


def _model(terms: Any, model: type[Schema], file: str, name: str) -> Schema:
    if not isinstance(terms, dict):
        raise InputError("not a table", f"{file}: {name}", f"write a section [{name}]")
    return validated(model, terms, file, name)


def _is_there(path: Path) -> bool:
    """Whether a path is that of a file; one too long for the disk is not."""
    try:
        return path.is_file()
    except OSError:
        return False

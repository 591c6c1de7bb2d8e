"""The `payscape` command: what there is, and what happens when something is wrong.

Exit 0 on success, 2 on bad input or a disk that cannot be written, 130 when stopped by Ctrl-C. An
error is one line on standard error; `--debug` shows where it came from. Heavy modules are imported
inside commands, so that help comes at once.
"""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final, NoReturn

import typer

from cli import (
    calibrate,
    check,
    compare,
    demo,
    discover,
    effects,
    experiments,
    journey,
    listing,
    marginal,
    output,
    replay,
    report,
    run,
    sensitivity,
    serve,
    shadow,
    sweep,
    why,
)

BAD_INPUT: Final = 2
STOPPED: Final = 130
OUR_FAULT: Final = 1
JARGON: Final = (
    ("Value error, ", ""),
    ("Input should be greater than or equal to (\\S+)", r"use \1 or more"),
    ("Input should be less than or equal to (\\S+)", r"use \1 or less"),
    ("Input should be a valid integer.*", "write a whole number"),
    ("Input should be a valid number.*", "write a number"),
)
"""What the option parser says of a value, and how that is put here."""


def _examples(lines: Sequence[str]) -> str:
    """Lines under a command's options, kept as they are."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


app = typer.Typer(
    name="payscape",
    help="How GP practices, hospitals, community services and councils respond to how they are paid.",
    epilog="Start with: payscape demo. Each command has examples: payscape run --help.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS: Final = {
    "demo": (demo.demo, demo.EXAMPLES),
    "list": (listing.show_list, listing.EXAMPLES),
    "check": (check.check, check.EXAMPLES),
    "run": (run.run, run.EXAMPLES),
    "compare": (compare.compare, compare.EXAMPLES),
    "shadow": (shadow.shadow, shadow.EXAMPLES),
    "marginal": (marginal.marginal, marginal.EXAMPLES),
    "journey": (journey.journey, journey.EXAMPLES),
    "effects": (effects.effects, effects.EXAMPLES),
    "experiments": (experiments.experiments, experiments.EXAMPLES),
    "why": (why.why, why.EXAMPLES),
    "sweep": (sweep.sweep, sweep.EXAMPLES),
    "replay": (replay.replay, replay.EXAMPLES),
    "sensitivity": (sensitivity.sensitivity, sensitivity.EXAMPLES),
    "report": (report.report, report.EXAMPLES),
    "discover": (discover.discover, discover.EXAMPLES),
    "calibrate": (calibrate.calibrate, calibrate.EXAMPLES),
    "serve": (serve.serve, serve.EXAMPLES),
}
"""Every command by name, in the order of the help: what it does, and lines that show how it is typed."""
for _name, (_command, _lines) in COMMANDS.items():
    app.command(_name, epilog=_examples(_lines))(_command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print("payscape", version("payscape"))
        except PackageNotFoundError:
            print("payscape, not installed: run from its own folder")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="On an error, show where it came from.")] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code.

    Args:
        arguments: words after `payscape`; those of the process when None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    output.prepare()
    try:
        code = app(
            args=[word for word in words if word != "--debug"], prog_name="payscape", standalone_mode=False
        )
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read us, as in `payscape list | head`, has had enough; the parser leaves of itself for
        # no other reason.
        _say_no_more()
        sys.exit(0)
    except (Exception, KeyboardInterrupt) as fault:
        if debug:
            raise
        line, code = _message_of(fault)
        print(f"payscape: {line}", file=sys.stderr)
        if isinstance(fault, OSError) and fault.filename is None:
            _say_no_more()  # it may be what we print that could not be written, as on a full disk
    sys.exit(code if isinstance(code, int) else 0)


def _say_no_more() -> None:
    """Let what was not printed yet go nowhere, so that Python does not complain of it as it ends."""
    with suppress(OSError):  # a standard output that is no file has nothing left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _message_of(fault: BaseException) -> tuple[str, int]:
    """A fault as one line, and the code to leave with."""
    if isinstance(fault, KeyboardInterrupt | typer.Abort):
        return "stopped", STOPPED
    if hasattr(fault, "format_message"):  # every fault that the option parser finds has it
        return _one_line(_without_jargon(fault)), BAD_INPUT
    from scenarios.errors import InputError

    if isinstance(fault, InputError):
        return str(fault), BAD_INPUT
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return _one_line(f"{where}{fault.strerror or fault}; nothing was left half-written"), BAD_INPUT
    name = type(fault).__name__
    return _one_line(f"a fault of payscape's own ({name}: {fault}); --debug shows where"), OUR_FAULT


def _without_jargon(fault: BaseException) -> str:
    """What the option parser says is wrong, in plain words, and where to read on."""
    message = fault.format_message().rstrip(".")  # pyright: ignore
    for jargon, plain in JARGON:
        message = re.sub(jargon, plain, message)
    path = getattr(getattr(fault, "ctx", None), "command_path", "payscape")
    return f"{message}; see `{path} --help`"


def _one_line(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    main()

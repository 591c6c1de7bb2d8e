"""The reader of documents finds what is to be run, and only that."""

from tests.documents.examples import Step, steps

DOCUMENT = """\
# A page

<!-- file: my.toml -->
```toml
extends = "today"
```

```console
$ make demo
$ payscape check my.toml --json
my.toml: sound
payscape is not typed here
```

```sh
payscape run today \\
    --months 3  # a quarter
```

<!-- not run: needs a browser -->
```sh
payscape serve
```

<!-- not run: a comment that is not directly above hides nothing -->

```python
answer = 1
```

```text
payscape nothing
```
"""


def test_commands_files_and_python_are_found_in_order() -> None:
    assert [(step.kind, step.words) for step in steps(DOCUMENT)] == [
        ("file", ("my.toml",)),
        ("command", ("check", "my.toml", "--json")),
        ("command", ("run", "today", "--months", "3")),
        ("python", ()),
    ]


def test_a_step_knows_its_line() -> None:
    assert steps(DOCUMENT)[0] == Step("file", 4, 'extends = "today"\n', ("my.toml",))


def test_leaving_a_block_out_takes_a_reason() -> None:
    assert steps("<!-- not run: -->\n```python\n1 / 0\n```\n")

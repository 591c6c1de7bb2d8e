"""Who may come in: whatever is not our own page, under our own name, with our own cookie, is refused."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from scenarios.errors import InputError
from viz.room import doors
from viz.room.doors import INNER_COOKIE, LASTS, Doors, address, content_policy, is_loopback
from viz.room.server import FIXES, mended, opened, serve

HERE = "127.0.0.1:8765"
TOKEN = "not-to-be-guessed"
OTHER_HOSTS = [
    "evil.example",
    "evil.example:8765",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "127.0.0.1:8765@evil.example",
    "127.0.0.1:port",
    "127.0.0.1 evil.example",
    "192.168.0.7:8765",
    "0.0.0.0:8765",
    "[::1",
    "",
]
OTHER_ORIGINS = [
    "http://evil.example",
    "http://127.0.0.1:8898",
    "http://localhost:8765",
    "http://127.0.0.1",
    "http://127.0.0.1:8765.evil.example",
    "file://",
    "null",
    "",
]


class Toolkit:
    """Stands in for the toolkit's server: gives its own cookie, and remembers who came."""

    def __init__(self) -> None:
        self.came: list[str | None] = []

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "websocket":
            self.came.append(dict(scope["headers"]).get(b"cookie", b"").decode())
            return await send({"type": "websocket.accept"})
        self.came.append(Request(scope).cookies.get(INNER_COOKIE))
        page = HTMLResponse("<html>")
        page.set_cookie(INNER_COOKIE, "theirs", samesite="lax")
        page.set_cookie(f"{INNER_COOKIE}-lax", "theirs", samesite="lax")
        await page(scope, receive, send)


def ask(behind: Doors, path="/live", kind="http", query="", **headers):
    """What comes of a request or a socket: status, headers as text, body."""
    given = {"host": HERE} | headers
    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items()],
    }
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as pool:  # a loop may run here already, as a browser's does
        pool.submit(asyncio.run, behind(scope, receive, send)).result()
    if kind == "websocket":
        return sent[0]["type"]
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, sent[1]["body"].decode()


def page_cookie(behind: Doors, **how) -> str:
    """The cookie of a page that was opened."""
    return ask(behind, **how)[1]["set-cookie"].partition(";")[0]


@pytest.fixture
def toolkit() -> Toolkit:
    """What stands behind the doors."""
    return Toolkit()


@pytest.fixture
def loopback(toolkit) -> Doors:
    """Doors of a workshop that this machine alone reaches."""
    return Doors(toolkit, "127.0.0.1", 8765)


@pytest.fixture
def outward(toolkit) -> Doors:
    """Doors of one that others reach."""
    return Doors(toolkit, "0.0.0.0", 8765, TOKEN)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765", "localhost:9000"]
)
def test_this_machine_is_known_by_its_own_names(loopback, host):
    assert ask(loopback, host=host)[0] == 200


@pytest.mark.parametrize("host", OTHER_HOSTS)
@pytest.mark.parametrize("path", ["/live", "/readyz", "/static/main.js"])
def test_another_name_gets_nothing(loopback, toolkit, host, path):
    assert ask(loopback, path, host=host)[0] == 403
    assert ask(loopback, kind="websocket", host=host, cookie=page_cookie(loopback)) == "websocket.close"
    assert len(toolkit.came) == 1  # the page that the cookie is from


@pytest.mark.parametrize("origin", OTHER_ORIGINS)
def test_a_page_of_another_site_gets_nothing(loopback, toolkit, origin):
    cookie = page_cookie(loopback)
    assert ask(loopback, origin=origin, cookie=cookie)[0] == 403
    assert ask(loopback, kind="websocket", origin=origin, cookie=cookie) == "websocket.close"
    assert len(toolkit.came) == 1


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:8765", "https://127.0.0.1:8765", "HTTP://127.0.0.1:8765"]
)
def test_our_own_page_is_let_in(loopback, origin):
    assert ask(loopback, kind="websocket", origin=origin, cookie=page_cookie(loopback)) == "websocket.accept"


def test_a_socket_needs_the_cookie_of_a_page_that_was_opened(loopback, toolkit):
    cookie = page_cookie(loopback)
    name, _, value = cookie.partition("=")
    browser, until, mark = value.split(".")
    other = page_cookie(Doors(toolkit, "127.0.0.1", 8765))
    for wrong in (
        "",
        f"{INNER_COOKIE}=made-up",
        f"{name}=",
        f"{name}=..",
        f"{name}={browser}.{until}.{'0' * len(mark)}",
        f"{name}={browser}.{int(until) + 1}.{mark}",
        f"{name}=somebody.{until}.{mark}",
        f"{name}=é.{until}.é",
        f"payscape-8766={value}",
        other,
    ):
        assert ask(loopback, kind="websocket", cookie=wrong) == "websocket.close", wrong
    assert ask(loopback, kind="websocket", cookie=f"theme=dark; {cookie}") == "websocket.accept"
    assert toolkit.came[-1] == f"{INNER_COOKIE}={browser}"  # and no other cookie of this machine's


def test_a_cookie_is_good_for_hours_and_then_not(loopback, monkeypatch):
    cookie = page_cookie(loopback)
    now = doors.time.time()
    monkeypatch.setattr(doors.time, "time", lambda: now + LASTS - 60)
    assert ask(loopback, kind="websocket", cookie=cookie) == "websocket.accept"
    later = page_cookie(loopback, cookie=cookie)
    monkeypatch.setattr(doors.time, "time", lambda: now + LASTS + 60)
    assert ask(loopback, kind="websocket", cookie=cookie) == "websocket.close"
    assert ask(loopback, kind="websocket", cookie=later) == "websocket.accept"
    assert later.partition(".")[0] == cookie.partition(".")[0]  # the same browser


def test_the_only_cookie_that_leaves_is_kept_from_scripts_and_from_other_sites(loopback):
    _, headers, _ = ask(loopback)
    assert re.fullmatch(
        rf"payscape-8765=[\w-]+\.\d+\.[0-9a-f]{{64}}; Max-Age={LASTS}; Path=/; HttpOnly; SameSite=Strict",
        headers["set-cookie"],
    )
    assert 3600 <= LASTS <= 24 * 3600


@pytest.mark.parametrize("path", ["/live", "/readyz", "/nothing"])
def test_every_answer_says_what_a_page_may_do(loopback, path):
    _, headers, _ = ask(loopback, path)
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_scripts_of_a_page_carry_a_word_that_is_new_each_time(loopback):
    words = {ask(loopback)[1]["content-security-policy"].split("'nonce-")[1].split("'")[0] for _ in range(3)}
    assert len(words) == 3


def test_outside_nothing_is_shown_without_the_token(outward, toolkit):
    for query in ("", "token=", "token=wrong", f"tokens={TOKEN}", f"token={TOKEN}x", "token=%C3%A9"):
        for path in ("/", "/live", "/static/main.js", "/resourcez"):
            assert ask(outward, path, query=query)[0] == 403, (path, query)
    assert ask(outward, kind="websocket", query=f"token={TOKEN}") == "websocket.close"
    assert toolkit.came == []
    assert ask(outward, "/readyz")[0] == 200


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(outward, toolkit):
    status, headers, body = ask(outward, "/live", query=f"a=1&token={TOKEN}&b=%22%3E")
    assert status == 200
    assert 'url=/live?a=1&amp;b=%22%3E"' in body
    assert TOKEN not in body
    cookie = headers["set-cookie"].partition(";")[0]
    assert "HttpOnly; SameSite=Strict" in headers["set-cookie"]
    assert ask(outward, "/live", cookie=cookie)[0] == 200
    assert ask(outward, kind="websocket", cookie=cookie) == "websocket.accept"


def test_the_token_leads_nowhere_else(outward):
    assert 'url=/evil.example"' in ask(outward, "//evil.example", query=f"token={TOKEN}")[2]
    assert 'url=/%22%3E%3Cscript%3E"' in ask(outward, '/"><script>', query=f"token={TOKEN}")[2]


@pytest.mark.parametrize("host", ["192.168.0.7:8765", "[fe80::1]:8765", "localhost:8765", "my-machine:8765"])
def test_outside_it_is_known_by_numbers_and_by_the_machines_names(outward, monkeypatch, host):
    monkeypatch.setattr(doors, "_machine_names", lambda: {"my-machine"})
    assert ask(outward, host=host, query=f"token={TOKEN}")[0] == 200
    assert ask(outward, host="evil.example:8765", query=f"token={TOKEN}")[0] == 403


def test_the_name_that_was_given_is_known(toolkit):
    named = Doors(toolkit, "Workshop.example", 8765, TOKEN)
    assert ask(named, host="workshop.example:8765", query=f"token={TOKEN}")[0] == 200


def test_others_are_let_in_with_a_token_and_one_line_of_warning():
    said = opened("0.0.0.0", 8080, TOKEN).splitlines()
    assert len(said) == 2
    assert f":8080/?token={TOKEN} " in said[0]
    assert said[1].startswith("Warning: ")
    assert len(opened("127.0.0.1", 8765, None).splitlines()) == 1


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "", "192.168.0.7", "my-laptop", "localhost.example", "1270.0.0.1"]
)
def test_what_others_reach_asks_for_a_token(host):
    assert not is_loopback(host)


def test_a_page_runs_its_own_scripts_and_no_other():
    page = mended("<script>theirs</script></head>".join(was for was, _ in FIXES), "word")
    assert "<script>" not in page
    assert page.count('<script nonce="word">') == len(FIXES)


def test_an_address_of_six_parts_can_be_listened_on_or_is_refused_in_one_line():
    assert address("::1", 8765) == "http://[::1]:8765"
    with pytest.raises(InputError, match="cannot listen there"):
        serve("no such host", 8765)


def test_the_policy_names_nobody_else():
    for part in content_policy(HERE, "x").split("; "):
        for source in part.split(" ")[1:]:
            assert source.startswith(("'", "data:", "blob:", f"ws://{HERE}", f"wss://{HERE}")), part

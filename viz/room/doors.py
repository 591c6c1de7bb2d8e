"""Who may come in: every request and every socket of the workshop passes here before the toolkit sees it.

A browser sends what any page tells it to send, so a page of another site must get nothing: it is known by its
`Origin`, and where its name was made to lead here, by its `Host`. A socket needs the cookie of a page that
was opened here. Where others can reach the machine, that page opens only with the address that was printed.
"""

import hmac
import re
import secrets
import socket
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from ipaddress import ip_address
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LASTS: Final = 12 * 3600
"""Seconds for which a browser is known after it opened a page: an afternoon, and its evening."""

INNER_COOKIE: Final = "solara-session-id"
"""The cookie by which the toolkit tells browsers apart; it never leaves the server."""

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

NONCE: Final[ContextVar[str]] = ContextVar("NONCE", default="")
"""The word by which a page's own scripts are told from any that came in with what it shows."""

_ANYWHERE: Final = ("0.0.0.0", "::", "")
_HOST: Final = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(:[0-9]{1,5})?")
_ASK: Final = (
    '<!doctype html><html lang="en-GB"><title>payscape</title><p>The workshop opens with the whole address '
    'that its server printed, token included. If this browser has opened it before: <a href="">try again</a>.'
)
_WELCOME: Final = '<!doctype html><title>payscape</title><meta http-equiv="refresh" content="0;url={}">'
"""Not a redirect: a browser that followed a link from elsewhere would not send a strict cookie along."""


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone.

    Example:
        >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "my-laptop")]
        [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def address(host: str, port: int, token: str | None = None) -> str:
    """What to type into a browser.

    Example:
        >>> address("127.0.0.1", 8765), address("::1", 8765, "x")
        ('http://127.0.0.1:8765', 'http://[::1]:8765/?token=x')
    """
    name = socket.gethostname() if host in _ANYWHERE else host
    where = f"[{name}]" if ":" in name else name
    return f"http://{where}:{port}" + (f"/?token={token}" if token else "")


def content_policy(host: str, nonce: str) -> str:
    """What a page may load and run: its own scripts, from this server, and nothing from anywhere else.

    Four exceptions, each needed by the toolkit: `unsafe-eval`, since it compiles its page's template in the
    browser; `blob:`, since widgets hand over their scripts that way; inline styles, since its components
    write them; `data:` for pictures and fonts, which its style sheets carry in themselves. None of them lets
    in a script that stands in a text.

    Args:
        host: by which the browser reached the server, already checked: sockets to it are named, since not
            every browser takes them for the same origin.
        nonce: of the page's own scripts.

    Example:
        >>> "script-src 'self' 'nonce-x'" in content_policy("127.0.0.1:8765", "x")
        True
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )


@dataclass(frozen=True)
class Doors:
    """The toolkit's server behind its doors.

    Attributes:
        app: the toolkit's server.
        host: address that is listened on.
        port: that is listened on; it names the cookie, so that two workshops do not take each other's.
        token: without which no browser is let in; None where only this machine reaches the server.
    """

    app: ASGIApp
    host: str
    port: int
    token: str | None = None
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or socket, let through or refused."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        said, browser = self._foreign(headers), self._browser(headers)
        if scope["type"] == "websocket":
            return await (self.app if browser and not said else _shut)(_as(scope, browser), receive, send)
        if said:
            return await PlainTextResponse(said, 403)(scope, receive, send)
        guarded = self._guarded(send, headers["host"].lower(), browser)
        await self._answer(scope, browser)(scope, receive, guarded)

    def _answer(self, scope: Scope, browser: str | None) -> ASGIApp:
        """What answers a request; whether the server is ready may be asked by anybody."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if self.token and any(name == "token" and self._is_token(value) for name, value in query):
            rest = urlencode([pair for pair in query if pair[0] != "token"])
            return self._welcome(scope["path"], rest, browser)
        if self.token and browser is None and scope["path"] != "/readyz":
            return HTMLResponse(_ASK, 403)
        return partial(_let_in, self.app, browser)

    def _welcome(self, path: str, query: str, browser: str | None) -> Response:
        """The token is exchanged for a cookie, and leaves the address."""
        to = "/" + quote(path.lstrip("/")) + (f"?{query}" if query else "")
        kept = {"Set-Cookie": self._cookie(browser), "Cache-Control": "no-store"}
        return HTMLResponse(_WELCOME.format(escape(to)), headers=kept)

    def _guarded(self, send: Send, host: str, browser: str | None) -> Send:
        """What every answer carries, and our cookie in place of the toolkit's."""
        nonce = secrets.token_urlsafe(16)
        NONCE.set(nonce)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if any(each.startswith(INNER_COOKIE) for each in headers.getlist("set-cookie")):
                    headers["set-cookie"] = self._cookie(browser)  # in place of all there are
                headers["content-security-policy"] = content_policy(host, nonce)
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["referrer-policy"] = "same-origin"
                headers["x-content-type-options"] = "nosniff"
            await send(message)

        return guarded

    def _foreign(self, headers: Headers) -> str | None:
        """Why a request is another site's, or None."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._is_ours(hosts[0].lower()):
            return "The workshop is not known by this name: open the address that its server printed.\n"
        if any(origin.lower() not in _origins(hosts[0].lower()) for origin in origins):
            return "Another site's page may not ask the workshop for anything.\n"
        return None

    def _is_ours(self, host: str) -> bool:
        """Whether a name and port lead here by themselves: no site can make a number its name."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match[1].strip("[]")
        if name in LOOPBACK or name == self.host.lower():
            return True
        return not is_loopback(self.host) and (name in _machine_names() or _is_number(name))

    def _is_token(self, word: str) -> bool:
        return hmac.compare_digest(word.encode(), (self.token or "").encode())

    def _name(self) -> str:
        return f"payscape-{self.port}"

    def _cookie(self, browser: str | None) -> str:
        """A browser's cookie: who it is, until when, and our mark on both."""
        who = f"{browser or secrets.token_urlsafe(16)}.{int(time.time()) + LASTS}"
        return f"{self._name()}={who}.{self._mark(who)}; Max-Age={LASTS}; Path=/; HttpOnly; SameSite=Strict"

    def _browser(self, headers: Headers) -> str | None:
        """The browser that a cookie of ours names, while it lasts."""
        pairs = [part.strip().partition("=") for part in headers.get("cookie", "").split(";")]
        value = next((value for name, _, value in pairs if name == self._name()), "")
        who, _, mark = value.rpartition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(who).encode()):
            return None
        browser, _, until = who.rpartition(".")
        return browser if int(until) > time.time() else None

    def _mark(self, who: str) -> str:
        return hmac.digest(self._key, who.encode(), "sha256").hex()


def _as(scope: Scope, browser: str | None) -> Scope:
    """A request as the toolkit is to see it: from this browser, and with no other cookie."""
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    own = [(b"cookie", f"{INNER_COOKIE}={browser}".encode())] if browser else []
    return {**scope, "headers": [*others, *own]}


async def _let_in(app: ASGIApp, browser: str | None, scope: Scope, receive: Receive, send: Send) -> None:
    await app(_as(scope, browser), receive, send)


async def _shut(_: Scope, receive: Receive, send: Send) -> None:
    """A socket that is not opened: its side sees a 403."""
    await receive()
    await send({"type": "websocket.close", "code": 1008, "reason": ""})


def _origins(host: str) -> tuple[str, str]:
    return f"http://{host}", f"https://{host}"


@cache
def _machine_names() -> frozenset[str]:
    own = socket.gethostname().lower()
    return frozenset({own, f"{own}.local", socket.getfqdn().lower()})


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

"""What stands before every page and socket: which names this server answers to, from where a page may speak to it,
and the headers every answer carries.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import Any

Hosts = Callable[[str], bool]

HEADERS = (
    (b"x-content-type-options", b"nosniff"), (b"x-frame-options", b"DENY"), (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"), (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


_HOST = re.compile(r"(?:\[([0-9a-f:.%\w]+)\]|([\w.-]+))(?::\d{1,5})?", re.ASCII)


def split_host(host: str) -> str:
    """The name or address of a Host header, without the port and in small letters; "" for anything else."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found[1] or found[2]) if found else ""


def on_the_network(host: str) -> bool:
    """Names the student pages answer to: any address, this computer's own name.

    A page elsewhere that had its name pointed here (DNS rebinding) always comes with that name.
    """
    name = split_host(host)
    own = socket.gethostname().lower()
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name in ("localhost", own, f"{own.partition('.')[0]}.local")
    return True


def at_home(port: int) -> Hosts:
    """Names the console answers to: this computer, to itself, at its own port."""
    return lambda host: host.strip().lower() in (f"127.0.0.1:{port}", f"localhost:{port}")


def policy(host: str, scheme: str = "http") -> bytes:
    """What a page may load: only what this server sends. No inline script, no other origin, no frame around it.

    The socket's address is spelled out for browsers to which 'self' means pages alone.
    """
    wire = "wss" if scheme == "https" else "ws"
    return (f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
            f"{wire}://{host}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            ).encode("latin-1", "replace")


class Guard:
    """Around an application: refuses wrong hosts (421) and sockets of other origins (403), and adds the headers.

    `turned_away` is told of each refusal, by the name of what was wrong.
    """

    def __init__(self, app: Any, hosts: Hosts, turned_away: Callable[[str], None],
                 scheme: str = "http") -> None:
        self.app, self.hosts, self.turned_away, self.scheme = app, hosts, turned_away, scheme

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request or socket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin", "")
        home = f"{self.scheme}://{host}"
        fine = self.hosts(host) and (origin == home if scope["type"] == "websocket" or origin else True)
        if not fine:
            self.turned_away("origin" if self.hosts(host) else "host")
        if scope["type"] == "websocket":
            if fine:
                await self.app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        if not fine:
            status = 403 if self.hosts(host) else 421
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"refused\n"})
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                extra = [*HEADERS, (b"content-security-policy", policy(host, self.scheme))]
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        await self.app(scope, receive, guarded)

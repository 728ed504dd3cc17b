"""The student page with a certificate: encrypted, by the name it is for, and the console as before."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import ssl
from pathlib import Path
from typing import Any

import pytest

from negotiation.cli import run as program

with contextlib.suppress(ImportError):
    import trustme
    from school import School, hear
    from websockets.asyncio.client import connect
    from websockets.exceptions import InvalidStatus

    from negotiation.classroom.network import Site
    from negotiation.classroom.serve import serve

pytestmark = pytest.mark.needs("certificate")

NAME = "lesson.test"


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, Path, ssl.SSLContext]:
    """A certificate, its key, and whom a browser trusts that believes it."""
    authority = trustme.CA()
    own = authority.issue_cert(NAME, "127.0.0.1")
    paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
    own.cert_chain_pems[0].write_to_path(paths[0])
    own.private_key_pem.write_to_path(paths[1])
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    return (*paths, trust)


def test_a_lesson_is_encrypted_and_answers_to_the_name_of_its_certificate(tmp_path: Path, papers):
    certificate, key, trust = papers

    async def lesson() -> None:
        found: list[School] = []
        task = asyncio.create_task(serve(
            tmp_path / "rooms", "127.0.0.1", 0, lambda c, p, hall: found.append(School(c, p, hall)),
            site=Site(certificate, key, NAME)))
        while not found:
            await asyncio.sleep(0.01)
        here = found[0]
        try:
            code = await here.code()
            hall = here.hall
            assert here.projector.startswith(f"https://{NAME}:{here.port}/screen")
            assert hall.addresses[0] == hall.address == NAME and here.console.startswith("http://127.0.0.1:")
            for host in (NAME, "127.0.0.1"):
                async with wire(here.port, host, trust) as socket:
                    await socket.send(json.dumps({"v": 1, "type": "join", "code": code, "language": "es"}))
                    assert (await hear(socket, "welcome", "refused"))["type"] == "welcome"
            for host, origin in (("other.test", "https://other.test"), (NAME, f"http://{NAME}:{here.port}")):
                with pytest.raises(InvalidStatus):
                    await wire(here.port, host, trust, origin)
            reader, writer = await asyncio.open_connection("127.0.0.1", here.port, ssl=trust, server_hostname=NAME)
            writer.write(f"GET / HTTP/1.1\r\nHost: {NAME}:{here.port}\r\nConnection: close\r\n\r\n".encode())
            page = (await reader.read()).decode()
            assert "200 OK" in page and f"wss://{NAME}:{here.port}" in page
            assert "ws://" not in page.replace("wss://", "")
            writer.close()
            heard, plain = await asyncio.open_connection("127.0.0.1", here.port)
            plain.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert b"200" not in await heard.read(), "nothing is told in the clear"
            plain.close()
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            await task

    async def whole() -> None:
        async with asyncio.timeout(60):
            await lesson()

    asyncio.run(whole())


def wire(port: int, host: str, trust: ssl.SSLContext, origin: str = "") -> Any:
    """A socket to a name, with the origin its page has."""
    return connect(f"wss://{host}:{port}/ws", host="127.0.0.1", ssl=trust, proxy=None,
                   server_hostname=host if host != "other.test" else NAME,
                   origin=origin or f"https://{host}:{port}")  # type: ignore[arg-type]


def test_a_certificate_that_cannot_be_used_is_said_before_anything_opens(tmp_path: Path, papers, capsys):
    certificate, key, _ = papers
    text = tmp_path / "text.pem"
    text.write_text("no certificate")
    for words, said in (([str(certificate), str(tmp_path / "none")], "No such file"), ([str(text), str(key)], "PEM"),
                        ([str(key), str(certificate)], "PEM")):
        assert program(["classroom", "--tls", *words, "--no-browser", "--lang", "en"]) == 2
        error = capsys.readouterr().err
        assert said in error and error.startswith("--tls: ") and len(error.splitlines()) == 1
    assert program(["classroom", "--name", NAME, "--no-browser", "--lang", "en"]) == 2
    assert "--tls CERT KEY" in capsys.readouterr().err

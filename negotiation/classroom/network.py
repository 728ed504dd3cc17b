"""This computer's addresses that a room can reach, the likeliest first, and a QR code of one. Nothing is sent out."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

# Adapters no phone in the room can reach.
_NOT_OURS = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "wg", "tailscale", "zt", "wsl")
_GET_ADDRESS = 0x8915                      # SIOCGIFADDR of Linux
_ORDER = ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")


def addresses() -> list[str]:
    """This computer's own addresses that others in the room may reach, the likeliest first."""
    found: dict[str, None] = dict.fromkeys(_adapters())
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect((far, 9))         # chooses the way out; a datagram socket sends nothing yet
            found[str(line.getsockname()[0])] = None
    with contextlib.suppress(OSError):
        found |= dict.fromkeys(socket.gethostbyname_ex(socket.gethostname())[2])
    return sorted((a for a in found if _reachable(a)), key=_rank)


def _adapters() -> list[str]:
    """Addresses by adapter, where the system tells them (Linux)."""
    if not sys.platform.startswith("linux"):
        return []
    import fcntl

    out = []
    for _, name in socket.if_nameindex():
        if name.startswith(_NOT_OURS):
            continue
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            asked = struct.pack("256s", name[:15].encode())
            out.append(socket.inet_ntoa(fcntl.ioctl(line.fileno(), _GET_ADDRESS, asked)[20:24]))
    return out


def _reachable(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)


def _rank(text: str) -> tuple[int, str]:
    address = ipaddress.ip_address(text.partition("%")[0])
    for n, net in enumerate(_ORDER):
        if address.version == 4 and address in ipaddress.ip_network(net):
            return n, text
    return len(_ORDER) + (address.version == 6), text


@dataclass(frozen=True)
class Site:
    """How students reach this computer: over plain HTTP, or with a certificate and its key, by the name it is for."""

    certificate: Path | None = None
    key: Path | None = None
    name: str = ""                         # students type it in the place of an address

    @property
    def scheme(self) -> str:
        """Of the addresses of the student page."""
        return "https" if self.certificate else "http"

    def here(self, port: int) -> str:
        """The student page as this computer itself opens it."""
        return f"{self.scheme}://{self.name or '127.0.0.1'}:{port}"


def link(address: str, port: int, code: str, scheme: str = "http") -> str:
    """The address students type or scan."""
    host = f"[{address}]" if ":" in address else address
    return f"{scheme}://{host}:{port}/?c={code}"


def qr_rows(text: str) -> list[str]:
    """A QR code as rows of 0 and 1; the page draws them."""
    import segno

    return ["".join(str(int(bit)) for bit in row) for row in segno.make(text, error="m", micro=False).matrix]

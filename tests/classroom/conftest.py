"""Codes to come back with cost little here; that they are hashed at all is tested where it matters."""

from __future__ import annotations

import pytest

from negotiation.classroom import codes


@pytest.fixture(autouse=True)
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "WORK", 2)

"""The notebook about studies runs from top to bottom."""

from __future__ import annotations

import os

import pytest
from documents import ROOT

pytestmark = [pytest.mark.needs("study"), pytest.mark.needs("notebook")]
NOTEBOOK = ROOT / "docs" / "studies" / "notebook.ipynb"


def test_every_cell_of_the_notebook_runs(tmp_path, monkeypatch):
    import nbclient
    import nbformat
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    book = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells)             # kept without outputs
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    told = [str(out) for cell in book.cells for out in cell.get("outputs", ())]
    assert any("done=48" in out for out in told) and any("report.html" in out for out in told)
    assert any("state.trust.mexico.canada" in out and "pairs" in out for out in told)
    assert list(tmp_path.rglob("report.html"))

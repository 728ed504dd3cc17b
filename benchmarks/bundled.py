"""The classroom on a computer without internet: a bundle is made, moved, started with no index, and its page is read.

`python -m benchmarks.bundled` (`make bundled`). Exit status 0 if the student page comes from the copy; about a minute.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

NOWHERE = "http://127.0.0.1:9/"            # an index that does not answer: whoever asks it fails


def main() -> int:
    """Make, move, start, read, stop."""
    with tempfile.TemporaryDirectory() as place:
        made, moved = Path(place) / "made", Path(place) / "another computer"
        subprocess.run([sys.executable, "-m", "negotiation", "classroom", "bundle", str(made)], check=True)
        shutil.move(made, moved)
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
        server = subprocess.Popen(
            ["sh", str(moved / "start.sh"), "--plan", "civics", "--port", "0", "--no-browser", "--data", "rooms",
             "--lang", "en"], cwd=place, text=True, stdout=subprocess.PIPE,
            env={**clean, "PIP_INDEX_URL": NOWHERE, "HOME": place})
        try:
            assert server.stdout is not None
            lines = [server.stdout.readline() for _ in range(2)]
            found = re.search(r"http://127\.0\.0\.1:\d+/", lines[1])
            if not found:
                print("the server did not start:", *lines)
                return 1
            with urllib.request.urlopen(found[0], timeout=20) as answer:
                page = answer.read().decode()
            with urllib.request.urlopen(f"{found[0]}words/fr.json", timeout=20) as answer:
                words = len(answer.read())
            print(f"the student page came from the bundle: {len(page)} bytes, {words} bytes of French")
            return 0 if "/student.js" in page and words > 1000 else 1
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


if __name__ == "__main__":
    sys.exit(main())

"""An environment of its own for the peers: the project as a user installs it, and each peer that can be installed."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
PLACE = HERE / ".peers"


def make() -> tuple[Path, list[str]]:
    """Make it anew where needed, bring it up to date; gives its Python, and what did not install and why."""
    python = PLACE / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(PLACE, with_pip=True)
        (PLACE / ".gitignore").write_text("*\n", encoding="utf-8")
    failed = _install(python, "--force-reinstall", "--no-deps", str(HERE.parent)) or _install(python, str(HERE.parent))
    if failed:
        raise SystemExit(f"the project itself did not install: {failed}")
    told = []
    for peer in (HERE / "peers.txt").read_text(encoding="utf-8").split():
        if failed := _install(python, peer):
            told.append(f"{peer}: not installable here: {failed}")
    return python, told


def _install(python: Path, *words: str) -> str | None:
    """Why an install failed, in one line; None where it did not."""
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", *words], capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [
        "pip failed and did not say why"
    ]
    return lines[-1].removeprefix("ERROR: ") if done.returncode else None

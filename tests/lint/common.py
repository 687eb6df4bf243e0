# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint tests share: the files that git tracks, and one way to report."""
import os
import subprocess
import sys

ROOT = os.environ.get("WEIR_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def tracked(*suffixes):
    """Paths below the root that git tracks (or would add), with one of the suffixes."""
    listing = subprocess.run(
        ["git", "-C", ROOT, "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    return [path for path in listing if path.endswith(suffixes) and os.path.exists(os.path.join(ROOT, path))]


def lines(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def finish(problems, checked):
    for problem in problems:
        print(problem)
    if not checked:
        print("nothing was checked: git lists no files")
        sys.exit(1)
    print(f"{checked} files checked, {len(problems)} problems")
    sys.exit(1 if problems else 0)

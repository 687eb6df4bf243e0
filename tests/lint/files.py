# SPDX-License-Identifier: GPL-3.0-or-later
"""What every source file keeps: a licence line, a bounded length, no message boxes, no unfinished words."""
import re

from common import finish, lines, tracked

MAX_SOURCE = 600
MAX_HEADER = 250
# Tables of facts, where splitting would only scatter one list.
LONGER = {}

problems = []
files = tracked(".h", ".cpp", ".py", ".sh", ".cmake", "CMakeLists.txt")
unfinished = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b|coming soon|not yet implemented")
for path in files:
    content = lines(path)
    if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in content[:3]):
        problems.append(f"{path}:1: no SPDX line on top")
    in_product = path.startswith(("app/", "backend/", "metrics/", "widgets/"))
    limit = MAX_HEADER if path.endswith(".h") else MAX_SOURCE
    if in_product and path.endswith((".h", ".cpp")) and len(content) > LONGER.get(path, limit):
        problems.append(f"{path}: {len(content)} lines; which idea in it wants a file of its own?")
    for number, line in enumerate(content, 1):
        if in_product and unfinished.search(line):
            problems.append(f"{path}:{number}: unfinished: {line.strip()}")
        if in_product and "QMessageBox" in line:
            problems.append(f"{path}:{number}: a message box; use widgets/dialogs")
        if path.endswith((".h", ".cpp")) and re.search(r"std::(ranges::)?views::|#include <format>", line):
            problems.append(f"{path}:{number}: clang 14 cannot read this on libstdc++ 12")
    if path.endswith(".h") and not any(line.strip() == "#pragma once" for line in content):
        problems.append(f"{path}: no #pragma once")
finish(problems, len(files))

# SPDX-License-Identifier: GPL-3.0-or-later
"""The ladder of the design, read from the include lines: which folder may include which, and which may see Qt."""
import re

from common import finish, lines, tracked

# A folder, and the folders of ours that it may include besides itself.
LADDER = {
    "backend/base": [],
    "backend/model": ["backend/base"],
    "backend/api": ["backend/model", "backend/base"],
    "backend/wire": ["backend/base"],
    "backend/decode": ["backend/base"],
    "backend/net": ["backend/wire", "backend/base"],
    "backend/sandbox": ["backend/wire", "backend/net", "backend/decode", "backend/base"],
    "backend/control": ["backend/api", "backend/model", "backend/base"],
    "backend/store": ["backend/api", "backend/model", "backend/base"],
    "backend/query": ["backend/decode", "backend/store", "backend/api", "backend/model", "backend/base"],
    "backend/rest": ["backend/api", "backend/model", "backend/base"],
    "backend/kafka": ["backend/wire", "backend/net", "backend/decode", "backend/query", "backend/api", "backend/model", "backend/base"],
    "metrics": ["backend/api", "backend/model", "backend/base"],
    "widgets": ["metrics", "backend/api", "backend/model", "backend/decode", "backend/base"],
}
QT_FREE = ["backend/base", "backend/wire", "backend/net", "backend/decode", "backend/sandbox"]
GUI = re.compile(r"^(Qt(Gui|Widgets|Svg|PrintSupport)/|Q(Widget|Pixmap|Icon|Color|Painter|Font|Palette|Gui|Style|Image)|qcustomplot)")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def layer_of(path):
    for folder in LADDER:
        if path.startswith(folder + "/"):
            return folder
    return None


problems = []
files = [path for path in tracked(".h", ".cpp") if path.startswith(("backend/", "metrics/", "widgets/", "app/"))]
for path in files:
    layer = layer_of(path)
    for number, line in enumerate(lines(path), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = match.group(1)
        where = f"{path}:{number}: "
        other = layer_of(target)
        if layer and other and other != layer and other not in LADDER[layer]:
            problems.append(f"{where}{layer} must not include {target}")
        if layer and target.startswith("app/"):
            problems.append(f"{where}only app may include app")
        if other == "widgets" and path.startswith("app/") and not path.startswith("app/weir/"):
            problems.append(f"{where}only app/weir includes widgets")
        if layer in QT_FREE and re.match(r"^(Qt|Q[A-Z])", target):
            problems.append(f"{where}{layer} is Qt-free")
        if layer != "widgets" and not path.startswith("app/weir/") and GUI.match(target):
            problems.append(f"{where}GUI header below the widgets floor: {target}")
        if target.startswith("librdkafka/") and not (path.startswith("backend/kafka/") and path.endswith(".cpp")):
            problems.append(f"{where}librdkafka is seen by backend/kafka/*.cpp only")
        if target == "sqlite3.h" and not path.startswith(("backend/store/", "backend/query/")):
            problems.append(f"{where}SQLite is seen by backend/store and backend/query only")
        if layer == "widgets" and re.match(r"^(QTcp|QUdp|QNetwork|QThread\b|QSql|boost/|sqlite3)", target):
            problems.append(f"{where}widgets never see a socket, a database or a thread: {target}")
finish(problems, len(files))

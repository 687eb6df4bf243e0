# SPDX-License-Identifier: GPL-3.0-or-later
"""The Korean is complete: every string that lupdate finds is in weir_ko.ts, translated."""
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from common import ROOT, finish

TS = os.path.join(ROOT, "resources", "translations", "weir_ko.ts")
if not os.path.exists(TS):
    print("resources/translations/weir_ko.ts is missing")
    sys.exit(1)


def messages(path):
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            yield name, message


def finished(message):
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        return False
    forms = translation.findall("numerusform")
    texts = [form.text for form in forms] if forms else [translation.text]
    return all(texts) and len(texts) > 0


lupdate = next((p for p in ("/usr/lib/qt6/bin/lupdate", "/usr/bin/lupdate6", "/usr/bin/lupdate") if os.path.exists(p)), None)
if lupdate is None:
    print("lupdate is not installed (qt6-l10n-tools)")
    sys.exit(77)

with tempfile.TemporaryDirectory() as scratch:
    fresh = os.path.join(scratch, "fresh.ts")
    with open(TS, "rb") as source, open(fresh, "wb") as copy:
        copy.write(source.read())
    subprocess.run([lupdate, "-no-obsolete", "-locations", "none", "-silent",
                    os.path.join(ROOT, "widgets"), os.path.join(ROOT, "app", "weir"),
                    os.path.join(ROOT, "backend", "sandbox", "metadata"), "-ts", fresh], check=True, stderr=subprocess.DEVNULL)  # its complaints of namespaces are harmless
    problems = []
    count = 0
    for context, message in messages(fresh):
        count += 1
        if not finished(message):
            problems.append(f"not translated: {context}: {message.findtext('source')!r}")
finish(problems, count)

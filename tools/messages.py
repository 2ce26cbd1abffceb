"""Writes the catalogue of a language anew, in the order of the English one, with the English text beside each message:

    python tools/messages.py zh_Hans [FILE.po ...]

Messages of the FILES (id and text) are put in, marked as made from the English of today; those that stand there already keep
their marks and flags, so that what has become stale shows. `--machine`: the new ones were read by nobody yet.
"""

import sys
from pathlib import Path

from babel.messages.pofile import escape, read_po

from exequatur.language.status import MACHINE, mark
from exequatur.law.compiling.names import CATALOGUES
from exequatur.law.load import book

HEAD = """# {language} messages of exequatur: ids to sentences, the English text above each.
# Copyright (C) 2026 the exequatur contributors
# This file is distributed under the same licence as exequatur.
#
# Written by tools/messages.py; edit only the lines msgstr. `english: …` marks the English text that a message was made from:
# where that has changed, the message is stale (`exequatur messages status`). The flag `machine`: nobody has read it yet.
msgid ""
msgstr ""
"Project-Id-Version: exequatur\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def main(language: str, *files: str) -> None:
    fresh, flags = {}, ["machine"] if "--machine" in files else []
    for name in files:
        if name != "--machine":
            with Path(name).open("rb") as stream:
                fresh |= {str(one.id): str(one.string) for one in read_po(stream) if one.id and one.string}
    path = CATALOGUES / f"{language}.po"
    before = {}
    if path.exists():
        with path.open("rb") as stream:
            before = {str(one.id): one for one in read_po(stream) if one.id and one.string}
    messages = book().messages
    lines, count = [HEAD.format(language=language)], 0
    for id, english in messages.items():
        old = before.get(id)
        text = fresh.get(id) or (str(old.string) if old else "")
        if not text:
            continue
        count += 1
        kept = id not in fresh and old
        comments = old.user_comments if kept else [mark(english)]
        flagged = MACHINE in old.flags if kept else bool(flags)
        lines += [f"#. {english}", *(f"# {comment}" for comment in comments), *([f"#, {MACHINE}"] if flagged else [])]
        lines += [f'msgid "{id}"', f"msgstr {escape(text)}", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    print(f"{path}: {count} messages of {len(messages)}")
    unknown = sorted(set(fresh) - set(messages))
    if unknown:
        print("no English message for", ", ".join(unknown[:20]))


if __name__ == "__main__":
    main(*sys.argv[1:])

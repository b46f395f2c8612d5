"""Which source files can be read as one text: for the build (TIRKEU_JOINED) and for clang-tidy.

joining.py FILE…   prints "number file" for every file; files of one number make one text
"""
import pathlib
import re
import sys

TOGETHER = 12


def outer_names(text):
    """Names that would collide if two files were one: what starts at the left margin and belongs to no class."""
    names = set(re.findall(r"^#define (\w+)", text, re.M))
    for line in text.splitlines():
        if not re.match(r"[A-Za-z\[]", line) or line.startswith(("namespace", "using namespace")):
            continue
        if found := re.match(r"(?:template ?<.*?> ?)?(?:struct|class|enum class|enum|union)\s+(\w+)", line):
            names.add(found[1])
        elif found := re.match(r"using (\w+) =|Q_LOGGING_CATEGORY\((\w+)", line):
            names.add(found[1] or found[2])
        elif found := re.search(r"([\w:~]+)\s*(?:\(|\{|=|;|\[)", line):
            if "::" not in found[1] and not re.fullmatch(r"[A-Z_]+|main|LLVMFuzzerTestOneInput", found[1]):
                names.add(found[1]) # a function too: what it takes may be told apart for its own file only
    return names


def header_names(source, text):
    """Those of the room's own headers that a file includes: another file may have the same for itself."""
    names = set()
    for header in re.findall(r'^#include "([^"]+)"', text, re.M):
        if (near := pathlib.Path(source).parent / header).exists():
            names |= outer_names(near.read_text())
    return names


def opened(text):
    """Namespaces a file opens for itself: beside a file that opens others its words could mean two things."""
    return set(re.findall(r"^using namespace ([\w:]+);", text, re.M))


def groups(sources, texts, room=lambda source: "", definitions=lambda source: {}):
    """Files of one room that neither collide nor want different definitions."""
    open_groups = []
    for source in sources:
        names, defined = outer_names(texts[source]), definitions(source)
        brought, opens = header_names(source, texts[source]), opened(texts[source])
        for group in open_groups:
            if (group["room"] == room(source) and group["opened"] == opens and len(group["files"]) < TOGETHER
                    and not names & (group["names"] | group["brought"]) and not brought & group["names"]
                    and all(group["defined"].get(key, value) == value for key, value in defined.items())):
                break
        else:
            group = {"room": room(source), "opened": opens, "files": [], "names": set(), "brought": set(), "defined": {}}
            open_groups.append(group)
        group["files"].append(source)
        group["names"] |= names
        group["brought"] |= brought
        group["defined"] |= defined
    return [group["files"] for group in open_groups]


if __name__ == "__main__":
    texts = {source: pathlib.Path(source).read_text() for source in sys.argv[1:]}
    for number, files in enumerate(groups(texts, texts)):
        for source in files:
            print(number, source)

"""Copies of a package with one thing wrong each, as somebody with another program would make them.

    changed.py PACKAGE FOLDER

Writes FOLDER/<number>.zip and prints a JSON list of [what, member]: `bit` for one bit changed in the bytes of the member,
`missing`, `added` and `swapped` for files of evidence.
"""

import json
import struct
import sys
import zipfile

package, folder = sys.argv[1:]
whole = open(package, "rb").read()
done = []


def keep(what, member, content):
    with open(f"{folder}/{len(done)}.zip", "wb") as out:
        out.write(content)
    done.append([what, member])


with zipfile.ZipFile(package) as archive:
    members = archive.infolist()
    contents = [(m.filename, m.compress_type, archive.read(m)) for m in members]
for member in members:
    name, extra = struct.unpack("<HH", whole[member.header_offset + 26:member.header_offset + 30])
    begins = member.header_offset + 30 + name + extra
    for at in {begins, begins + member.compress_size // 2, begins + member.compress_size - 1}:
        bad = bytearray(whole)
        bad[at] ^= 4
        keep("bit", member.filename, bad)


def rewritten(changed):
    path = f"{folder}/made.tmp"
    with zipfile.ZipFile(path, "w") as out:
        for name, method, content in changed:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            out.writestr(info, content)
    return open(path, "rb").read()


files = [n for n, (name, _, _) in enumerate(contents) if name.startswith("files/")]
first, second = files[0], files[1]
keep("missing", contents[first][0], rewritten(contents[:first] + contents[first + 1:]))
added = "files/" + "0" * 64 + "/added.txt"
keep("added", added, rewritten(contents + [(added, 0, b"nobody signed this")]))
swapped = list(contents)
swapped[first] = (contents[first][0], contents[first][1], contents[second][2])
keep("swapped", contents[first][0], rewritten(swapped))
json.dump(done, sys.stdout)

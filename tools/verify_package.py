#!/usr/bin/env python3
"""Checks a Tickmark audit package without Tickmark; written from docs/formats/package.md and ledger.md.

    verify_package.py PACKAGE [--key VERIFIER_KEY] [--json]

Exit code 0: intact. 1: not intact, every fault is printed with the member that it is about. 2: it could not be checked.
Python 3.9 or later and nothing else: Ed25519 (RFC 8032) stands at the end of this file.
"""

import argparse
import base64
import hashlib
import json
import os
import re
import struct
import sys
import unicodedata
import zlib
from datetime import datetime

MANIFEST, SIGNATURE, CHECKPOINT, KEY = "manifest.json", "manifest.sig", "checkpoint", "ledger.pub"
ENTRIES, INDEX, SPREADSHEET, ARCHIVE, FORMAT = (
    "ledger/entries.jsonl", "index.html", "index.xlsx", "(archive)", "tickmark-package/1")
MAX_MEMBERS, MAX_TOTAL, MAX_MANIFEST, MAX_NOTE, MAX_KEY = 200_000, 64 << 30, 128 << 20, 64 << 10, 1024
MAX_INDEX, MAX_DEFLATED, MAX_ENTRIES, MAX_PROOF, MAX_COMMITS = 256 << 20, 2 << 30, 1_000_000, 64, 1_000
MAX_TEXT, MAX_MISSING, MAX_FAULTS, MAX_DIRECTORY = 1_000, 10_000, 1_000, (200_000 + 2) * 400
OF_FORM, MAX_ALIKE = ("directory", "header", "order", "packing"), 5
MAX_LEAF, MAX_PAYLOAD, MAX_INTEGER, MAX_DEPTH = 64 * 1024, 16 * 1024 * 1024, 2**53 - 1, 64
MAX_LINE = (MAX_LEAF + MAX_PAYLOAD) // 3 * 4 + MAX_PROOF * 48 + 4096
FULL, CHUNK = 0xFFFFFFFF, 1 << 17
HEX = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z", re.ASCII)
LOG = re.compile(r'[!#-*,-\[\]-~]{1,128}\Z')  # visible ASCII without " + \
KIND = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
FILE = re.compile(r"files/([0-9a-f]{64})/(?!\.)[A-Za-z0-9._-]{1,120}\Z")


class NoPackage(Exception):
    """Neither beginning nor end is that of a ZIP archive."""


class Bad(Exception):
    """A note, a key or a checkpoint is not what it should be."""


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text):
    """Base64 with padding, in its only right spelling."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 with stray bits")
    return data


def shown(name):
    """A name out of an archive, harmless to a terminal."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02x}" for byte in name[:255])


# Canonical JSON: RFC 8785 with neither floats nor null.

def no_doubles(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member twice")
    return members


def refuse(text):
    raise ValueError(f"the number {text}")


def write(value, depth=0):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) <= MAX_INTEGER:
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if depth < MAX_DEPTH and isinstance(value, list):
        return "[" + ",".join(write(item, depth + 1) for item in value) + "]"
    if depth < MAX_DEPTH and isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(write(key) + ":" + write(value[key], depth + 1) for key in keys) + "}"
    raise ValueError("null, an integer too big, or nested too deep")


def canonical(data):
    """The value, if these bytes are the one way to write it."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=no_doubles, parse_float=refuse, parse_constant=refuse)
        if write(value).encode("utf-8") == data:
            return value
    except RecursionError:
        pass
    raise ValueError("not canonical JSON")


# Signed notes: C2SP signed-note and tlog-checkpoint.

def read_key(text):
    """Name, key id and public key of a verifier key."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not parts[0] or has_space(parts[0]):
        raise Bad("not a verifier key")
    public = unbase64(parts[2])
    if public[:1] != b"\1" or len(public) != 33 or sha(parts[0].encode(), b"\n", public)[:4].hex() != parts[1]:
        raise Bad("not a verifier key")
    if is_weak(unpack_point(public[1:])):
        raise Bad("a key for which anyone can sign")
    return parts[0], parts[1], public[1:]


def has_space(text):
    return any(character.isspace() or unicodedata.category(character) == "Cc" for character in text)


def open_note(note, key):
    """The text of a note that bears a good signature of the key."""
    name, key_id, public = key
    text, split, lines = note.rpartition("\n\n")
    if not split or not lines.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f]", note):
        raise Bad("not a signed note")
    text, signed = text + "\n", False
    for line in lines[:-1].split("\n"):
        parts = re.fullmatch("\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)", line)
        signature = unbase64(parts[2]) if parts and not has_space(parts[1]) and "+" not in parts[1] else b""
        if len(signature) < 5:
            raise Bad("not a signature line")
        if parts[1] == name and signature[:4].hex() == key_id:
            if not ed25519_verify(public, signature[4:], text.encode()):
                raise Bad(f"the signature of {name} does not fit the text")
            signed = True
    if not signed:
        raise Bad(f"the note bears no signature of {name}")
    return text


def read_checkpoint(text):
    lines = (text[:-1] if text.endswith("\n") else text).split("\n")
    plain = len(lines) >= 3 and re.fullmatch("0|[1-9][0-9]*", lines[1], re.ASCII) and int(lines[1]) < 2**64
    if not plain or "" in lines or len(unbase64(lines[2])) != 32:
        raise Bad("not a checkpoint")
    return lines[0], int(lines[1]), unbase64(lines[2])


def inclusion_holds(leaf, index, size, proof, expected):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    node, at, last = leaf, index, size - 1
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = sha(b"\1", step, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = sha(b"\1", node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == expected


# The archive.

class Record:
    """A record of the central directory, and where the content is."""

    def __init__(self, raw, name, extra):
        self.raw, self.name, self.data = raw, name, None
        self.flags, self.method, self.crc = struct.unpack_from("<HH4xI", raw, 8)
        self.packed, self.size = struct.unpack_from("<II", raw, 20)
        (self.offset,) = struct.unpack_from("<I", raw, 42)
        if len(extra) >= 4 and struct.unpack_from("<HH", extra) == (1, len(extra) - 4):
            far = [number for (number,) in struct.iter_unpack("<Q", extra[4:4 + (len(extra) - 4) // 8 * 8])]
            for field in ("size", "packed", "offset"):
                if getattr(self, field) == FULL and far:
                    setattr(self, field, far.pop(0))

    def claim(self):
        return self.size if self.method == 8 else self.packed


def headers(name, method, crc, packed, size, offset):
    """Local header and central record, in the one spelling that the format has."""
    big = packed >= FULL or size >= FULL

    def shared(numbers):
        small = (FULL, FULL) if big else (packed, size)
        extra = struct.pack("<HH", 1, 8 * len(numbers)) + struct.pack(f"<{len(numbers)}Q", *numbers) if numbers else b""
        version = 45 if numbers else 20
        head = struct.pack("<HHHHHIIIHH", version, 0, method, 0, 0x21, crc, *small, len(name), len(extra))
        return version, head, extra

    _, head, extra = shared([size, packed] if big else [])
    local = b"PK\3\4" + head + name + extra
    version, head, extra = shared(([size, packed] if big else []) + ([offset] if offset >= FULL else []))
    central = b"PK\1\2" + struct.pack("<H", version) + head + bytes(10) + struct.pack("<I", min(offset, FULL))
    return local, central + name + extra


def end_records(count, size, offset):
    big = count >= 0xFFFF or size >= FULL or offset >= FULL
    out = b""
    if big:
        out = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, offset)
        out += b"PK\6\7" + struct.pack("<IQI", 0, offset + size, 1)
    short = min(count, 0xFFFF)
    return out + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, short, short, min(size, FULL), min(offset, FULL), 0)


class Content:
    """What a member was found to hold."""

    def __init__(self):
        self.hash, self.crc, self.size, self.packed = hashlib.sha256(), 0, 0, None

    def push(self, data, give):
        self.hash.update(data)
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        if give:
            give(data)


class Check:
    """One check of one package; `faults` has (kind, member, entry or None, sentence) in order."""

    def __init__(self, file, trusted=None):
        self.file, self.trusted, self.faults, self.records, self.first = file, trusted, [], [], {}
        self.length, self.directory, self.facts = file.seek(0, os.SEEK_END), 0, {"key_from_package": False}

    def fault(self, kind, member, detail, entry=None):
        self.faults.append((kind, member, entry, str(detail)))

    def bytes(self, at, length):
        self.file.seek(at)
        data = self.file.read(length)
        return data + bytes(length - len(data))

    def run(self):
        if not self.open():
            return
        for name, most in ((MANIFEST, MAX_MANIFEST), (SIGNATURE, MAX_NOTE)):
            self.special(name, most)
        key = self.choose_key()
        data = self.fetch(MANIFEST, MAX_MANIFEST)
        if data is None:
            return
        origin = self.check_signature(key, data) if key else None
        try:
            manifest = read_manifest(data)
        except (ValueError, TypeError, AttributeError) as error:
            self.fault("manifest", MANIFEST, error)
            return
        if origin is not None and origin != f"tickmark/{manifest['log']}":
            self.fault("signature", SIGNATURE, "it is not about that log")
        self.facts.update({name: manifest[name] for name in ("kind", "title", "log", "complete", "missing")})
        self.facts["files"] = sum(member["what"] == "evidence" for member in manifest["members"])
        entries_right = self.contents(manifest)
        self.ledger(manifest, key, entries_right)

    def open(self):
        tail_at = max(self.length - 66_000, 0)
        tail = self.bytes(tail_at, self.length - tail_at)
        at = tail.rfind(b"PK\5\6", 0, max(len(tail) - 18, 0))
        if at < 0:
            if self.bytes(0, 4) != b"PK\3\4":
                raise NoPackage("this is no audit package: neither its beginning nor its end is that of a ZIP archive")
            self.fault("end", ARCHIVE, "it has no end record: it was cut off, or its end was altered")
            return False
        at += tail_at
        if at + 22 != self.length:
            self.fault("trailing", ARCHIVE, f"{self.length - at - 22} bytes follow after its end")
        count, size, offset = struct.unpack("<10xHII2x", self.bytes(at, 22))
        until = at
        if count == 0xFFFF or size == FULL or offset == FULL:
            until = at - 76
            big = self.bytes(until, 76) if until >= 0 else bytes(76)
            if big[:4] != b"PK\6\6" or big[56:60] != b"PK\6\7":
                self.fault("end", ARCHIVE, "the end record does not say where the directory is")
                return False
            count, size, offset = struct.unpack_from("<QQQ", big, 32)
        if offset + size != until or size > MAX_DIRECTORY or count > MAX_MEMBERS + 2:
            self.fault("end", ARCHIVE, "the end record does not say where the directory is")
            return False
        self.directory = offset
        if not self.read_directory(size, count):
            self.fault("directory", ARCHIVE, "the central directory cannot be read")
            return False
        if self.bytes(until, at + 22 - until) != end_records(count, size, offset):
            self.fault("end", ARCHIVE, "the end record is not the one that the format has")
        for record in self.records:
            if self.first.setdefault(record.name, record) is not record:
                self.fault("duplicate", shown(record.name), "it stands in the directory more than once")
        return True

    def read_directory(self, size, count):
        data, at = self.bytes(self.directory, size), 0
        while at < size:
            if size - at < 46 or data[at:at + 4] != b"PK\1\2" or len(self.records) == count:
                return False
            name, extra, comment = struct.unpack_from("<HHH", data, at + 28)
            length = 46 + name + extra + comment
            if size - at < length:
                return False
            raw = data[at:at + length]
            self.records.append(Record(raw, raw[46:46 + name], raw[46 + name:46 + name + extra]))
            at += length
        return len(self.records) == count

    def can_be_read(self, record, loud=True):
        """Flags, method and local header; false when the content cannot be read for one of them."""
        def fault(kind, detail):
            if loud:
                self.fault(kind, shown(record.name), detail)
            return False

        if record.flags & 0x2041:
            return fault("encrypted", "it is encrypted; nothing in a package is")
        if record.method not in (0, 8):
            return fault("method", f"compressed by method {record.method}; the format has 0 and 8")
        if record.offset + 30 > self.directory:
            return fault("header", "there is no local header where the directory says")
        fixed = self.bytes(record.offset, 30)
        data = record.offset + 30 + sum(struct.unpack_from("<HH", fixed, 26))
        if fixed[:4] != b"PK\3\4" or data + record.packed > self.directory:
            return fault("header", "there is no local header where the directory says, or it ends outside")
        record.data = data
        expected = headers(record.name, record.method, record.crc, record.packed, record.size, record.offset)[0]
        if self.bytes(record.offset, data - record.offset) != expected:
            fault("header", "its local header is not what the central directory says")
        return True

    def unpack(self, record, give=None):
        """The content, at most as many bytes as it claims; None when it cannot be unpacked to exactly those."""
        self.file.seek(record.data)
        content, left = Content(), record.packed
        packed = hashlib.sha256()
        inflater = zlib.decompressobj(-15) if record.method == 8 else None
        while left:
            data = self.file.read(min(left, CHUNK))
            if not data:
                raise OSError("the file became shorter while it was read")
            left -= len(data)
            if not inflater:
                content.push(data, give)
                continue
            packed.update(data)
            while True:
                if inflater.eof:
                    return None
                try:
                    out = inflater.decompress(data, CHUNK)
                except zlib.error:
                    return None
                if content.size + len(out) > record.size:
                    return None
                content.push(out, give)
                data = inflater.unused_data or inflater.unconsumed_tail
                if not data and (inflater.eof or len(out) < CHUNK):
                    break
        if inflater:
            if not inflater.eof or content.size != record.size:
                return None
            content.packed = {"sha256": packed.hexdigest(), "size": record.packed}
        return content

    def fetch(self, name, most):
        """The whole content of a small member, in silence, if it can be had."""
        record, parts = self.first.get(name.encode()), []
        if record is None or record.claim() > most or not self.can_be_read(record, loud=False):
            return None
        return None if self.unpack(record, parts.append) is None else b"".join(parts)

    def special(self, name, most):
        record = self.first.get(name.encode())
        if record is None:
            self.fault("missing", name, "it is not in the archive")
        elif self.can_be_read(record):
            if record.claim() > most:
                self.fault("size", name, f"{record.claim()} bytes; at most {most} are allowed")
                return
            content = self.unpack(record)
            if content is None:
                self.fault("changed", name, "it cannot be unpacked")
            elif content.packed:
                self.fault("packing", name, "it is deflated; this member is stored")
            else:
                self.check_record(record, content)

    def check_record(self, record, content):
        packed = content.packed["size"] if content.packed else content.size
        expected = headers(record.name, record.method, content.crc, packed, content.size, record.offset)[1]
        if record.raw != expected:
            self.fault("directory", shown(record.name), "its record in the central directory is not the right one")

    def choose_key(self):
        named = None
        try:
            text = (self.fetch(KEY, MAX_KEY) or b"").decode("utf-8")
            if text.endswith("\n"):
                named = (text[:-1], read_key(text[:-1]))
        except (ValueError, Bad):
            pass
        if self.trusted:
            if named is None or named[0] != self.trusted:
                self.fault("key", KEY, f"the package names another key than the trusted {self.trusted}")
            self.facts["key"] = self.trusted
            return read_key(self.trusted)
        if named is None:
            self.fault("key", KEY, "the package names no key that can be read; nothing signed was checked")
            return None
        self.facts.update(key=named[0], key_from_package=True)
        return named[1]

    def check_signature(self, key, manifest):
        note = self.fetch(SIGNATURE, MAX_NOTE)
        if note is None:
            self.fault("signature", SIGNATURE, "it cannot be read")
            return None
        try:
            note = note.decode("utf-8")
            text = open_note(note, key)
            if note[len(text) + 1:].count("\n") != 1:
                raise Bad("it bears more than one signature")
            lines = text[:-1].split("\n")
            if len(lines) != 3 or lines[0] != FORMAT:
                raise Bad(f"what is signed is not the three lines of {FORMAT}")
        except (ValueError, Bad) as error:
            self.fault("signature", SIGNATURE, error)
            return None
        if lines[2] != f"{MANIFEST} {len(manifest)} {sha(manifest).hex()}":
            self.fault("manifest", MANIFEST, f"it was altered: signed is `{lines[2]}`")
            return None
        return lines[1]

    # The members against the manifest.

    def contents(self, manifest):
        by_hash, at, entries_right = {}, 0, False
        for member in manifest["members"]:
            by_hash.setdefault(member["sha256"], member["path"])
        self.spare = sum(member["size"] for member in manifest["members"])
        for member in manifest["members"]:
            record = self.first.get(member["path"].encode())
            if record is None:
                self.fault("missing", member["path"], "it is in the manifest and not in the archive")
                continue
            right = self.member(member, record, by_hash)
            entries_right |= right and member["path"] == ENTRIES
            at = self.in_order(record, at)
        for name in (MANIFEST, SIGNATURE):
            if name.encode() in self.first:
                at = self.in_order(self.first[name.encode()], at)
        if at is not None and at != self.directory:
            self.fault("order", ARCHIVE, "the central directory does not begin where the last member ends")
        expected = [member["path"].encode() for member in manifest["members"]] + [MANIFEST.encode(), SIGNATURE.encode()]
        known, seen = set(expected), [record.name for record in self.records]
        for name in self.first:
            if name not in known:
                self.fault("added", shown(name), "it is in the archive and not in the manifest")
        if seen != expected and sorted(seen) == sorted(expected):
            self.fault("directory", ARCHIVE, "the central directory has another order than the manifest")
        return entries_right

    def in_order(self, record, at):
        if at is not None and at != record.offset:
            self.fault("order", shown(record.name), "it does not begin where the member before it in the manifest ends")
        return None if record.data is None else record.data + record.packed

    def member(self, member, record, by_hash):
        path, size, packed = member["path"], member["size"], packed_size(member)
        if not self.can_be_read(record):
            return False
        excess = max(record.claim() - size, 0) + max(record.packed - packed, 0)
        if excess > self.spare:
            self.fault("size", path, f"{record.claim()} bytes where the manifest says {size}; it was not read")
            return False
        self.spare -= excess
        content = self.unpack(record)
        found = content and content.hash.hexdigest()
        if content is None:
            self.fault("changed", path, "it cannot be unpacked")
        elif found == member["sha256"] and content.size == size:
            if content.packed == member.get("packed"):
                self.check_record(record, content)
            else:
                self.fault("packing", path, "the content is right, but it is packed otherwise than the manifest says")
            return True
        elif found != member["sha256"] and found in by_hash:
            self.fault("swapped", path, f"its content is that of `{by_hash[found]}`")
        elif content.size != size:
            self.fault("size", path, f"{content.size} bytes where the manifest says {size}")
        else:
            self.fault("changed", path, f"its SHA-256 is {found}, not {member['sha256']}")
        return False

    # The ledger.

    def ledger(self, manifest, key, entries_right):
        checkpoint = self.checkpoint(manifest, key) if key else None
        record = self.first.get(ENTRIES.encode())
        if record is None or not entries_right:
            return
        wanted = {seq for member in manifest["members"] for seq in member.get("entries", [])}
        commits, last, count, opened = {}, None, 0, 0
        for line in self.lines(record):
            try:
                if len(line) > MAX_LINE or not line.endswith(b"\n") or count >= MAX_ENTRIES:
                    raise ValueError
                entry = read_line(line)
            except (ValueError, TypeError, AttributeError):
                detail = f"line {count + 1} is no entry of the form, or beyond the limit; later ones were not read"
                self.facts.update(entries=count, opened=opened)
                self.fault("line", ENTRIES, detail)
                return
            count, opened = count + 1, opened + (entry["payload"] is not None)
            seq, own = entry["seq"], sha(b"\0", entry["leaf"])
            try:
                leaf = check_leaf(entry, manifest["log"], last)
                if not opening_holds(leaf, entry["salt"], entry["payload"]):
                    self.fault("opening", ENTRIES, "its payload is not the one that its leaf commits to", seq)
                if seq in wanted:
                    commits.setdefault(seq, {(blob["sha256"], blob["size"]) for blob in leaf.get("blobs", [])})
            except (ValueError, TypeError, AttributeError) as error:
                self.fault("entry", ENTRIES, error, seq)
            last = (seq, own)
            if checkpoint and not inclusion_holds(own, seq, checkpoint[1], entry["proof"], checkpoint[2]):
                self.fault("proof", ENTRIES, "the proof does not lead from the entry to the checkpoint", seq)
        self.facts.update(entries=count, opened=opened)
        for member in manifest["members"]:
            for seq in member.get("entries", []):
                if seq not in commits:
                    self.fault("commitment", member["path"], "the entry is not in the package, or not readable", seq)
                elif (member["sha256"], member["size"]) not in commits[seq]:
                    detail = "the entry does not commit to a file of that hash and length"
                    self.fault("commitment", member["path"], detail, seq)

    def lines(self, record):
        """The lines of a member whose content is the signed one, each with its line feed, read a part at a time."""
        self.file.seek(record.data)
        inflater = zlib.decompressobj(-15) if record.method == 8 else None
        left, rest, at = record.packed, b"", record.data
        while left:
            self.file.seek(at)
            data = self.file.read(min(left, CHUNK))
            left, at = left - len(data), at + len(data)
            *lines, rest = (rest + (inflater.decompress(data) if inflater else data)).split(b"\n")
            for line in lines:
                yield line + b"\n"
            if len(rest) > MAX_LINE:
                break
        if rest:
            yield rest

    def checkpoint(self, manifest, key):
        data = self.fetch(CHECKPOINT, MAX_NOTE)
        if data is None:
            return None
        try:
            checkpoint = read_checkpoint(open_note(data.decode("utf-8"), key))
            if checkpoint[0] != f"tickmark/{manifest['log']}":
                raise Bad(f"it is of `{shown(checkpoint[0].encode())}`, not of `tickmark/{manifest['log']}`")
        except (ValueError, Bad) as error:
            self.fault("checkpoint", CHECKPOINT, error)
            return None
        self.facts.update(checkpoint_size=checkpoint[1], checkpoint_root=checkpoint[2].hex())
        return checkpoint


# The form of manifest, lines and leaves.

def need(right, what):
    if not right:
        raise ValueError(what)


def is_count(value):
    return type(value) is int and value >= 0


def is_text(value):
    return (type(value) is str and 1 <= len(value) <= MAX_TEXT
            and not any(unicodedata.category(character) == "Cc" for character in value))


def packed_size(member):
    return member["packed"]["size"] if "packed" in member else member["size"]


def read_manifest(data):
    manifest = canonical(data)
    fields = set("complete format kind log members missing title".split())
    need(type(manifest) is dict and set(manifest) == fields, "members missing or unknown")
    need(manifest["format"] == FORMAT, "`format`")
    need(type(manifest["kind"]) is str and KIND.match(manifest["kind"]), "`kind`")
    need(type(manifest["log"]) is str and LOG.match(manifest["log"]), "`log`")
    need(is_text(manifest["title"]), "`title`")
    missing, members = manifest["missing"], manifest["members"]
    need(type(missing) is list and len(missing) <= MAX_MISSING, "`missing`")
    for item in missing:
        need(type(item) is dict and set(item) == {"what", "why"} and all(map(is_text, item.values())), "`missing`")
    need(type(manifest["complete"]) is bool and manifest["complete"] == (not missing), "`complete`")
    need(type(members) is list and 1 <= len(members) <= MAX_MEMBERS, "`members`")
    for member in members:
        check_member(member)
    need([member["path"] for member in members[:3]] == [CHECKPOINT, KEY, ENTRIES], "the first members")
    paths = {member["path"].lower() for member in members}
    need(len(paths) == len(members), "a path twice")
    need(INDEX in paths, f"there is no {INDEX}")
    total = max(sum(member["size"] for member in members), sum(packed_size(member) for member in members))
    need(total <= MAX_TOTAL, "more bytes than allowed")
    return manifest


def check_member(member):
    need(type(member) is dict and {"path", "sha256", "size", "what"} <= set(member), "a member's members")
    path, size, packed = member["path"], member["size"], member.get("packed")
    need(type(path) is str and type(member["sha256"]) is str and HEX.match(member["sha256"]), "a member's hash")
    need(is_count(size), f"{path}: size")
    if "packed" in member:
        need(type(packed) is dict and set(packed) == {"sha256", "size"} and type(packed["sha256"]) is str
             and HEX.match(packed["sha256"]) and is_count(packed["size"]), f"{path}: packed")
        need(size <= MAX_DEFLATED and packed["size"] < FULL, f"{path}: deflated and too large for it")
    what, most, deflated = {
        CHECKPOINT: ("checkpoint", MAX_NOTE, False), KEY: ("key", MAX_KEY, False),
        ENTRIES: ("entries", MAX_DEFLATED, True), INDEX: ("index", MAX_INDEX, True),
        SPREADSHEET: ("spreadsheet", MAX_INDEX, False)}.get(path, ("evidence", MAX_TOTAL, "packed" in member))
    fields = {"path", "sha256", "size", "what"} | ({"packed"} if deflated else set())
    if what == "evidence":
        fields |= {"name", "entries"}
        parts = FILE.match(path)
        need(parts and parts[1] == member["sha256"], f"{path}: no such path in this format")
    need(member["what"] == what and size <= most and set(member) == fields, f"{path}: not of the form")
    if what == "evidence":
        entries = member["entries"]
        need(is_text(member["name"]), f"{path}: name")
        need(type(entries) is list and 1 <= len(entries) <= MAX_COMMITS and all(map(is_count, entries))
             and all(low < high for low, high in zip(entries, entries[1:])), f"{path}: entries")


def read_line(line):
    entry = canonical(line[:-1])
    need(type(entry) is dict and {"leaf", "proof", "seq"} <= set(entry) <= {"leaf", "payload", "proof", "salt", "seq"},
         "members missing or unknown")
    need(is_count(entry["seq"]) and type(entry["proof"]) is list and len(entry["proof"]) <= MAX_PROOF, "seq or proof")
    texts = [*entry["proof"], *(entry[name] for name in ("leaf", "payload", "salt") if name in entry)]
    need(all(type(text) is str for text in texts), "a text that is none")
    read = {name: unbase64(entry[name]) if name in entry else None for name in ("leaf", "payload", "salt")}
    proof = [unbase64(text) for text in entry["proof"]]
    need(all(len(step) == 32 for step in proof) and (read["salt"] is None or len(read["salt"]) == 32), "32 bytes")
    return {**read, "proof": proof, "seq": entry["seq"]}


def read_leaf(data):
    """The leaf, if its form is that of the ledger format."""
    leaf = canonical(data)
    fields = set("action actor app_version log object payload_commit prev request_id seq time v".split())
    need(len(data) <= MAX_LEAF and type(leaf) is dict and set(leaf) - {"blobs"} == fields, "members missing or unknown")
    actor, thing, blobs = leaf["actor"], leaf["object"], leaf.get("blobs", [{"sha256": "0" * 64, "size": 0}])
    need(type(actor) is dict and set(actor) == {"id", "kind", "via"}, "actor")
    need(type(thing) is dict and set(thing) == {"id", "type"}, "object")
    texts = [*actor.values(), *thing.values()]
    texts += [leaf[name] for name in "action app_version log payload_commit prev request_id time".split()]
    need(all(type(text) is str for text in texts), "a text that is none")
    need(HEX.match(leaf["payload_commit"]) and HEX.match(leaf["prev"]) and type(blobs) is list and blobs, "a hash")
    for blob in blobs:
        need(type(blob) is dict and set(blob) == {"sha256", "size"} and type(blob["sha256"]) is str
             and HEX.match(blob["sha256"]) and is_count(blob["size"]), "a blob")
    need(type(leaf["v"]) is int and is_count(leaf["seq"]), "a number")
    need(TIME.match(leaf["time"]) and datetime.fromisoformat(leaf["time"][:-1]).year >= 1970, "the time")
    return leaf


def check_leaf(entry, log, last):
    leaf = read_leaf(entry["leaf"])
    need(leaf["v"] == 1 and leaf["log"] == log and leaf["seq"] == entry["seq"], "of another version, log or number")
    if last is not None:
        need(last[0] < entry["seq"], f"it stands after entry {last[0]}")
        need(last[0] + 1 != entry["seq"] or leaf["prev"] == last[1].hex(), "not chained to the entry before it")
    return leaf


def opening_holds(leaf, salt, payload):
    if salt is None and payload is None:
        return True
    if salt is None or payload is None or len(payload) > MAX_PAYLOAD:
        return False
    try:
        canonical(payload)
    except ValueError:
        return False
    return sha(b"\2", salt, payload).hex() == leaf["payload_commit"]


# Ed25519: RFC 8032, section 5.1. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z. Nothing here is secret.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(left, right):
    a, b = (left[1] - left[0]) * (right[1] - right[0]) % P, (left[1] + left[0]) * (right[1] + right[0]) % P
    c, d = 2 * left[3] * right[3] * D % P, 2 * left[2] * right[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = NEUTRAL
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def same(left, right):
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def unpack_point(data):
    """The point, or None when there is none."""
    number = int.from_bytes(data, "little")
    y, sign = (number & (2**255 - 1)) % P, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    if x & 1 != sign:
        x = -x % P
    return x, y, 1, x * y % P


def is_weak(point):
    """No point, or one of small order, for which anyone can sign."""
    return point is None or same(times(8, point), NEUTRAL)


BASE = unpack_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verify(public, signature, message):
    if len(signature) != 64:
        return False
    key, commitment = unpack_point(public), unpack_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if is_weak(key) or is_weak(commitment) or scalar >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(challenge, "little") % ORDER
    return same(times(scalar, BASE), add(commitment, times(challenge, key)))


def told(faults):
    """Lines: what is not of the archive's form first, each by itself; many of its form that say the same as one."""
    lines, alike = [], {}
    for kind, member, entry, detail in faults:
        line = f"{member}: {kind}: {'' if entry is None else f'entry {entry}: '}{detail}"
        if kind in OF_FORM:
            alike.setdefault((kind, detail), []).append((member, line))
        else:
            lines.append(line)
    for (kind, detail), all_of_them in alike.items():
        if len(all_of_them) > MAX_ALIKE:
            lines.append(f"{len(all_of_them)} members, the first {all_of_them[0][0]}: {kind}: {detail}")
        else:
            lines.extend(line for _, line in all_of_them)
    return lines


def say(check):
    facts = check.facts
    if "title" in facts:
        print(f"{facts['title']} ({facts['kind']}) of log {facts['log']}")
        print("It says that nothing is missing." if facts["complete"] else "It says that it is PARTIAL. Missing:")
        for missing in facts["missing"]:
            print(f"  {missing['what']}: {missing['why']}")
        if "checkpoint_size" in facts:
            print(f"checkpoint: {facts['checkpoint_size']} entries, root {facts['checkpoint_root']}")
        print(f"{facts['files']} files, {facts.get('entries', 0)} entries, {facts.get('opened', 0)} with payload")
    lines = told(check.faults)
    for line in lines[:MAX_FAULTS]:
        print(f"fault: {line}")
    if len(lines) > MAX_FAULTS:
        print(f"and {len(lines) - MAX_FAULTS} more faults")
    if not check.faults:
        print("Intact: every member is the one that was signed, every proof leads to the checkpoint.")
    if facts["key_from_package"]:
        print("The key was taken from the package itself: compare it with one that you hold from elsewhere:")
        print(f"  {facts['key']}")


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    words.add_argument("package")
    words.add_argument("--key", help="the verifier key that you trust, name+hash+base64")
    words.add_argument("--json", action="store_true", help="facts and faults as JSON")
    asked = words.parse_args()
    trusted = asked.key.strip() if asked.key else None
    if trusted:
        read_key(trusted)
    with open(asked.package, "rb") as file:
        check = Check(file, trusted)
        check.run()
    if asked.json:
        names = ("kind", "member", "entry", "detail")
        print(json.dumps({"facts": check.facts, "faults": [dict(zip(names, fault)) for fault in check.faults]}, indent=2))
    else:
        say(check)
    return 1 if check.faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, Bad, NoPackage) as error:
        print(f"cannot be checked: {error}", file=sys.stderr)
        sys.exit(2)

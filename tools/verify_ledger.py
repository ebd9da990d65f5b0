#!/usr/bin/env python3
"""Checks a Tickmark ledger bundle without Tickmark; written from docs/formats/ledger.md alone.

    verify_ledger.py BUNDLE [--checkpoint FILE]... [--key VERIFIER_KEY]

Exit code 0: intact. 1: not intact, the first bad entry is printed. 2: it could not be checked.
Python 3.9 or later and the package `cryptography`, for Ed25519 only.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import re
import sys
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MAX_LEAF, MAX_PAYLOAD, MAX_INTEGER, MAX_DEPTH = 64 * 1024, 16 * 1024 * 1024, 2**53 - 1, 64
MAX_LINE = (MAX_LEAF + MAX_PAYLOAD) // 3 * 4 + 4096
HEX = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z", re.ASCII)
LOG = re.compile(r'[!#-*,-\[\]-~]{1,128}\Z')  # visible ASCII without " + \


class Bad(Exception):
    """The ledger, a checkpoint or a proof is not what it should be."""


class Fault(Bad):
    """The first bad entry."""

    def __init__(self, seq, what, expected, found):
        super().__init__(f"entry {seq}: {what}: expected {expected}, found {found}")
        self.seq, self.what = seq, what


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(leaf):
    return sha(b"\0", leaf)


def node_hash(left, right):
    return sha(b"\1", left, right)


def unbase64(text):
    """Base64 with padding, in its only right spelling."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 with stray bits")
    return data


# Canonical JSON: RFC 8785 with neither floats nor null.

def no_doubles(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member twice")
    return members


def refuse(text):
    raise ValueError(f"the number {text}")


def parse(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=no_doubles, parse_float=refuse, parse_constant=refuse)


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
        value = parse(data)
        if write(value).encode("utf-8") == data:
            return value
    except RecursionError:
        pass
    raise ValueError("not canonical JSON")


# Merkle tree: RFC 9162, section 2.1.

def root(leaves):
    peaks = []
    for index, node in enumerate(leaves):
        while index & 1:
            node, index = node_hash(peaks.pop(), node), index >> 1
        peaks.append(node)
    if not peaks:
        return sha()
    node = peaks.pop()
    while peaks:
        node = node_hash(peaks.pop(), node)
    return node


# Signed notes: C2SP signed-note and tlog-checkpoint.

def open_note(note, key):
    """The text of a note that bears a good signature of the key."""
    name, key_id, public = key.strip("\n").split("+", 2)
    public = unbase64(public)
    if public[:1] != b"\1" or len(public) != 33 or sha(name.encode(), b"\n", public)[:4].hex() != key_id:
        raise Bad("not a verifier key")
    text, split, lines = note.rpartition("\n\n")
    if not split or not lines.endswith("\n") or re.search("[\x00-\x09\x0b-\x1f]", note):
        raise Bad("not a signed note")
    text, signed = text + "\n", False
    for line in lines[:-1].split("\n"):
        parts = re.fullmatch("\u2014 ([^\\s+]+) ([A-Za-z0-9+/=]+)", line)
        signature = unbase64(parts[2]) if parts else b""
        if len(signature) < 5:
            raise Bad("not a signature line")
        if parts[1] == name and signature[:4].hex() == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())
            except InvalidSignature:
                raise Bad(f"the signature of {name} does not fit the text") from None
            signed = True
    if not signed:
        raise Bad(f"the note bears no signature of {name}")
    return text


def check_checkpoint(note, key, log, leaves):
    """A signed checkpoint, of now or of earlier, must be one of this ledger."""
    lines = open_note(note, key)[:-1].split("\n")
    if len(lines) < 3 or not re.fullmatch("0|[1-9][0-9]*", lines[1], re.ASCII) or "" in lines:
        raise Bad("not a checkpoint")
    origin, size, signed = lines[0], int(lines[1]), unbase64(lines[2])
    if origin != f"tickmark/{log}":
        raise Bad(f"the checkpoint is of {origin}, not of tickmark/{log}")
    if size > len(leaves):
        raise Bad(f"the checkpoint is of {size} entries, the ledger has only {len(leaves)}: entries were cut off")
    if root(leaves[:size]) != signed:
        raise Bad(f"the first {size} entries are not those that were signed")
    return size


# The ledger.

def read_leaf(data):
    """The leaf, if its form is that of the format; the version is checked by the caller."""
    leaf = canonical(data)
    fields = set("action actor app_version log object payload_commit prev request_id seq time v".split())
    if len(data) > MAX_LEAF or type(leaf) is not dict or set(leaf) - {"blobs"} != fields:
        raise ValueError("members missing or unknown")
    actor, thing, blobs = leaf["actor"], leaf["object"], leaf.get("blobs", [{"sha256": "0" * 64, "size": 0}])
    if not (type(actor) is dict and set(actor) == {"id", "kind", "via"}):
        raise ValueError("actor")
    if not (type(thing) is dict and set(thing) == {"id", "type"}):
        raise ValueError("object")
    texts = [*actor.values(), *thing.values()]
    texts += [leaf[name] for name in "action app_version log payload_commit prev request_id time".split()]
    if not all(type(text) is str for text in texts):
        raise ValueError("a text that is none")
    if not (HEX.match(leaf["payload_commit"]) and HEX.match(leaf["prev"]) and type(blobs) is list and blobs):
        raise ValueError("a hash")
    for blob in blobs:
        if not (type(blob) is dict and set(blob) == {"sha256", "size"} and type(blob["sha256"]) is str
                and HEX.match(blob["sha256"]) and type(blob["size"]) is int and blob["size"] >= 0):
            raise ValueError("a blob")
    if type(leaf["v"]) is not int or type(leaf["seq"]) is not int or leaf["seq"] < 0:
        raise ValueError("a number")
    if not TIME.match(leaf["time"]) or datetime.fromisoformat(leaf["time"][:-1]).year < 1970:
        raise ValueError("the time")
    return leaf


def read_bundle(lines):
    """The log's id, then [leaf, salt, payload] per entry, then the closing line, or a Fault, if there is one."""
    header = parse(lines.readline(MAX_LINE))
    if type(header) is not dict or set(header) != {"format", "log"} or header["format"] != "tickmark-ledger/1":
        raise ValueError("the first line is not that of a tickmark-ledger/1 bundle")
    yield header["log"]
    seq, closed = 0, False
    while line := lines.readline(MAX_LINE + 1):
        try:
            if closed or not line.endswith(b"\n"):
                raise ValueError("half a line, or one after the last")
            members = {name: text for name, text in parse(line).items() if text is not None}
            closed = set(members) == {"checkpoint", "key"} and all(type(text) is str for text in members.values())
            if not closed and not {"leaf"} <= set(members) <= {"leaf", "salt", "payload"}:
                raise ValueError("neither an entry nor a checkpoint")
            entry = members if closed else [
                unbase64(members[name]) if name in members else None for name in ("leaf", "salt", "payload")]
            if not closed and entry[1] is not None and len(entry[1]) != 32:
                raise ValueError("a salt has 32 bytes")
        except (ValueError, AttributeError, TypeError, RecursionError) as error:
            yield Fault(seq, "line", "an entry or the closing checkpoint", error)
            return
        yield entry
        seq += not closed


def check_payload(seq, leaf, salt, payload):
    if salt is None and payload is None:
        return
    if salt is None or payload is None or len(payload) > MAX_PAYLOAD:
        raise Fault(seq, "opening", "both salt and payload", "one of them, or too long a payload")
    try:
        canonical(payload)
    except ValueError as error:
        raise Fault(seq, "payload", "canonical JSON", error) from None
    found = sha(b"\2", salt, payload).hex()
    if found != leaf["payload_commit"]:
        raise Fault(seq, "commitment", leaf["payload_commit"], found)


def check_entries(log, entries):
    """Leaf hashes, redacted entries and closing line of an intact ledger; raises the first Fault otherwise."""
    leaves, last, broken, missing, redacted, sizes, closing = [], bytes(32), None, set(), set(), {}, None
    for entry in entries:
        if isinstance(entry, dict):
            closing = entry
            continue
        if isinstance(entry, Fault):  # a line that cannot be read; an earlier fault comes first
            raise Fault(max(len(leaves) - 2, 0), *broken) if broken else entry
        seq, (data, salt, payload) = len(leaves), entry
        try:
            leaf, why = read_leaf(data), None
        except ValueError as error:
            leaf, why = None, error
        if broken:  # the follower tells which of the two was altered
            itself = leaf and leaf["prev"] != last.hex()
            raise Fault(seq - 1 if itself else max(seq - 2, 0), *broken)
        if leaf is None:
            raise Fault(seq, "leaf", "a canonical leaf", why)
        if leaf["v"] != 1:
            raise Fault(seq, "version", 1, leaf["v"])
        if leaf["log"] != log or not LOG.match(log):
            raise Fault(seq, "log", log, leaf["log"])
        if leaf["seq"] != seq:
            raise Fault(seq, "sequence", seq, leaf["seq"])
        if leaf["prev"] == last.hex():
            check_payload(seq, leaf, salt, payload)
            for blob in leaf.get("blobs", []):
                if sizes.setdefault(blob["sha256"], blob["size"]) != blob["size"]:
                    raise Fault(seq, "blob", sizes[blob["sha256"]], blob["size"])
            if leaf["action"] == "entry_redacted":
                target = leaf["object"]["id"]
                if leaf["object"]["type"] != "entry" or not re.fullmatch("0|[1-9][0-9]*", target) or int(target) >= seq:
                    raise Fault(seq, "redaction", "an earlier entry", target)
                redacted.add(int(target))
            if payload is None:
                missing.add(seq)
        else:
            broken = ("chain", leaf["prev"], last.hex())
        last = leaf_hash(data)
        leaves.append(last)
    if broken:
        raise Fault(max(len(leaves) - 2, 0), *broken)
    if missing - redacted:
        raise Fault(min(missing - redacted), "missing", "a payload, or an entry that redacts it", "neither")
    return leaves, redacted, closing


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    words.add_argument("bundle")
    words.add_argument("--checkpoint", action="append", default=[], help="file with a checkpoint kept from earlier")
    words.add_argument("--key", help="the verifier key that you trust, name+hash+base64")
    asked = words.parse_args()
    with open(asked.bundle, "rb") as lines:
        entries = read_bundle(lines)
        log = next(entries)
        leaves, redacted, closing = check_entries(log, entries)
    print(f"log {log}: {len(leaves)} entries intact, {len(redacted)} redacted, root {root(leaves).hex()}")
    notes = [pathlib.Path(name).read_text("utf-8") for name in asked.checkpoint]
    if closing:
        notes.append(closing["checkpoint"])
    key = asked.key or (closing or {}).get("key")
    if notes and not key:
        words.error("a checkpoint needs --key")
    for note in notes:
        print(f"checkpoint at {check_checkpoint(note, key, log, leaves)} entries: signature and root fit")
    if not notes:
        print("no checkpoint: nothing shows that entries were not cut off, nor that the last one is unaltered")
    elif not asked.key:
        print("the key is the bundle's own: compare it with one that you hold from elsewhere", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Bad as bad:
        print(bad)
        sys.exit(1)
    except (OSError, ValueError, RecursionError) as error:
        print(f"cannot be checked: {error}", file=sys.stderr)
        sys.exit(2)

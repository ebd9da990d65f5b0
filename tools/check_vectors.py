#!/usr/bin/env python3
"""Runs verify_ledger.py over the test vectors of the ledger format.

    check_vectors.py docs/formats/vectors

Exit code 0 when every vector comes out as its file says, 1 at the first that does not.
The two proof algorithms of RFC 9162 stand here, since a whole ledger is checked without them.
"""

import io
import json
import pathlib
import sys

from verify_ledger import Bad, Fault, canonical, check_checkpoint, check_entries, leaf_hash, node_hash, open_note
from verify_ledger import read_bundle, root, sha


def inclusion_holds(leaf, index, size, proof, expected):
    if index >= size:
        return False
    node, at, last = leaf, index, size - 1
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(step, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == expected


def consistency_holds(old_size, old, new_size, new, proof):
    if old_size in (0, new_size):
        return not proof and old == (new if old_size else sha())
    if old_size > new_size:
        return False
    if old_size & (old_size - 1) == 0:
        proof = [old] + proof
    if not proof:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was, now = proof[0], proof[0]
    for step in proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            now = node_hash(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and was == old and now == new


def check_vectors(folder):
    """Every vector must come out as its file says."""

    def load(name):
        return json.loads((folder / name).read_text("utf-8"))

    def expect(right, what):
        if not right:
            raise Bad(f"vector {what} comes out wrong")

    def holds(check):
        try:
            check()
            return True
        except (ValueError, Bad):
            return False

    for case in load("canonical.json"):
        expect(holds(lambda: canonical(bytes.fromhex(case["hex"]))) == case["canonical"], case["hex"])
    merkle = load("merkle.json")
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in merkle["leaves"]]
    roots = [bytes.fromhex(node) for node in merkle["roots"]]
    expect([root(leaves[:size]) for size in range(len(leaves) + 1)] == roots, "merkle roots")
    for case in merkle["proofs"]:
        proof, size = [bytes.fromhex(node) for node in case["proof"]], case["size"]
        if "index" in case:
            right = inclusion_holds(leaves[case["index"]], case["index"], size, proof, roots[size])
        else:
            right = consistency_holds(case["old_size"], roots[case["old_size"]], size, roots[size], proof)
        expect(right == case["holds"], case)
    for case in load("note.json"):
        expect(holds(lambda: open_note(case["note"], case["key"])) == case["good"], case["name"])
    for case in load("ledger.json"):
        entries = read_bundle(io.BytesIO(case["bundle"].encode()))
        log = next(entries)
        try:
            leaves, redacted, closing = check_entries(log, entries)
            fits = holds(lambda: check_checkpoint(closing["checkpoint"], closing["key"], log, leaves))
            found = {"root": root(leaves).hex(), "redacted": sorted(redacted), "checkpoint": fits}
        except Fault as fault:
            found = {"seq": fault.seq, "what": fault.what}
        expect(found == case["outcome"], f"{case['name']}: {found}, not {case['outcome']}:")
    print("every vector comes out as its file says")


if __name__ == "__main__":
    try:
        check_vectors(pathlib.Path(sys.argv[1]))
    except Bad as bad:
        sys.exit(str(bad))

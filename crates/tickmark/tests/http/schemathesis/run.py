#!/usr/bin/env python3
"""Asks a running server what its OpenAPI document promises, once for each role, and holds every answer against it.

    run.py BASE_URL CALLERS.json [--examples N] [--phases examples,fuzzing] [--seed N]

CALLERS.json: {"names": {"organisation": ["acme"], "control": ["AC-1"], ...}, "callers": {"owner": "tkm_...", ...}}

`names` are things that are there: a part of an address called so is chosen among them half of the time, so that calls get
beyond "not found". Every answer must have a status that the document names, the media type and the shape that it says, and
never be a fault of the server. Ends with 1 when an answer breaks that, and prints how to ask again.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    ]
)
METHODS = ("get", "post", "put", "delete")


def document(base, token):
    request = urllib.request.Request(f"{base}/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def answers(base, token):
    """Is the caller known? Refused from the first call to the last, every answer would fit the document too."""
    request = urllib.request.Request(f"{base}/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        print(f"      | {error.code} {error.read().decode(errors='replace')}", flush=True)
        return False


def with_names(said, names):
    """Offers the names of things that are there, beside whatever else fits the shape."""
    for item in said["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            for parameter in operation.get("parameters", []):
                known = names.get(parameter["name"])
                if parameter["in"] != "path" or not known:
                    continue
                shape = {"enum": known}
                # The organisation is always a real one: what another says is tested elsewhere, and is the same 404.
                if parameter["name"] != "organisation":
                    shape = {"anyOf": [shape, {"type": "string", "minLength": 1, "maxLength": 40}]}
                parameter["schema"] = shape
    return said


def run(base, role, token, said, options):
    if not answers(base, token):
        print(f"FAIL      0 s  {role}: the server does not know this caller", flush=True)
        return False
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / "openapi.json"
        place.write_text(json.dumps(said))
        command = [
            str(pathlib.Path(sys.executable).parent / "schemathesis"),
            "run",
            str(place),
            "--url",
            base,
            "--header",
            f"Authorization: Bearer {token}",
            "--checks",
            CHECKS,
            "--phases",
            options.phases,
            "--max-examples",
            str(options.examples),
            "--seed",
            str(options.seed),
            # One: the parser of Python 3.11 mixes up its depth between threads.
            "--workers",
            "1",
            "--suppress-health-check",
            "all",
            "--warnings",
            "off",
            "--continue-on-failure",
            "--no-shrink",
            "--request-timeout",
            "20",
        ]
        start = time.monotonic()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - start
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode == 0:
        counted = next((line.strip() for line in lines if "generated" in line), "")
        print(f"ok    {seconds:5.1f} s  {role}  {counted}", flush=True)
    else:
        print(f"FAIL  {seconds:5.1f} s  {role}", flush=True)
        print("\n".join(f"      | {line}" for line in done.stdout.splitlines() + done.stderr.splitlines()), flush=True)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base")
    parser.add_argument("callers", type=pathlib.Path)
    parser.add_argument("--examples", type=int, default=2)
    parser.add_argument("--phases", default="examples,fuzzing")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--role", action="append", help="only this role; may be repeated")
    options = parser.parse_args()
    given = json.loads(options.callers.read_text())
    # Pairs, where the order matters.
    listed = given["callers"].items() if isinstance(given["callers"], dict) else given["callers"]
    callers = {role: token for role, token in listed if not options.role or role in options.role}
    said = with_names(document(options.base, next(iter(callers.values()))), given["names"])
    good = [run(options.base, role, token, said, options) for role, token in callers.items()]
    sys.exit(0 if good and all(good) else 1)


if __name__ == "__main__":
    main()

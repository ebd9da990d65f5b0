"""Runs scim2-tester against a directory, several times since it makes up its values, and lists what is wrong.

usage: SCIM_TOKEN=... run.py BASE [ROUNDS]
"""

import os
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

GOOD = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE}
# Fewer checks than this would mean that the tester stopped early.
AT_LEAST = 50


def main() -> int:
    base, rounds = sys.argv[1].rstrip("/"), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    headers = {"Authorization": f"Bearer {os.environ['SCIM_TOKEN']}"}
    checks, wrong = 0, []
    for _ in range(rounds):
        with Client(base_url=base, headers=headers, timeout=60) as http:
            results = check_server(SyncSCIMClient(http))
        checks += len(results)
        wrong += [result for result in results if result.status not in GOOD]
        if len(results) < AT_LEAST:
            print(f"only {len(results)} checks in a round, at least {AT_LEAST} were expected")
            return 1
    for result in wrong:
        print(f"{result.status.name} {result.resource_type or ''} {result.title}: {result.reason}\n  {result.data}")
    print(f"{checks} checks, {len(wrong)} wrong")
    return 1 if wrong else 0


sys.exit(main())

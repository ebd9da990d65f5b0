"""A mail relay for the tests: aiosmtpd on a free port of this machine, with STARTTLS, implicit TLS and AUTH as asked.

    python relay.py --cert FILE --key FILE --out FILE [--mode plain|starttls|implicit] [--user U --password P]
                    [--mechanism LOGIN] [--size N] [--port N]

Prints its port. What it takes it writes to --out as JSON lines, parsed by Python's own reader of mail. A recipient that
begins with `nobody` is refused for good, one that begins with `later` for now.
"""

import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

arguments = argparse.ArgumentParser()
for name in ("--cert", "--key", "--out", "--user", "--password", "--mechanism"):
    arguments.add_argument(name)
arguments.add_argument("--mode", default="plain")
arguments.add_argument("--size", type=int, default=33554432)
arguments.add_argument("--port", type=int, default=0)
asked = arguments.parse_args()


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 there is nobody of that name"
        if address.startswith("later"):
            return "450 4.2.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        taken = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "signed_in": bool(session.authenticated),
            "headers": [[name, str(value)] for name, value in message.items()],
            "text": message.get_content(),
            "type": message.get_content_type(),
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "ascii": envelope.content.isascii(),
        }
        with open(asked.out, "a", encoding="utf-8") as out:
            out.write(json.dumps(taken) + "\n")
        return "250 2.0.0 kept as 4711"


def authenticate(server, session, envelope, mechanism, data):
    ok = isinstance(data, LoginPassword) and (data.login, data.password) == (
        asked.user.encode(),
        asked.password.encode(),
    )
    if ok:
        return AuthResult(success=True)
    word = data.password.decode() if isinstance(data, LoginPassword) else ""
    return AuthResult(success=False, handled=False, message=f"535 5.7.8 wrong: {word}")


context = None
if asked.mode != "plain":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(asked.cert, asked.key)


def session():
    options = {"data_size_limit": asked.size, "hostname": "relay.test", "timeout": 30}
    if asked.mode == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    if asked.user:
        options |= {"authenticator": authenticate, "auth_required": True}
        options |= {"auth_require_tls": asked.mode == "starttls"}
    if asked.mechanism == "LOGIN":
        options |= {"auth_exclude_mechanism": ["PLAIN"]}
    return SMTP(Handler(), **options)


async def serve():
    implicit = context if asked.mode == "implicit" else None
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", asked.port, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    # The end of our input is the end of the test.
    await asyncio.to_thread(sys.stdin.read)


asyncio.run(serve())

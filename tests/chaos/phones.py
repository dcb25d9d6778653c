"""A phone of the standard library: it speaks through real sockets and knows docs/sync.md only."""

import hashlib
import hmac
import json
import socket
import struct
import time
import uuid
from dataclasses import dataclass, field

TOKEN = "t" * 32
PATIENCE = 90  # seconds: a busy machine is slow, not wrong
BLANK = {
    "on": "",
    "place": "",
    "text": "",
    "late_reason": "",
    "matter": "",
    "matter_title": "",
    "matter_category": "",
    "written_at": "",
    "tasks": ["rules"],
    "photos": [],
}


@dataclass
class Entry:
    """What a person wrote on one day, as the phone keeps it."""

    on: str
    text: str
    photos: tuple = ()
    pk: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def content(self):
        return BLANK | {"on": self.on, "text": self.text, "photos": list(self.photos)}

    @property
    def sha256(self):
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def body(self):
        sent = {**self.content, "sha256": self.sha256}
        return json.dumps(sent, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Answer:
    """`status` 0: the connection ended before an answer came."""

    status: int
    body: bytes = b""

    @property
    def told(self):
        try:
            return json.loads(self.body)
        except ValueError:
            return {}


def parsed(raw):
    """The Answer in what came through a socket; status 0 when it is not whole."""
    head, mark, body = raw.partition(b"\r\n\r\n")
    if not mark:
        return Answer(0)
    lines = head.split(b"\r\n")
    lengths = [line.split(b":")[1] for line in lines if line.lower().startswith(b"content-length")]
    if not lengths or len(body) < int(lengths[0]):
        return Answer(0)
    return Answer(int(lines[0].split()[1]), body)


@dataclass(frozen=True)
class Phone:
    """Logged in at 127.0.0.1:`port` by the cookie `session`; `key` is its receipt key."""

    port: int
    session: str
    key: bytes

    # What it sends

    def raw(self, method, path, body=b"", kind="application/json", **headers):
        """The bytes of a request."""
        lines = {
            "Host": f"127.0.0.1:{self.port}",
            "Accept": "application/json",
            "Connection": "close",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": kind,
            "Content-Length": len(body),
        }
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body

    def raw_entry(self, entry, replaces=""):
        headers = {"If_Match": replaces} if replaces else {}
        return self.raw("PUT", f"/cadres/sync/diary/{entry.pk}/", entry.body, **headers)

    def raw_photo(self, data):
        sha256 = hashlib.sha256(data).hexdigest()
        return self.raw("PUT", f"/cadres/sync/photos/{sha256}/", data, "image/jpeg")

    # How it sends

    def send(self, raw):
        """One request and its whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            try:
                line.sendall(raw)
                return parsed(read(line))
            except OSError:
                return Answer(0)

    def send_cut(self, raw, length, reset):
        """Only the first bytes; then FIN, and whatever answer comes, or RST."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            try:
                line.sendall(raw[:length])
                if reset:
                    reset_on_close(line)
                    return Answer(0)
                line.shutdown(socket.SHUT_WR)
                return parsed(read(line))
            except OSError:
                return Answer(0)

    def send_deaf(self, raw, length):
        """A whole request, of whose answer only the first bytes arrive."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            line.sendall(raw)
            got = b""
            while len(got) < length and (more := line.recv(length - len(got))):
                got += more
            reset_on_close(line)
            return parsed(got)

    def put(self, entry, replaces=""):
        return self.send(self.raw_entry(entry, replaces))

    def put_photo(self, data):
        return self.send(self.raw_photo(data))

    def insist(self, raw, tries=200):
        """Send until an answer comes, as a phone does over the hours; the Answer."""
        for _try in range(tries):
            try:
                answer = self.send(raw)
            except OSError:
                answer = Answer(0)
            if answer.status and answer.status < 500:
                return answer
            time.sleep(0.05)
        raise TimeoutError(raw[:60])

    # What it believes

    def is_receipt(self, answer, pk, sha256):
        """Whether the local copy may go: JSON of this id and content, sealed with our key."""
        told = answer.told
        if answer.status not in {200, 201} or not isinstance(told, dict):
            return False
        if (told.get("id"), told.get("sha256")) != (pk, sha256):
            return False
        lines = "\n".join((pk, sha256, told["receipt_no"], told["server_time"])).encode()
        return hmac.compare_digest(hmac.new(self.key, lines, "sha256").hexdigest(), told["mac"])

    def is_kept(self, answer, entry):
        return self.is_receipt(answer, entry.pk, entry.sha256)


def read(line):
    """Everything until the other side closes."""
    got = b""
    while more := line.recv(65536):
        got += more
    return got


def reset_on_close(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

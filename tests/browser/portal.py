"""What may stand between a phone and the county: it passes everything on, and notes it, until it is
told to answer in the county's place, as the Wi-Fi of a hotel does."""

import http.client
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOPS = {"connection", "keep-alive", "transfer-encoding"}


class Portal:
    """`address` leads to `site`; `seen` lists (method, path, status) of the calls of the outbox.

    `answer(method, path)` → the raw bytes to send instead, or None to pass the request on;
    `swallow(method, path)` → True when the county gets the request and its answer is lost.
    """

    def __init__(self, site):
        self.upstream = urlsplit(site).netloc
        self.seen = []
        self.answer = lambda method, path: None
        self.swallow = lambda method, path: False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sent(self, method, part):
        return [call for call in self.seen if call[0] == method and part in call[1]]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def handler(portal):
    class Handler(BaseHTTPRequestHandler):
        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if raw := portal.answer(self.command, self.path):
                self.wfile.write(raw)
                self.close_connection = True
                return
            upstream = http.client.HTTPConnection(portal.upstream, timeout=90)
            with closing(upstream):
                upstream.request(self.command, self.path, body or None, dict(self.headers))
                got = upstream.getresponse()
                text = got.read()
            if "/sync/" in self.path:
                portal.seen.append((self.command, self.path, got.status))
            self.close_connection = True
            if not portal.swallow(self.command, self.path):
                with suppress(ConnectionError):  # the browser has left the page meanwhile
                    self.give_back(got, text)

        def give_back(self, got, text):
            self.send_response_only(got.status)
            for name, value in got.getheaders():
                if name.lower() not in HOPS | {"content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args):
            """Silence."""

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = pass_on

    return Handler

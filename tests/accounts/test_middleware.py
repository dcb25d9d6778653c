"""What every request passes: whole body, language, address; and the headers of every answer."""

import socket
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import ledger, middleware
from accounts.views import profile

LOGIN = reverse("accounts:login")
GUARD = "accounts.middleware.WholeBody"
BODY = b"username=county&password=" + b"x" * 60


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def send(settings):
    """`send(body, declared)` posts over a socket to a server of our own and returns the status."""
    servers = []

    def post(body, declared):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
        servers.append(server)
        Thread(target=server.handle_request).start()
        head = f"POST {LOGIN} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {declared}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
        with socket.create_connection(server.server_address) as client:
            client.sendall(head.encode() + kind.encode() + body)
            client.shutdown(socket.SHUT_WR)
            return int(client.makefile("rb").readline().split()[1])

    yield post
    for server in servers:
        server.server_close()


@pytest.mark.parametrize("cut", [0, 1, len(BODY) // 2, len(BODY) - 1])
def test_a_body_that_ends_early_is_refused(send, cut):
    assert send(BODY[:cut], len(BODY)) == 400


def test_a_whole_body_reaches_the_next_guard(send):
    assert send(BODY, len(BODY)) == 403


def test_without_the_guard_half_a_body_would_pass(send, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != GUARD]
    assert send(BODY[:40], len(BODY)) == 403


def test_a_body_beyond_the_limit_is_refused_unread(send, settings):
    assert send(b"", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) == 413


@pytest.mark.parametrize("declared", ["-1", "1e3", "ten"])
def test_a_length_that_is_no_number_is_refused(rf, declared):
    request = rf.post("/", CONTENT_LENGTH=declared)
    assert middleware.WholeBody(lambda request: None)(request).status_code == 400


@pytest.mark.parametrize(
    ("cookie", "accept", "language"),
    [
        (None, "en", "zh-hans"),
        ("en", "zh-CN", "en"),
        ("zh-hans", "en", "zh-hans"),
        ("xx", "en", "zh-hans"),
    ],
)
def test_a_page_is_chinese_unless_the_person_chose(client, db, cookie, accept, language):
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get(LOGIN, headers={"Accept-Language": accept})
    assert answer.headers["Content-Language"] == language
    assert ("用户名" in answer.content.decode()) == (language == "zh-hans")


def test_the_language_is_chosen_with_one_click(client, db):
    answer = client.post(reverse("set_language"), {"language": "en", "next": LOGIN})
    assert answer.headers["Location"] == LOGIN
    assert "User name" in client.get(LOGIN).content.decode()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "10.9.9.9", "192.0.2.1"),
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "1.2.3.4, 10.9.9.9", "10.9.9.9"),
        (2, "1.2.3.4, 10.9.9.9, 172.16.0.1", "10.9.9.9"),
        (2, "10.9.9.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxy_saw(settings, proxies, forwarded, seen):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded}
    )
    assert middleware.Address(lambda request: ledger.address.get())(request) == seen
    assert request.META["REMOTE_ADDR"] == seen
    assert ledger.address.get() == ""


def answers(client, cast, monkeypatch):
    client.raise_request_exception = False
    yield 200, client.get(LOGIN)
    yield 302, client.get(reverse("accounts:profile"))
    yield 404, client.get("/nowhere/")
    sheet = client.get("/static/css/base.css")
    yield 200, sheet
    assert sheet.getvalue()  # which closes the file
    yield 413, client.post(LOGIN, {}, CONTENT_LENGTH="99999999999")
    client.force_login(cast.leader, backend="accounts.backends.GrantedAccounts")
    yield 403, client.get(reverse("accounts:user_list"))
    monkeypatch.setattr(profile, "MAY", {})
    yield 500, client.get(reverse("accounts:profile"))


def test_every_answer_carries_the_security_headers(client, cast, monkeypatch):
    for status, answer in answers(client, cast, monkeypatch):
        assert answer.status_code == status
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_fault_of_ours_gets_a_page_that_needs_nothing(client, cast, monkeypatch):
    *_others, (status, answer) = answers(client, cast, monkeypatch)
    assert status == 500
    assert "系统出错了" in answer.content.decode()


def test_a_page_without_its_token_says_what_to_do(db):
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {})
    assert answer.status_code == 403
    assert "刷新后再提交" in answer.content.decode()

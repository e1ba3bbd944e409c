"""deploy/nginx.conf, with Debian's nginx before a site of ours that can be stopped."""

import re
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests import ROOT
from tests.production import free_port

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian's package: nginx-light)")


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Site:
    """Answers with how often it was asked; `tag` is its ETag, by which it may answer that nothing changed."""

    def __init__(self):
        self.asked, self.tag, self.headers = [], '"een"', []

    def __call__(self, environ, start_response):
        self.asked.append(
            (environ["PATH_INFO"], environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_ACCEPT_ENCODING"))
        )
        if environ.get("HTTP_IF_NONE_MATCH") == self.tag:
            start_response("304 Not Modified", [("ETag", self.tag)])
            return []
        said = [
            ("Content-Type", "text/html"),
            ("ETag", self.tag),
            ("Cache-Control", "public, max-age=0, must-revalidate"),
        ]
        start_response("200 OK", [*said, *self.headers])
        return [f"{len(self.asked)} {self.tag}".encode()]


@contextmanager
def running(site, port):
    server = make_server("127.0.0.1", port, site, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def before(tmp_path):
    """nginx with our configuration, before the port it gives: (port of nginx, port of the site)."""
    outer, inner = free_port(), free_port()
    ours = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    changes = {"/var/cache/nginx/oekrainesteun": f"{tmp_path}/cache", "127.0.0.1:8000": f"127.0.0.1:{inner}",
               "listen 80;": f"listen 127.0.0.1:{outer};", "oekrainesteun.example": "127.0.0.1"}  # fmt: skip
    assert ours.count("CHANGE") == len(changes)
    for line, here in changes.items():
        assert line in ours
        ours = ours.replace(line, here)
    paths = "".join(
        f"{kind}_temp_path {tmp_path}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"daemon off; master_process off; pid {tmp_path}/pid; error_log stderr error;\nevents {{}}\n"
        f"http {{ access_log off; {paths}\n{ours}\n}}\n",
        "utf-8",
    )
    process = subprocess.Popen([NGINX, "-c", config, "-p", tmp_path], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(outer, process)
        yield outer, inner
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def _wait_for(port, process):
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
        except urllib.error.HTTPError:
            return  # it is there, and the site is not
        except OSError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.05)
    raise AssertionError("nginx did not start")


def ask(port, path="/", **headers):
    """(status, body, X-Cache)"""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(), answer.headers["X-Cache"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", error.headers["X-Cache"]


def test_who_asks_within_a_second_gets_the_same_and_the_site_is_asked_once(before):
    port, inner = before
    site = Site()
    with running(site, inner):
        answers = [ask(port) for _ in range(20)]
    assert len(site.asked) <= 2
    assert {answer[:2] for answer in answers} <= {(200, f'{count} "een"') for count in (1, 2)}


def test_a_new_release_is_there_soon_and_an_old_one_is_not_sent_again(before):
    port, inner = before
    site = Site()
    with running(site, inner):
        ask(port)
        site.tag, began, seen = '"twee"', time.monotonic(), []
        while not seen or (seen[-1] != "twee" and time.monotonic() - began < 5):
            seen.append(re.search(r'"(\w+)"', ask(port)[1]).group(1))
            time.sleep(0.05)
        after = [re.search(r'"(\w+)"', ask(port)[1]).group(1) for _ in range(20)]
    assert (seen[-1], set(after)) == ("twee", {"twee"})
    assert '"een"' in [tag for _, tag, _ in site.asked]  # asked with the tag of what is there


def test_while_the_site_is_away_readers_get_what_was_there(before):
    port, inner = before
    with running(Site(), inner):
        whole = ask(port)
    time.sleep(1.1)
    assert [ask(port)[:2] for _ in range(5)] == [whole[:2]] * 5
    assert ask(port, "/nooit-gevraagd/")[0] == 502


def test_what_is_for_one_reader_is_asked_each_time(before):
    port, inner = before
    site = Site()
    with running(site, inner):
        for path in ("/beheer/", "/melden/?over=/", "/admin/"):
            assert ask(port, path)[1] != ask(port, path)[1]
        ask(port)
        assert ask(port, Cookie="csrftoken=x; sessionid=y")[1] != ask(port, Cookie="sessionid=y")[1]


def test_a_part_and_each_compression_are_answers_of_their_own(before):
    port, inner = before
    site = Site()
    asked = ({}, {"HX-Request": "true"}, {"Accept-Encoding": "gzip, deflate"}, {"Accept-Encoding": "gzip, deflate, br"})
    with running(site, inner):
        answers = [ask(port, **headers)[1] for headers in asked]
    assert len(set(answers)) == 4
    assert [encoding for _, _, encoding in site.asked[-4:]] == [None, None, "gzip", "br"]


def test_an_answer_that_sets_a_cookie_is_not_kept(before):
    port, inner = before
    site = Site()
    site.headers = [("Set-Cookie", "a=b")]
    with running(site, inner):
        assert ask(port)[1] != ask(port)[1]

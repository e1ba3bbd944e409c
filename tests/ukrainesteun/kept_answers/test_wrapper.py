"""What was answered once is sent again as long as its release is the newest: the same bytes, for everybody, at once."""

import datetime
import gzip
import threading
from urllib.parse import parse_qsl, urlencode

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukrainesteun.kept_answers import wrapper
from ukrainesteun.kept_answers.asking import asked
from ukrainesteun.kept_answers.folder import Folder
from ukrainesteun.kept_answers.newest import Newest
from ukrainesteun.kept_answers.warming import warm_by
from ukrainesteun.kept_answers.wrapper import KeptAnswers

from .programs import FIRST, PAGE, SECOND, Program, ask, environ

NAMES = frozenset({"year", "category", "page"})


class Site:
    """A wrapped program, of which `version` is the newest release."""

    def __init__(self, folder, program=None, **options):
        self.version, self.program = FIRST, program or Program()
        self.folder = folder if isinstance(folder, Folder) else Folder(folder)
        left_out = ("/beheer", "/melden/")
        self.kept = KeptAnswers(self.program, self.newest, self.folder, NAMES, left_out, "abc", **options)

    def newest(self, is_asked_now=False):
        return self.version

    def ask(self, *args, **kwargs):
        return ask(self.kept, *args, **kwargs)

    @property
    def count(self):
        return len(self.program.asked)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def test_what_was_answered_is_sent_again_without_asking(site):
    first, second = site.ask("/tijdlijn/"), site.ask("/tijdlijn/")
    assert (first.status, first.body, first.headers) == (200, PAGE, second.headers)
    assert (second.body, site.count, site.program.closed) == (PAGE, 1, 1)


def test_an_answer_has_all_that_a_cache_needs_and_what_the_program_said(site):
    tag = site.ask().headers["etag"]
    assert site.ask().headers == {
        "content-type": "text/html; charset=utf-8",
        "x-frame-options": "DENY",
        "cache-control": "public, max-age=0, must-revalidate, stale-while-revalidate=30, stale-if-error=604800",
        "last-modified": "Thu, 01 Jan 2026 12:00:00 GMT",
        "vary": "Accept-Encoding, HX-Request, HX-History-Restore-Request",
        "content-length": str(len(PAGE)),
        "etag": tag,
    }
    assert not tag.startswith("W/")


def test_a_new_release_is_answered_anew(site):
    site.ask()
    site.version, site.program.body = SECOND, b"samen 13 mld"
    reply = site.ask()
    assert (reply.body, reply.headers["last-modified"]) == (b"samen 13 mld", "Fri, 02 Jan 2026 12:00:00 GMT")


def test_what_is_made_while_a_release_comes_is_not_kept(site):
    def publish(*args):
        site.version = SECOND
        return site.program(*args)

    kept = KeptAnswers(publish, site.newest, site.folder, NAMES, (), "abc")
    ask(kept)
    assert site.folder.find("1-abc", _name(site)) is None


def _name(site):
    return asked(environ(), NAMES).name


SAME = (
    ("", "utm_source=krant&fbclid=x"),
    ("year=2024&category=cyber", "category=cyber&year=2024"),
    ("year=2024", "year=2023&year=2024"),
    ("year=2024", "year=2024&onzin=1"),
    ("year=%32024", "year=2024"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_ask_the_same_are_one_copy(one, other, site):
    site.ask(query=one)
    assert site.ask(query=other).body == PAGE
    assert site.count == 1


OTHER = (
    {"path": "/brieven/"},
    {"query": "year=2024"},
    {"host": "elders.nl"},
    {"hx_request": "true"},
    {"x_forwarded_proto": "https"},
)


@pytest.mark.parametrize("said", OTHER, ids=str)
def test_another_question_is_asked_anew(said, site):
    site.ask()
    site.ask(**said)
    assert site.count == 2


NOTHING = ({"cookie": "a=b"}, {"user_agent": "x"}, {"accept_language": "uk"}, {"x_forwarded_for": "192.0.2.7"})


@pytest.mark.parametrize("said", [*NOTHING, {"hx_request": "true", "hx_history_restore_request": "true"}], ids=str)
def test_who_asks_makes_no_difference_and_is_not_told_to_the_program(said, site):
    site.ask()
    site.ask(**said)
    assert site.count == 1
    other = Site(site.folder)
    other.ask("/verschil/", **said)
    assert [name for name in other.program.asked[0] if name.startswith("HTTP_")] == ["HTTP_HOST"]


@given(st.lists(st.tuples(st.sampled_from(["year", "page", "category", "onzin"]), st.text(max_size=4)), max_size=6))
def test_the_program_is_asked_what_django_would_have_read(pairs):
    query = urlencode(pairs)
    question = asked(environ(query=query), NAMES)
    if "%00" in query:
        assert question is None
        return
    expected = {name: value for name, value in pairs if name in NAMES}
    assert dict(parse_qsl(question.query, keep_blank_values=True)) == expected


@pytest.mark.parametrize(
    "said",
    [
        {"path": "/beheer/"},
        {"path": "/melden/"},
        {"method": "POST"},
        {"query": "year=" + "9" * 3_000},
        {"query": "page=%00"},
    ],
    ids=lambda said: str(said)[:40],
)
def test_what_is_not_for_everybody_goes_to_the_program_as_it_came(said, site):
    site.ask(**said, cookie="sessionid=x")
    site.ask(**said, cookie="sessionid=x")
    assert [one["HTTP_COOKIE"] for one in site.program.asked] == ["sessionid=x"] * 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", []),
        ("302 Found", [("Location", "/")]),
        ("500 Internal Server Error", []),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Cache-Control", "private")]),
    ],
)
def test_what_may_be_different_next_time_is_not_kept(status, headers, tmp_path):
    site = Site(tmp_path, Program(status=status, headers=headers))
    assert [site.ask().status for _ in range(2)] == [int(status[:3])] * 2
    assert (site.count, site.program.closed) == (2, 2)


def test_what_is_too_large_is_sent_as_it_comes_and_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(wrapper, "LARGEST", 3 * len(PAGE))
    site = Site(tmp_path, Program(pieces=10))
    assert site.ask().body == PAGE * 10
    assert (site.ask(method="HEAD").body, site.program.closed) == (b"", 2)


# How it is sent


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("GZIP", "gzip"),
        ("identity", None),
        ("gzip;q=onzin", None),
        ("", None),
    ],
)
def test_it_is_compressed_as_the_reader_takes_it(accepted, encoding, site):
    reply = site.ask(accept_encoding=accepted)
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](reply.body)
    assert (read, reply.headers.get("content-encoding")) == (PAGE, encoding)
    assert reply.headers["content-length"] == str(len(reply.body))


def test_each_encoding_is_made_once_and_has_a_tag_of_its_own(site, monkeypatch):
    tags = {site.ask(accept_encoding=how).headers["etag"] for how in ("br", "gzip", "")}
    monkeypatch.setattr(wrapper.Answer, "encoded", None)
    assert {site.ask(accept_encoding=how).headers["etag"] for how in ("br", "gzip", "")} == tags
    assert (len(tags), site.count) == (3, 1)


def test_a_picture_and_what_is_short_are_not_compressed(tmp_path):
    short = Site(tmp_path / "a", Program(b"kort"))
    assert "content-encoding" not in short.ask(accept_encoding="br").headers
    picture = Site(tmp_path / "b")
    picture.program = None
    picture.kept._program = lambda environ, start: (start("200 OK", [("Content-Type", "image/png")]), [PAGE])[1]
    assert "content-encoding" not in picture.ask(accept_encoding="br").headers


def test_who_has_it_already_gets_no_body(site):
    known = site.ask(accept_encoding="br").headers
    for said in (
        {"if_none_match": known["etag"]},
        {"if_none_match": f'"iets", W/{known["etag"]}'},
        {"if_none_match": "*"},
        {"if_modified_since": known["last-modified"]},
    ):
        reply = site.ask(accept_encoding="br", **said)
        assert (reply.status, reply.body) == (304, b""), said
        assert set(reply.headers) == {"etag", "last-modified", "cache-control", "vary"}
        assert reply.headers["etag"] == known["etag"]


def test_who_has_another_one_gets_it_whole(site):
    plain = site.ask().headers["etag"]
    for said in (
        {"if_none_match": plain},
        {"if_none_match": plain, "if_modified_since": site.ask().headers["last-modified"]},
    ):
        assert site.ask(accept_encoding="br", **said).status == 200
    assert site.ask(if_modified_since="Wed, 31 Dec 2025 12:00:00 GMT").status == 200


def test_a_question_for_the_head_gets_that_of_the_whole(site):
    whole, head = site.ask(accept_encoding="gzip"), site.ask(accept_encoding="gzip", method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert Site(site.folder).ask("/brieven/", method="HEAD").headers["content-length"] == str(len(PAGE))


def test_of_many_who_ask_at_once_one_asks_the_program(tmp_path):
    begun, go_on = threading.Event(), threading.Event()
    program = Program()

    def slow(*args):
        begun.set()
        go_on.wait(10)
        return program(*args)

    site = Site(tmp_path)
    site.kept._program = slow
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(site.ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.wait(10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert ([reply.body for reply in replies], len(program.asked)) == ([PAGE] * 8, 1)


# Where it is kept


def test_another_process_finds_it_on_disk(site, tmp_path):
    site.ask(accept_encoding="br")
    other = Site(tmp_path)
    assert (other.ask(accept_encoding="br").headers, other.count) == (site.ask(accept_encoding="br").headers, 0)


def test_half_a_file_is_none(site, tmp_path):
    site.ask()
    for file in (tmp_path / "1-abc").iterdir():
        file.write_bytes(file.read_bytes()[:-10])
    other = Site(tmp_path)
    assert (other.ask().body, other.count) == (PAGE, 1)


def test_a_disk_that_is_full_or_may_not_be_written_is_told_and_readers_are_served(tmp_path, caplog):
    (tmp_path / "kept").write_text("geen map")
    site = Site(tmp_path / "kept")
    assert [site.ask().body for _ in range(3)] == [PAGE] * 3
    assert site.count == 1  # the memory keeps it
    assert "Een antwoord is niet te bewaren" in caplog.text


def test_the_disk_has_a_limit(tmp_path):
    site = Site(Folder(tmp_path, in_memory=1, on_disk=3 * len(PAGE)))
    for number in range(10):
        site.ask(f"/{number}/")
    assert sum(file.stat().st_size for file in (tmp_path / "1-abc").iterdir()) <= 3 * len(PAGE)


def test_the_memory_has_a_limit(tmp_path):
    site = Site(Folder(tmp_path, in_memory=8 * len(PAGE), on_disk=0))
    for number in range(50):
        site.ask(f"/{number}/")
    assert site.folder._memory.currsize <= 8 * len(PAGE)


def test_releases_of_before_go(site, tmp_path):
    for number in range(1, 6):
        site.version = SECOND.__class__(number, SECOND.made_at)
        site.ask()
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["4-abc", "5-abc"]


# Which release


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Database:
    found, is_gone, asked = (1, FIRST.made_at), False, 0

    def __call__(self):
        self.asked += 1
        if self.is_gone:
            raise ConnectionError("weg")
        return self.found


def test_the_newest_is_asked_twice_a_second_at_most_and_at_once_for_staff(tmp_path):
    clock, database = Clock(), Database()
    newest = Newest(database, tmp_path / "newest.json", clock)
    assert [newest() for _ in range(5)] == [FIRST] * 5
    assert database.asked == 1
    database.found = (2, SECOND.made_at)
    assert (newest(), newest(is_asked_now=True)) == (FIRST, SECOND)
    clock.now += 0.5
    newest()
    assert database.asked == 3


def test_while_the_database_is_gone_the_last_known_is_the_newest_also_after_a_new_start(tmp_path, caplog):
    clock, database = Clock(), Database()
    newest = Newest(database, tmp_path / "newest.json", clock)
    newest()
    database.is_gone = True
    for _ in range(100):
        clock.now += 1
        assert newest() == FIRST
    assert caplog.text.count("De database antwoordt niet") == 2  # in 100 seconds
    assert Newest(database, tmp_path / "newest.json", clock)() == FIRST
    database.is_gone, database.found = False, (2, SECOND.made_at)
    clock.now += 1
    assert newest() == SECOND


def test_before_the_first_release_nothing_is_kept(site):
    site.version = None
    site.ask()
    site.ask()
    assert site.count == 2


def test_without_a_database_what_was_kept_is_answered(tmp_path):
    database = Database()
    site = Site(tmp_path)
    site.kept._newest = Newest(database, tmp_path / "newest.json", Clock())
    site.ask()
    database.is_gone = True
    other = Site(tmp_path)
    other.kept._newest = Newest(database, tmp_path / "newest.json", Clock())
    assert (other.ask().body, other.count) == (PAGE, 0)


# Before readers ask


def test_the_pages_of_a_new_release_are_made_by_one_process(tmp_path):
    threads = []

    def begin(*args):
        threads.append(warm_by(lambda: ["/tijdlijn/", "/brieven/"])(*args))

    site, other = Site(tmp_path, on_new_version=begin), Site(tmp_path, on_new_version=begin)
    site.ask("/")
    other.ask("/")
    for thread in threads:
        thread.join()
    assert len(threads) == 1
    assert sorted(asked["PATH_INFO"] for asked in site.program.asked) == ["/", "/brieven/", "/tijdlijn/"]
    for path in ("/tijdlijn/", "/brieven/"):
        assert other.ask(path, accept_encoding="br").headers["content-encoding"] == "br"
    assert other.count == 0


def test_a_day_in_another_zone_is_told_in_that_of_http():
    zone = datetime.timezone(datetime.timedelta(hours=1))
    version = FIRST.__class__(1, datetime.datetime(2026, 1, 1, 13, tzinfo=zone))
    assert version.last_modified == "Thu, 01 Jan 2026 12:00:00 GMT"

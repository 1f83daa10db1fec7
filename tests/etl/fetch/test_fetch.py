"""fetch against a publisher on this machine that misbehaves in every way we know of."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.fetch import Download, FetchFailed, FetchResult, fetch

CSV = b"area,value\n" + b"".join(b"E%08d,%d\n" % (n, n * n) for n in range(3000))
NEWER_CSV = CSV.replace(b"area,value", b"area,count")
OLD_CSV = b"area,value\nE06000006,1\n"
ETAG = '"first"'

Answer = Callable[[BaseHTTPRequestHandler], None]


class Publisher(ThreadingHTTPServer):
    """Answers each request with the next of its answers; the last one stays."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []  # headers of each request, and its path
        self.closing = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/file.csv"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append({**dict(self.headers.items()), "path": self.path})
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def send(status: int = 200, body: bytes = b"", **headers: str) -> Answer:
    """A plain answer; header names are written with _ for -."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def cut_short(body: bytes, sent: int, **headers: str) -> Answer:
    """Announces the whole body and sends only its beginning."""
    return send(body=body[:sent], **{"Content_Length": str(len(body))} | headers)


def file(body: bytes, etag: str = ETAG) -> Answer:
    """A well-behaved file: knows If-None-Match."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        is_newest = handler.headers.get("If-None-Match") == etag
        send(304 if is_newest else 200, b"" if is_newest else body, ETag=etag)(handler)

    return answer


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    # Proxy settings of the machine must not come between the two ends of a test.
    with httpx.Client(timeout=10, trust_env=False) as client:
        yield client


class Run:
    """fetch with everything it needs, and what it did."""

    def __init__(self, publisher: Publisher, client: httpx.Client, raw: Path) -> None:
        self.publisher, self.client, self.raw = publisher, client, raw
        self.paused: list[float] = []
        self.reports: list[tuple[str, int, int]] = []
        self.download = csv_download(publisher.address)
        self.path = raw / "folder" / "file.csv"
        self.part = raw / "folder" / ".file.csv.part"

    def __call__(self, *answers: Answer, **settings: Any) -> FetchResult:
        if answers:
            self.publisher.answers = list(answers)
        options = {"client": self.client, "report": self.hear} | settings
        (result,) = fetch([self.download], self.raw, sleep=self.paused.append, **options)
        return result

    def hear(self, what: str, done: int, total: int) -> None:
        self.reports.append((what, done, total))

    def put_old_file(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(OLD_CSV)


@pytest.fixture
def run(publisher: Publisher, client: httpx.Client, tmp_path: Path) -> Run:
    return Run(publisher, client, tmp_path / "raw")


def csv_download(address: str, **changes: Any) -> Download:
    values: dict[str, Any] = {
        "download_id": "the-file",
        "source_id": "publisher",
        "title": "A file",
        "address": address,
        "file_name": "folder/file.csv",
        "kind": "csv",
    }
    return Download(**(values | changes))


def kept_record(raw: Path) -> dict[str, Any]:
    return json.loads((raw / "downloads.json").read_text())


# --- the plain case, and what is kept about it ------------------------------------------------


def test_a_new_file_arrives_whole_and_is_written_down(run: Run) -> None:
    result = run(send(body=CSV, ETag=ETAG, Last_Modified="Wed, 05 Nov 2025 10:00:00 GMT"))
    assert (result.state, result.path, result.message) == ("new", run.path, "")
    assert run.path.read_bytes() == CSV
    assert not run.part.exists()
    kept = kept_record(run.raw)["files"]["folder/file.csv"]
    assert datetime.now(UTC) - datetime.fromisoformat(kept.pop("fetched_at")) < timedelta(minutes=1)
    assert kept == {
        "download_id": "the-file",
        "address": run.download.address,
        "sha256": hashlib.sha256(CSV).hexdigest(),
        "bytes": len(CSV),
        "etag": ETAG,
        "last_modified": "Wed, 05 Nov 2025 10:00:00 GMT",
    }
    assert not kept_record(run.raw).keys() - {"files"}


def test_progress_starts_at_nothing_and_ends_at_the_whole(run: Run) -> None:
    run(file(CSV))
    assert run.reports[0] == ("A file", 0, 0)
    assert run.reports[-1] == ("A file", len(CSV), len(CSV))


def test_a_packed_answer_is_unpacked_and_its_mark_is_kept(run: Run) -> None:
    packed = gzip.compress(CSV)
    result = run(send(body=packed, Content_Encoding="gzip", ETag=ETAG))
    assert result.state == "new"
    assert run.path.read_bytes() == CSV
    assert run.reports[-1] == ("A file", len(packed), len(packed))
    assert run(file(CSV)).state == "unchanged"
    assert run.publisher.asked[-1]["If-None-Match"] == ETAG


def test_a_byte_order_mark_is_no_reason_to_refuse(run: Run) -> None:
    assert run(send(body=b"\xef\xbb\xbf" + CSV)).state == "new"


# --- what often passes: pauses and further attempts -------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_passing_refusal_is_tried_again(run: Run, status: int) -> None:
    assert run(send(status), file(CSV)).state == "new"
    assert run.path.read_bytes() == CSV
    assert len(run.paused) == 1
    assert 1 <= run.paused[0] <= 2
    assert any("trying again" in what for what, _, _ in run.reports)


def test_pauses_grow_and_then_it_gives_up(run: Run) -> None:
    run.put_old_file()
    result = run(send(500))
    assert result.state == "failed"
    assert "127.0.0.1 answered 500 Internal Server Error" in result.message
    assert "gave up after 5 attempts" in result.message
    assert run.download.address in result.message
    assert len(run.publisher.asked) == 5
    assert len(run.paused) == 4
    for attempt, seconds in enumerate(run.paused):
        assert 2**attempt <= seconds <= 2**attempt + 1
    assert run.path.read_bytes() == OLD_CSV


def test_retry_after_in_seconds_is_kept_to(run: Run) -> None:
    assert run(send(503, Retry_After="7"), file(CSV)).state == "new"
    assert run.paused == [7]


def test_retry_after_as_a_date_is_kept_to(run: Run) -> None:
    until = datetime.now(UTC) + timedelta(seconds=40)
    assert run(send(429, Retry_After=format_datetime(until, usegmt=True)), file(CSV)).state == "new"
    assert 35 <= run.paused[0] <= 40


def test_a_retry_after_that_has_passed_means_now(run: Run) -> None:
    assert run(send(503, Retry_After="Wed, 05 Nov 2025 10:00:00 GMT"), file(CSV)).state == "new"
    assert run.paused == [0]


def test_a_retry_after_nobody_can_read_is_ignored(run: Run) -> None:
    assert run(send(503, Retry_After="soon"), file(CSV)).state == "new"
    assert 1 <= run.paused[0] <= 2


def test_a_server_that_asks_for_an_hour_is_left_alone(run: Run) -> None:
    result = run(send(503, Retry_After="3600"), file(CSV))
    assert result.state == "failed"
    assert "asks us to come back in 60 minutes" in result.message
    assert run.paused == []


def test_a_dropped_connection_is_tried_again(run: Run) -> None:
    assert run(hang_up, file(CSV)).state == "new"
    assert run.path.read_bytes() == CSV
    assert any("broke off" in what for what, _, _ in run.reports)


@pytest.mark.slow
def test_a_server_that_never_answers_is_tried_again(run: Run, publisher: Publisher) -> None:
    def wait(handler: BaseHTTPRequestHandler) -> None:
        publisher.closing.wait(10)

    with httpx.Client(timeout=httpx.Timeout(10, read=1), trust_env=False) as hasty:
        assert run(wait, file(CSV), client=hasty).state == "new"
    assert any("took too long" in what for what, _, _ in run.reports)


@pytest.mark.slow
def test_a_server_that_stops_half_way_is_tried_again(run: Run, publisher: Publisher) -> None:
    def stop_half_way(handler: BaseHTTPRequestHandler) -> None:
        cut_short(CSV, 1000, ETag=ETAG)(handler)
        handler.wfile.flush()
        publisher.closing.wait(10)

    with httpx.Client(timeout=httpx.Timeout(10, read=1), trust_env=False) as hasty:
        assert run(stop_half_way, file(CSV), client=hasty).state == "new"
    assert run.path.read_bytes() == CSV
    assert len(run.paused) == 1
    assert any("took too long" in what for what, _, _ in run.reports)


# --- files that break off, and interruptions ---------------------------------------------------


@pytest.mark.parametrize("marks", [{}, {"ETag": ETAG}, {"ETag": 'W/"weak"'}])
def test_a_file_cut_short_is_fetched_again_from_the_start(run: Run, marks: dict[str, str]) -> None:
    run.put_old_file()
    assert run(cut_short(CSV, 1000, **marks), send(body=CSV, **marks)).state == "updated"
    assert run.path.read_bytes() == CSV
    assert len(run.paused) == 1
    assert not {"Range", "If-Range"} & run.publisher.asked[1].keys()


def test_a_file_that_changes_between_two_attempts_is_never_mixed(run: Run) -> None:
    assert run(cut_short(CSV, 1000, ETag=ETAG), file(NEWER_CSV, etag='"second"')).state == "new"
    assert run.path.read_bytes() == NEWER_CSV
    assert kept_record(run.raw)["files"]["folder/file.csv"]["etag"] == '"second"'


def test_a_file_that_is_always_cut_short_never_replaces_a_good_one(run: Run) -> None:
    run.put_old_file()
    result = run(cut_short(CSV, 1000))
    assert result.state == "failed"
    assert "broke off the connection; gave up after 5 attempts" in result.message
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()


def test_a_piece_of_a_file_is_refused_when_nobody_asked_for_one(run: Run) -> None:
    piece = f"bytes 0-999/{len(CSV)}"
    result = run(send(206, CSV[:1000], Content_Range=piece, ETag=ETAG))
    assert "answered 206 Partial Content" in result.message
    assert not run.path.exists()


def test_ctrl_c_leaves_the_good_file_and_the_next_run_fetches_the_whole(run: Run) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    run.put_old_file()
    with pytest.raises(KeyboardInterrupt):
        run(file(CSV), report=stop)
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()
    assert run(file(CSV)).state == "updated"
    assert not {"Range", "If-None-Match"} & run.publisher.asked[-1].keys()
    assert run.path.read_bytes() == CSV


@pytest.mark.parametrize("when", ["fsync", "replace"])
def test_an_interruption_while_writing_leaves_the_good_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    run.put_old_file()
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(os if when == "fsync" else Path, when, stop)
        run(file(CSV))
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()
    assert run(file(CSV)).state == "updated"


def test_a_full_disk_is_said_and_leaves_the_good_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError("No space left on device")

    run.put_old_file()
    monkeypatch.setattr(os, "fsync", refuse)
    assert run(file(CSV)).message == f"Cannot write {run.path}: No space left on device"
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()


def test_what_a_power_cut_left_half_written_is_no_obstacle(run: Run) -> None:
    run.put_old_file()
    run.part.write_bytes(NEWER_CSV[:500])
    assert run(file(CSV)).state == "updated"
    assert run.path.read_bytes() == CSV
    assert not run.part.exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=st.lists(st.integers(0, len(CSV) - 1), max_size=4), has_etag=st.booleans())
def test_however_it_is_cut_the_file_is_the_publishers(
    publisher: Publisher,
    client: httpx.Client,
    tmp_path_factory: pytest.TempPathFactory,
    cuts: list[int],
    has_etag: bool,
) -> None:
    run = Run(publisher, client, tmp_path_factory.mktemp("raw"))
    marks = {"ETag": ETAG} if has_etag else {}
    broken = [cut_short(CSV, size, **marks) for size in cuts]
    assert run(*broken, cut_short(CSV, len(CSV), **marks)).state == "new"
    assert run.path.read_bytes() == CSV


# --- asking only for what changed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "value", "question"),
    [
        ("ETag", ETAG, "If-None-Match"),
        ("Last_Modified", "Wed, 05 Nov 2025 10:00:00 GMT", "If-Modified-Since"),
    ],
)
def test_a_file_that_did_not_change_is_left_alone(
    run: Run, mark: str, value: str, question: str
) -> None:
    run(send(body=CSV, **{mark: value}))
    before = (run.path.stat().st_mtime_ns, kept_record(run.raw))
    assert run(send(304)).state == "unchanged"
    assert run.publisher.asked[-1][question] == value
    assert (run.path.stat().st_mtime_ns, kept_record(run.raw)) == before


@pytest.mark.parametrize("etag", [ETAG, 'W/"weak"'])
def test_the_etag_is_asked_with_in_each_attempt_and_before_the_day(run: Run, etag: str) -> None:
    run(send(body=CSV, ETag=etag, Last_Modified="Wed, 05 Nov 2025 10:00:00 GMT"))
    run.publisher.asked.clear()
    assert run(send(503), cut_short(NEWER_CSV, 1000), send(304)).state == "unchanged"
    assert [asked["If-None-Match"] for asked in run.publisher.asked] == [etag] * 3
    assert not any("If-Modified-Since" in asked for asked in run.publisher.asked)
    assert run.path.read_bytes() == CSV


def test_a_new_mark_for_the_same_bytes_is_written_down(run: Run) -> None:
    run(file(CSV))
    assert run(file(CSV, etag='"second"')).state == "unchanged"
    assert run(send(304)).state == "unchanged"
    assert run.publisher.asked[-1]["If-None-Match"] == '"second"'


def test_a_mark_of_another_address_is_not_asked_with(run: Run) -> None:
    run(file(CSV))
    run.download = csv_download(run.publisher.address + "?edition=2")
    assert run(file(NEWER_CSV)).state == "updated"
    assert "If-None-Match" not in run.publisher.asked[-1]
    assert run.path.read_bytes() == NEWER_CSV


def test_a_record_that_also_lists_broken_off_parts_is_still_read(run: Run) -> None:
    """As written while downloads could be gone on with."""
    run(file(CSV))
    kept = kept_record(run.raw) | {"parts": {"other.csv": {"address": "a", "etag": ETAG}}}
    (run.raw / "downloads.json").write_text(json.dumps(kept))
    assert run(send(304)).state == "unchanged"


def test_the_same_bytes_again_are_unchanged_even_without_marks(run: Run) -> None:
    run(send(body=CSV))
    before = run.path.stat().st_ino
    assert run(send(body=CSV)).state == "unchanged"
    assert run.path.stat().st_ino == before
    assert not run.part.exists()


def test_a_newer_file_replaces_the_old_one(run: Run) -> None:
    run(file(CSV))
    assert run(file(NEWER_CSV, etag='"second"')).state == "updated"
    assert run.path.read_bytes() == NEWER_CSV


@pytest.mark.parametrize(
    "harm", [lambda path: path.write_bytes(OLD_CSV), lambda path: path.unlink()]
)
def test_a_file_that_is_not_the_one_we_fetched_is_fetched_again(
    run: Run, harm: Callable[[Path], Any]
) -> None:
    run(file(CSV))
    harm(run.path)
    assert run(file(CSV)).state in ("new", "updated")
    assert "If-None-Match" not in run.publisher.asked[-1]
    assert run.path.read_bytes() == CSV


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"files": 1}', '{"files": {"folder/file.csv": 1}}', '{"files": {}}']
)
def test_a_spoilt_record_costs_a_download_and_nothing_else(run: Run, content: str) -> None:
    run(file(CSV))
    (run.raw / "downloads.json").write_text(content)
    assert run(file(CSV)).state == "unchanged"
    assert kept_record(run.raw)["files"]["folder/file.csv"]["bytes"] == len(CSV)


def test_not_changed_is_refused_when_nobody_asked(run: Run) -> None:
    assert run(send(304)).state == "failed"
    assert not run.path.exists()


# --- what is refused at once -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"<!DOCTYPE html><title>Sorry, error</title>", "a web page"),
        (b"\xef\xbb\xbf\n<html>a,b</html>", "a web page"),
        (b'{"message": "No data"}', 'a JSON message ({"message": "No data"})'),
        (b"PK\x03\x04,zip,", "a packed or binary file"),
        (b"%PDF-1.7, no", "a packed or binary file"),
        (b"a,b\n\0\0\0", "a packed or binary file"),
        (b"Service unavailable\n", "plain text without columns"),
    ],
)
def test_the_wrong_kind_of_file_is_refused(run: Run, body: bytes, named: str) -> None:
    run.put_old_file()
    result = run(send(body=body, Content_Type="text/csv", ETag=ETAG))
    assert result.state == "failed"
    assert f"127.0.0.1 sent {named} instead of a CSV file" in result.message
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()
    assert len(run.publisher.asked) == 1


def test_a_missing_file_is_not_tried_again(run: Run) -> None:
    run.download = csv_download(run.publisher.address, note="the number may have changed")
    result = run(send(404, b"<html>no</html>"))
    assert result.state == "failed"
    assert "404 Not Found: the publisher may have moved the file" in result.message
    assert result.message.endswith(f"{run.download.address} (the number may have changed)")
    assert "\n" not in result.message
    assert len(run.publisher.asked) == 1
    assert not run.path.exists()


def test_what_the_server_says_about_a_bad_request_is_passed_on(run: Run) -> None:
    result = run(send(400, b'{"message": "Request contained invalid time period."}'))
    assert "400 Bad Request (Request contained invalid time period.)" in result.message


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"message": 7}', b""])
def test_a_bad_request_without_a_reason_is_still_plain(run: Run, body: bytes) -> None:
    assert "answered 403 Forbidden. The address is" in run(send(403, body)).message


def unannounced(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(CSV)


@pytest.mark.parametrize(
    "answer", [send(body=CSV, ETag=ETAG), unannounced], ids=["announced", "not"]
)
def test_a_file_far_too_large_is_refused(run: Run, answer: Answer) -> None:
    run.put_old_file()
    result = run(answer, largest_file_bytes=len(CSV) - 1)
    assert result.state == "failed"
    assert "far more than such a file holds" in result.message
    assert run.path.read_bytes() == OLD_CSV
    assert not run.part.exists()
    assert run.paused == []


# --- where an address may lead -----------------------------------------------------------------


def test_a_redirect_is_followed(run: Run) -> None:
    assert run(send(302, Location="/elsewhere.csv"), file(CSV)).state == "new"
    assert run.publisher.asked[1]["path"] == "/elsewhere.csv"


def test_a_redirect_in_a_circle_ends(run: Run) -> None:
    result = run(send(302, Location="/file.csv"))
    assert "redirects in a circle" in result.message
    assert len(run.publisher.asked) == 6


@pytest.mark.parametrize("target", ["http://publisher.example/f.csv", "http://127.0.0.1/f.csv"])
def test_a_redirect_away_from_https_is_refused(run: Run, target: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https", "the unsafe address must not be asked"
        return httpx.Response(302, headers={"Location": target})

    run.download = csv_download("https://publisher.example/file.csv")
    with httpx.Client(transport=httpx.MockTransport(answer)) as mocked:
        result = run(client=mocked)
    assert f"leads to {target}, which is not https: refused" in result.message


def test_a_plain_http_address_is_refused(run: Run) -> None:
    run.download = csv_download("http://publisher.example/file.csv")
    assert "not https: refused" in run().message


# --- nobody at the other end -------------------------------------------------------------------


def test_offline_says_what_to_do_and_does_not_wait(run: Run) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        run.download = csv_download(f"http://127.0.0.1:{unused.getsockname()[1]}/file.csv")
    result = run()
    assert result.state == "failed"
    assert result.message == (
        "No connection to 127.0.0.1: check the network or proxy, or put the file in "
        f"{run.raw} yourself; the address is {run.download.address}"
    )
    assert run.paused == []


def refusing(asked: list[str], why: str) -> httpx.Client:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        raise httpx.ConnectError(why, request=request)

    return httpx.Client(transport=httpx.MockTransport(answer))


def test_a_host_that_cannot_be_reached_is_tried_once_for_all_its_files(tmp_path: Path) -> None:
    wanted = [
        csv_download(f"https://{host}/{n}.csv", download_id=f"{host}-{n}", file_name=f"{n}.csv")
        for host in ("one.example", "two.example")
        for n in range(3)
    ]
    asked: list[str] = []
    with refusing(asked, "Name or service not known") as client:
        results = fetch(wanted, tmp_path, client=client)
    assert asked == ["one.example", "two.example"]
    for download, result in zip(wanted, results, strict=True):
        assert result.state == "failed"
        assert result.message.endswith(f"the address is {download.address}")
        assert result.message.startswith(f"No connection to {httpx.URL(download.address).host}: ")


def test_an_untrusted_certificate_says_how_to_trust_it(tmp_path: Path) -> None:
    with refusing([], "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate") as client:
        (result,) = fetch([csv_download("https://one.example/f.csv")], tmp_path, client=client)
    assert result.message.startswith("The certificate of one.example is not trusted here: set SSL_")


def test_a_connection_lost_after_an_answer_is_tried_again(run: Run) -> None:
    answers = iter([httpx.Response(500), None, httpx.Response(200, content=CSV)])

    def answer(request: httpx.Request) -> httpx.Response:
        response = next(answers)
        if response is None:
            raise httpx.ConnectError("refused", request=request)
        return response

    run.download = csv_download("https://publisher.example/file.csv")
    with httpx.Client(transport=httpx.MockTransport(answer)) as mocked:
        assert run(client=mocked).state == "new"
    assert len(run.paused) == 2


# --- several files -----------------------------------------------------------------------------


def test_one_failure_does_not_stop_the_others_and_only_keeps_to_a_source(run: Run) -> None:
    wanted = [
        csv_download(
            run.publisher.address, download_id=name, source_id=source, file_name=f"{name}.csv"
        )
        for name, source in [("a", "first"), ("b", "second"), ("c", "second")]
    ]
    run.publisher.answers = [send(404), file(CSV)]
    results = fetch(wanted, run.raw, client=run.client)
    assert [result.state for result in results] == ["failed", "new", "new"]
    by_source = fetch(wanted, run.raw, only=["second"], client=run.client)
    assert [result.download_id for result in by_source] == ["b", "c"]
    by_id = fetch(wanted, run.raw, only=["a"], client=run.client)
    assert [result.state for result in by_id] == ["new"]


def test_an_unknown_name_says_which_there_are(tmp_path: Path) -> None:
    known = [csv_download("https://one.example/f.csv")]
    with pytest.raises(FetchFailed) as raised:
        fetch(known, tmp_path, only=["publisher", "ons"])
    assert str(raised.value) == "There is nothing to fetch for ons. The sources are: publisher."


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of a folder, as on Unix")
def test_a_disk_that_refuses_is_said_plainly(run: Run) -> None:
    run.raw.mkdir()
    (run.raw / "folder").write_text("a file where the folder should be")
    result = run(file(CSV))
    assert result.state == "failed"
    assert result.message.startswith(f"Cannot write {run.path}")


# --- boundaries, page by page ------------------------------------------------------------------


def feature(number: int) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [-3.0, 53.0 + number / 100]}
    name = f"St. Helens {number:03d}A"
    return {"type": "Feature", "properties": {"LSOA21NM": name}, "geometry": point}


def layer(count: int, most: int, mark: str) -> Answer:
    """An ArcGIS layer that hands out at most `most` features, and says so in one of its ways."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        query = parse_qs(urlsplit(handler.path).query)
        offset = int(query["resultOffset"][0])
        size = min(most, int(query["resultRecordCount"][0]))
        page: dict[str, Any] = {"type": "FeatureCollection"}
        page["features"] = [feature(n) for n in range(offset, min(offset + size, count))]
        if offset + size < count and mark == "top":
            page["exceededTransferLimit"] = True
        if offset + size < count and mark == "properties":
            page["properties"] = {"exceededTransferLimit": True}
        send(body=json.dumps(page).encode())(handler)

    return answer


@pytest.fixture
def layered(run: Run) -> Run:
    address = run.publisher.address + "?where=LSOA21NM+LIKE+%27St.+Helens+%25%27&f=geojson"
    run.download = csv_download(
        address, file_name="folder/areas.geojson", kind="geojson-pages", page_size=4
    )
    run.path = run.raw / "folder" / "areas.geojson"
    run.part = run.raw / "folder" / ".areas.geojson.part"
    return run


@pytest.mark.parametrize(
    ("count", "most", "mark"),
    [
        (10, 100, "top"),
        (10, 100, "properties"),
        (10, 3, "top"),  # fewer than we asked for
        (10, 3, "properties"),
        (8, 100, "missing"),  # full pages, and the service forgets to say there are more
        (3, 100, "missing"),
    ],
)
def test_all_pages_become_one_collection(layered: Run, count: int, most: int, mark: str) -> None:
    assert layered(layer(count, most, mark)).state == "new"
    collection = json.loads(layered.path.read_text())
    assert collection["type"] == "FeatureCollection"
    assert collection["features"] == [feature(n) for n in range(count)]
    for asked in layered.publisher.asked:
        query = parse_qs(urlsplit(asked["path"]).query)
        assert query["where"] == ["LSOA21NM LIKE 'St. Helens %'"]
        assert query["f"] == ["geojson"]
        assert query["resultRecordCount"] == ["4"]


def test_the_same_boundaries_again_are_unchanged(layered: Run) -> None:
    layered(layer(10, 100, "top"))
    assert layered().state == "unchanged"
    assert layered(layer(11, 100, "top")).state == "updated"


def test_a_page_that_fails_is_asked_for_again(layered: Run) -> None:
    good = layer(10, 100, "top")
    busy = send(body=b'{"error": {"code": 429, "message": "Too many requests"}}')
    broken = send(body=b'{"type": "FeatureCollection", "features": [')
    assert layered(good, send(500), busy, broken, cut_short(b"x" * 99, 9), good).state == "new"
    offsets = [
        parse_qs(urlsplit(asked["path"]).query)["resultOffset"][0]
        for asked in layered.publisher.asked
    ]
    assert offsets == ["0", "4", "4", "4", "4", "4", "8"]
    assert len(json.loads(layered.path.read_text())["features"]) == 10


def page_of(features: list[dict[str, Any]], **marks: Any) -> Answer:
    page = {"type": "FeatureCollection", "features": features} | marks
    return send(body=json.dumps(page).encode())


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (
            send(body=b'{"error": {"code": 400, "message": "Invalid query", "details": []}}'),
            "127.0.0.1 answered with an error: Invalid query (code 400)",
        ),
        (send(body=b'{"error": "gone"}'), "answered with an error: gone"),
        (send(body=b"<html>Sorry</html>"), "sent a web page instead of boundaries"),
        (send(body=b""), "sent an empty answer instead of boundaries"),
        (send(body=b"[1, 2]"), "is no feature collection"),
        (send(body=b'{"count": 3}'), "is no feature collection"),
        (page_of([]), "found no areas: its field names may have changed"),
        (page_of([], exceededTransferLimit=True), "says there are more areas and sends none"),
        (page_of([feature(1), feature(1)]), "sent the same area twice"),
        (page_of([feature(1), feature(2)], exceededTransferLimit=True), "the same area twice"),
        (send(404), "404 Not Found: the publisher may have moved the file"),
    ],
)
def test_wrong_pages_are_refused_at_once(layered: Run, answer: Answer, problem: str) -> None:
    layered.path.parent.mkdir(parents=True)
    layered.path.write_text("good boundaries")
    result = layered(answer, answer, send(404))  # so that a missed repeat ends all the same
    assert result.state == "failed"
    assert problem in result.message
    assert layered.path.read_text() == "good boundaries"
    assert layered.paused == []


def test_a_service_that_stays_broken_is_given_up_on(layered: Run) -> None:
    result = layered(send(body=b'{"error": {"code": 500, "message": "Unable to query"}}'))
    assert "Unable to query (code 500); gave up after 5 attempts" in result.message
    assert len(layered.publisher.asked) == 5


def test_pages_together_may_not_be_too_large(layered: Run) -> None:
    result = layered(layer(1000, 100, "top"), largest_file_bytes=2000)
    assert "far more than such a file holds" in result.message
    assert not layered.path.exists()

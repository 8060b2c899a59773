"""Messages between the program and the process that reads; that process ends with its input."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys

import pytest

from ingest.worker import receive, send
from tests.support.paths import ROOT


@pytest.mark.parametrize("data", [b"", b"eins", bytes(100_000)])
def test_a_message_arrives_as_it_was_sent(data: bytes):
    stream = io.BytesIO()
    send(stream, data)
    send(stream, b"danach")
    stream.seek(0)
    assert [receive(stream), receive(stream), receive(stream)] == [data, b"danach", None]


@pytest.mark.parametrize("left", [0, 4, 8, 11])
def test_one_that_is_cut_off_is_none(left: int):
    stream = io.BytesIO()
    send(stream, b"eins")
    assert receive(io.BytesIO(stream.getvalue()[:left])) is None


def answers(*jobs: bytes) -> tuple[list[tuple[object, Exception | None, bool]], int]:
    """What the process replies to each job, and the code with which it ends when there are no more."""
    with subprocess.Popen(
        [sys.executable, "-c", "from ingest.worker import main; main()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        replies = []
        for job in jobs:
            send(process.stdin, job)
            replies.append(pickle.loads(receive(process.stdout) or b""))
        process.stdin.close()
        return replies, process.wait(20)


def test_jobs_are_done_one_after_the_other_and_what_they_print_is_no_message():
    jobs = [(print, ("laut",), {}, 5.0), (int, ("x",), {}, 5.0), (sorted, ([2, 1],), {"reverse": True}, 5.0)]
    (printed, wrong, done), code = answers(*map(pickle.dumps, jobs))
    assert printed == (None, None, False)
    assert isinstance(wrong[1], ValueError)
    assert done == ([2, 1], None, False)
    assert code == 0


def test_a_job_that_cannot_be_read_is_an_error_like_any_other():
    ((result, error, ends),), _ = answers(b"kein Pickle")
    assert (result, type(error), ends) == (None, pickle.UnpicklingError, False)

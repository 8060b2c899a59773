"""The file that says where the service is: this user's alone from its first moment, and never taken from another."""

import os
import stat

import pytest

from ui.storage import endpoint


def test_what_is_written_is_read_and_a_new_one_takes_its_place(tmp_path):
    first, second = endpoint.new(1), endpoint.new(2)
    assert first.secret != second.secret
    for one in (first, second):
        endpoint.write(tmp_path, one)
        assert endpoint.read(tmp_path) == one
    endpoint.forget(tmp_path)
    endpoint.forget(tmp_path)
    assert endpoint.read(tmp_path) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows hat keine solchen Rechte")
def test_nobody_else_may_read_it_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        endpoint.write(tmp_path, endpoint.new(1))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / endpoint.FILE).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows verlangt für Verknüpfungen ein Recht")
def test_a_link_that_lies_there_is_not_followed(tmp_path):
    other = tmp_path / "anderswo"
    other.write_text("bleibt", encoding="utf-8")
    (tmp_path / endpoint.FILE).symlink_to(other)
    endpoint.write(tmp_path, endpoint.new(1))
    assert other.read_text(encoding="utf-8") == "bleibt"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"port": "x", "secret": "y"}', "kaputt"])
def test_a_file_that_is_none_is_passed_over(tmp_path, text):
    (tmp_path / endpoint.FILE).write_text(text, encoding="utf-8")
    assert endpoint.read(tmp_path) is None


def test_the_secret_is_known_by_its_proof_for_a_nonce_and_never_told():
    mine, other = endpoint.new(1), endpoint.new(1)
    assert mine.proof("a") != mine.proof("b")
    assert mine.proof("a") != other.proof("a")
    assert mine.secret not in mine.proof("a")
    assert mine.opened_by(mine.secret)
    assert not mine.opened_by(other.secret)
    assert not mine.opened_by("ä")

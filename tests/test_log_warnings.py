"""An unexpected warning in the log fails the test that caused it."""

from __future__ import annotations

import pytest

from tests.ward import ROOT

pytest_plugins = ["pytester"]

SAMPLE = """
    import logging
    import pytest

    log = logging.getLogger("app.sample")
    expects = pytest.mark.expects_log("disk is full")

    def test_information():
        log.info("disk is fine")

    def test_warning():
        log.warning("disk is %s", "full")

    def test_error():
        log.error("disk is full")

    @expects
    def test_expected_warning():
        log.warning("disk is full")

    @expects
    def test_other_warning():
        log.warning("disk is slow")

    @expects
    def test_missing_warning():
        pass

    @pytest.fixture
    def record():
        yield
        log.warning("disk is full")

    def test_warning_of_a_fixture(record):
        pass
"""


def test_a_warning_in_the_log_fails_the_test_unless_expected(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    pytester.makeini("[pytest]\nmarkers = expects_log")
    pytester.makepyfile(test_sample=SAMPLE)
    # In a process of its own, because what it logs would fail this test as well.
    said = pytester.runpytest_subprocess("-p", "no:pytest-qt", "-p", "no:randomly").stdout
    failed = [line.split()[1] for line in said.lines if line.startswith("ERROR test_sample")]
    assert [name.removeprefix("test_sample.py::test_") for name in failed] == [
        "warning",
        "error",
        "other_warning",
        "missing_warning",
        "warning_of_a_fixture",
    ]
    said.fnmatch_lines(
        [
            "unexpected in the log: app.sample: WARNING: disk is full",
            "expected in the log, but not there: disk is full",
        ]
    )

"""Work for several hosts at once."""

from __future__ import annotations

import threading

import pytest

from sitegen.contribute.importing.host_workers import results_by_host


def test_a_fault_in_the_work_reaches_the_one_who_waits_for_results():
    def work(urls):
        yield urls[0]
        raise RuntimeError("a fault")

    results = results_by_host(["http://a.example/1", "http://a.example/2"], work, threading.Event())

    assert next(results) == "http://a.example/1"
    with pytest.raises(RuntimeError, match="a fault"):
        next(results)


def test_hosts_are_worked_for_at_once_and_the_urls_of_one_in_order():
    both = threading.Barrier(2, timeout=10)

    def work(urls):
        both.wait()
        yield from urls

    urls = [f"http://{host}.example/{number}" for number in range(3) for host in "ab"]
    found = list(results_by_host(urls, work, threading.Event()))

    assert sorted(found) == sorted(urls)
    assert [url for url in found if "//a" in url] == [url for url in urls if "//a" in url]

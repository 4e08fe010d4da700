"""Which addresses are public."""

from __future__ import annotations

import pytest

from sitegen.contribute.importing.addresses import is_public, resolve


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.3", "::1"),
        *("10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1", "fd00::1", "fec0::1"),
        *("169.254.169.254", "fe80::1", "fe80::1%eth0"),
        *("224.0.0.1", "ff02::1", "ff0e::1"),
        *("0.0.0.0", "::", "240.0.0.1", "255.255.255.255", "192.88.99.1", "198.18.0.1", "192.0.2.1"),
        *("2001:db8::1", "3fff::1", "100::1", "5f00::1"),
        *("", "localhost", "2130706433", "0x7f.1"),
    ],
)
def test_others_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "::ffff:192.168.0.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::a00:1",
        "2002:7f00:0001::1",
        "2002:c0a8:0101::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_a_private_address_does_not_hide_inside_another(address):
    assert not is_public(address)


def test_a_public_address_may_come_through_a_translator():
    assert is_public("64:ff9b::1.1.1.1")
    assert is_public("::ffff:1.1.1.1")


def test_numbers_are_resolved_to_the_addresses_that_they_are():
    assert resolve("2130706433") == ("127.0.0.1",)
    assert resolve("127.1") == ("127.0.0.1",)

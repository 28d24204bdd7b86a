"""What is installed: requirements.txt gives ranges, constraints.txt the releases that were tested."""

from importlib.metadata import PackageNotFoundError, distribution

import pytest
from gold import ROOT
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version


def read(name: str) -> list[Requirement]:
    """The requirements of a file, without comments and references to other files."""
    lines = (line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


RANGES = [*read("requirements.txt"), *read("requirements-dev.txt")]
PINS = {canonicalize_name(pin.name): pin.specifier for pin in read("constraints.txt")}
MACHINES = [
    {
        **default_environment(),
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.9",
        "sys_platform": system.lower(),
        "platform_system": system,
    }
    for minor in (11, 12, 13)
    for system in ("Linux", "Darwin")
]


def release(name: str) -> Version:
    """The one release that constraints.txt names."""
    assert canonicalize_name(name) in PINS, f"{name} is not in constraints.txt: run make constraints"
    (pin,) = PINS[canonicalize_name(name)]
    assert pin.operator == "==" and "*" not in pin.version, f"{name}{pin}"
    return Version(pin.version)


def test_constraints_are_sorted_exact_and_name_a_package_once():
    names = [pin.name.lower() for pin in read("constraints.txt")]
    assert len(names) == len(set(names)) == len(PINS) and [release(name) for name in names]
    assert names == sorted(names)


@pytest.mark.parametrize("required", RANGES, ids=str)
def test_every_requirement_is_pinned_within_its_range(required):
    assert release(required.name) in required.specifier


def test_everything_that_the_pinned_releases_need_is_pinned_on_every_python_and_system():
    ahead, seen, checked = list(RANGES), set(), 0
    while ahead:
        required = ahead.pop()
        name = canonicalize_name(required.name)
        if (name, *sorted(required.extras)) in seen:
            continue
        seen.add((name, *sorted(required.extras)))
        try:
            installed = distribution(name)
        except PackageNotFoundError:  # needed on another system only
            continue
        if Version(installed.version) != release(name):  # make test-newest: it may need other things
            continue
        checked += 1
        for needed in map(Requirement, installed.requires or ()):
            asked = ({**machine, "extra": extra} for machine in MACHINES for extra in ("", *required.extras))
            if needed.marker is None or any(map(needed.marker.evaluate, asked)):
                assert release(needed.name) in needed.specifier, f"{name} needs {needed}"
                ahead.append(needed)
    assert checked


def test_no_release_with_known_vulnerabilities_can_be_chosen():
    """Mended in Starlette 1.3.1: CVE-2025-62727, CVE-2026-48710, -48817, -48818, -54282, -54283.

    In Streamlit 1.54: CVE-2026-33682.
    """
    ranges = {required.name: required.specifier for required in RANGES}
    for name, mended in (("starlette", "1.3.1"), ("streamlit", "1.54")):
        assert release(name) >= Version(mended)
        older = [
            release for release in ("0.46", "1.0", "1.3.0", "1.53.1") if Version(release) < Version(mended)
        ]
        assert not any(map(ranges[name].contains, older))

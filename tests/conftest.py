"""What every test may use: golden files, rewritten by `pytest --accept`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a run judges the change and not its luck. Fresh ones are looked for with
# pytest --hypothesis-profile=default.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

TESTS = Path(__file__).parent
Golden = Callable[[str | Path, str | bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files with what the code makes now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a golden file, byte for byte; a relative path counts from tests/."""
    accept = request.config.getoption("--accept")

    def check(path: str | Path, actual: str | bytes) -> None:
        file = TESTS / path
        data = actual.encode() if isinstance(actual, str) else actual
        if accept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.is_file(), f"{file.name} is missing: look at the output and run pytest --accept"
        if isinstance(actual, str):
            assert actual == file.read_bytes().decode()
        else:
            assert actual == file.read_bytes(), f"{file.name} differs"

    return check

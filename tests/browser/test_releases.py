"""Releases gone through in a browser by three people who sign in, from draft to tombstone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.release_journey import CHART, PLACE, journey
from tests.conftest import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:get_jwt_config", "ignore:authlib.jose", "ignore:The httpx"),
]


def test_signed_in_two_publish_correct_withdraw_and_verify(
    browser: Browser, real_store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("nginx") is None:
        missing("nginx is not installed, so nothing was published in a browser")
    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))
    said: list[str] = []
    with journey(browser, tmp_path, said.append) as gone:
        gone.go()
    assert f"Anne, {CHART}, version 1: in review: You cannot approve this version" in said
    assert f"readers, /places/{PLACE}/: 410, “Its figures were wrong”" in said

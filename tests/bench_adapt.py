"""How long `docgen adapt` and `docgen update` take, and what a chain of overlays costs: part of `make bench`.

- cold: whole processes on a plan with 200 items, beside a bare Python and `docgen check` of the same plan.
- growth: the same with 100, 200, 400 and 800 items in one process: adapting, and bringing in a revision of every
  tenth item where this level has edited every fifth.
- chain: four levels, one over the other, from the files to the plan, beside the flat file of the same content.

Times belong to the machine; the ratios are what counts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import DOCGEN, alternating, took

from docgen import profile_file
from docgen.adapt_files import adapt_file, base_of
from docgen.base_text import base_text
from docgen.campaign_file import load, opened
from docgen.compose import compose
from docgen.genre import folders
from docgen.placed import plain
from docgen.update_files import update_file
from docgen.yaml_text import dumped

ROUNDS, ITEMS = 7, 200
PLACES = {"澄岭省": "省", "江川市": "市", "禾陵县": "县", "禾陵县医疗保障局": "单位"}
WORDS = ("公开办事指南", "规范窗口服务", "清理积压事项", "开展专项检查", "通报典型问题", "精简证明材料", "推行网上办理")


def plan(items: int, edition: int = 1) -> dict[str, Any]:
    """A provincial plan; in the second edition every tenth item is reworded and one stands in front."""
    measures: list[Any] = []
    for n in range(items // 4):
        changed = "，并按季公布结果" if edition > 1 and n % 10 == 0 else ""
        points = [
            f"在全省{word}，由省局各处室分工负责第{n}类事项" for word in (WORDS[n % 7], WORDS[n % 5], WORDS[n % 3])
        ]
        item = {"标题": f"{WORDS[n % 7]}之{n}", "内容": f"各市医疗保障局按月报送进展第{n}次{changed}", "要点": points}
        measures.append(item | {"时限": f"2026-{n % 6 + 5:02}-15", "牵头": "省医保局待遇保障处"})
    if edition > 1:
        measures.insert(0, {"标题": "设立投诉专线", "内容": "逐件登记，逐件回复"})
    return {
        "活动名称": "作风建设专项行动",
        "层级": "省",
        "地区": {"名称": "澄岭省", "自称": "我省"},
        "发文机关": {"名称": "澄岭省医疗保障局", "简称": "省医保局", "自称": "我局", "机关代字": "澄医保"},
        "目的": "为进一步转变全省医保系统工作作风",
        "措施": measures,
        "通知": {"文号": "澄医保发〔2026〕15号"},
    }


def place(name: str, level: str) -> dict[str, Any]:
    office = name if name.endswith("局") else f"{name}医疗保障局"
    return {
        "层级": level,
        "地区": {"名称": name, "自称": f"我{level}"},
        "发文机关": {"名称": office, "自称": "我局"},
        "提前": "5",
    }


def laid_out(folder: Path, items: int) -> tuple[Path, Path]:
    """The upper plan and the profile."""
    folder.mkdir()
    upper, profile = folder / "upper.yaml", folder / "profile.yaml"
    upper.write_text(dumped(plan(items)), encoding="utf-8")
    profile.write_text(dumped(place("江川市", "市")), encoding="utf-8")
    return upper, profile


def adapted(folder: Path, items: int) -> Path:
    """An overlay that edits every fifth measure; its upper plan has been revised."""
    upper, profile = laid_out(folder, items)
    overlay = folder / "local.yaml"
    adapt_file(upper, profile_file.load(profile), overlay)
    text = overlay.read_text("utf-8")
    for n in range(1, items // 4 + 1, 5):
        text = text.replace(f"编号: p{n}, 时限", f"编号: p{n}, 配合: 各科室, 时限")
    overlay.write_text(text, encoding="utf-8")
    upper.write_text(dumped(plan(items, edition=2)), encoding="utf-8")
    return overlay


def process(*arguments: str) -> float:
    """Seconds of a whole process that ends well, a conflict being none of its faults."""
    command, quiet = [sys.executable, "-c", *arguments], subprocess.DEVNULL

    def run() -> None:
        assert subprocess.run(command, check=False, stdout=quiet, stderr=quiet).returncode < 2

    return took(run)


def table(heading: str, times: dict[str, float]) -> None:
    """Each beside the last."""
    *_, last = times.values()
    print(f"\n{heading}")
    for name, seconds in times.items():
        print(f"{name:30}{seconds * 1000:10.0f} ms{seconds / last:10.2f} ×")


def cold(folder: Path) -> dict[str, float]:
    upper, profile = laid_out(folder / "adapt", ITEMS)
    revised = adapted(folder / "update", ITEMS).parent

    def adapt(n: int) -> float:
        return process(DOCGEN, "adapt", str(upper), "--profile", str(profile), "-o", str(folder / f"{n}.yaml"))

    def update(n: int) -> float:
        copy = folder / f"update-{n}"
        shutil.copytree(revised, copy)
        return process(DOCGEN, "update", str(copy / "local.yaml"))

    return alternating(
        {
            "docgen adapt": adapt,
            "docgen update": update,
            "docgen check, the upper plan": lambda _: process(DOCGEN, "check", str(upper)),
            "python -c pass": lambda _: process("pass"),
        },
        ROUNDS,
    )


def growth(folder: Path) -> Iterator[tuple[int, float, float]]:
    """Seconds to adapt and to update plans of growing length."""
    for items in (100, 200, 400, 800):
        here = folder / f"growth-{items}"
        upper, profile = laid_out(here, items)
        local = profile_file.load(profile)
        start = time.perf_counter()
        adapt_file(upper, local, here / "local.yaml")
        adapting = time.perf_counter() - start
        overlay = adapted(folder / f"revised-{items}", items)
        start = time.perf_counter()
        update_file(overlay)
        yield items, adapting, time.perf_counter() - start


def chain(folder: Path) -> dict[str, float]:
    """Loading and composing what four levels come to, and the flat file that says the same."""
    folder.mkdir()
    last = folder / "0.yaml"
    last.write_text(dumped(plan(ITEMS)), encoding="utf-8")
    for n, (name, level) in enumerate(list(PLACES.items())[1:], start=1):
        profile = folder / f"profile-{n}.yaml"
        profile.write_text(dumped(place(name, level)), encoding="utf-8")
        overlay = folder / f"{n}.yaml"
        adapt_file(last, profile_file.load(profile), overlay)
        text = overlay.read_text("utf-8").replace(base_of(overlay).name, last.name)  # on the file itself: a chain
        overlay.write_text(text.replace(f"原件: {last.name}\n", ""), encoding="utf-8")
        last = overlay
    flat = folder / "flat.yaml"
    flat.write_text(base_text(plain(opened(last).chain.local), True), encoding="utf-8")  # type: ignore[arg-type]
    assert load(last)[0] == load(flat)[0]
    places = folders()

    def made(path: Path) -> float:
        """From the file to its plan."""

        def make() -> None:
            campaign, _ = load(path)
            assert campaign
            assert compose(campaign, "plan", places, draft=True)[0]

        return took(make)

    return alternating({"four levels": lambda _: made(last), "the flat file": lambda _: made(flat)}, ROUNDS)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="docgen-bench-") as name:
        folder = Path(name)
        table(f"Cold: one process, {ITEMS} items, median of {ROUNDS}", cold(folder))
        print("\nGrowth, one process")
        for items, adapting, updating in growth(folder):
            print(f"{items:>10} items  adapt {adapting * 1000:6.0f} ms  update {updating * 1000:6.0f} ms")
        table(f"Chain: four levels, {ITEMS} items, median of {ROUNDS}", chain(folder / "chain"))


if __name__ == "__main__":
    main()

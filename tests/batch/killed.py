"""Runs of a batch, each killed at a random moment and gone on with: `python killed.py FOLDER KILLS`. For test_kill.py.

A run is a fork of this process, so that what is killed is the run and not the start of Python. Between two runs the
campaign changes now and then. What is found wrong is printed; the last line counts.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from docgen import genre
from docgen.batch import Run
from docgen.batch_checks import Ready, ready
from docgen.batch_order import Order
from docgen.engine import Engine

UNITS, LONGEST = 500, 0.3  # seconds that a run has before it is killed
CAMPAIGN = Path(__file__).parent / "活动.yaml"
EDITED = "第7所/通知-第7所.txt"  # a person's, which was there before


def batch(folder: Path, output: str, words: str) -> Ready:
    """The batch with some words in its campaign."""
    campaign, table = folder / f"{words}.yaml", folder / "单位.csv"
    campaign.write_text(CAMPAIGN.read_text(encoding="utf-8").replace("加快办理", words), encoding="utf-8")
    rows = [f"u{n},江川市第{n}服务所,第{n}所,社会救助,江服{n},东片" for n in range(UNITS)]
    table.write_text("\n".join(["编号,名称,简称,业务,机关代字,片区", *rows]), encoding="utf-8")
    mine = folder / output / EDITED
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("本来就有", encoding="utf-8")
    return ready(Order(campaign, table, folder / output, ("notice",), ("txt",), genre.folders()))


def finish(wanted: Ready) -> dict[str, int]:
    run = Run(wanted, Engine())
    for _ in run:
        pass
    return dict(run.counts)


def killed(wanted: Ready, after: float) -> bool:
    """Whether a run was killed before it was done."""
    child = os.fork()
    if not child:
        try:
            finish(wanted)
        except BaseException as error:
            print("the run failed:", repr(error), flush=True)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def tree(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in found}


def main(folder: Path, kills: int) -> None:
    moments = random.Random(5)
    right = []
    for words in ("马上办理", "限时办理"):
        finish(batch(folder, words, words))
        right.append(tree(folder / words))
    ours = [{**one, EDITED: "本来就有".encode()} for one in right]
    rounds = done = seen = 0
    while done < kills:
        rounds += 1
        output = folder / "输出"
        shutil.rmtree(output, ignore_errors=True)
        runs = [batch(folder, "输出", words) for words in ("马上办理", "限时办理")]
        now, left = 0, min(kills - done, moments.randint(1, 20))
        while left:
            now = 1 - now if moments.random() < 0.2 else now
            if not killed(runs[now], moments.uniform(0, LONGEST)):
                shutil.rmtree(output)
                batch(folder, "输出", "马上办理")
                continue
            left, done = left - 1, done + 1
            found = {name: data for name, data in tree(output).items() if not name.startswith((".docgen", "manifest"))}
            seen += len(found)
            torn = [name for name, data in found.items() if data not in (ours[0].get(name), ours[1].get(name))]
            if torn:
                print("torn or foreign:", torn[:5])
        counts = finish(runs[0])
        if tree(output) != right[0]:
            there = tree(output)
            print("not the same:", [name for name in {*there, *right[0]} if there.get(name) != right[0].get(name)][:5])
        if counts.get("edited") != 1 or counts.get("failed"):
            print("not as expected:", counts)
    print(f"{done} kills, {rounds} rounds, {seen} files looked at")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

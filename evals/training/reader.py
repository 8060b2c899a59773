"""Teach the reader which sentence, row or list answers a question, and when none does: rag/data/leser-2.safetensors.

usage: python -m evals.training.reader PAPERS OUT.safetensors SET.jsonl [SET.jsonl ...] --held SET.jsonl [...]
           [--index INDEX] [--alone 3] [--joint 3] [--parts 2] [--all]

PAPERS is a folder of the papers' texts (../shared/corpus/antworten), sets are those of evals/training. Papers of
evals/cases and of the sets after `--held` are never learnt from; those sets are measured at the end. By the checksum of
their number, 13 of 100 other papers are looked at while learning; `--all` learns from these as well. With `--index`
(one that holds the papers) the places that a search finds are read as well. First the net learns alone, so many times
over the data; then the layers under it, in which question and page see each other, with it. For that the data are
parted; the parts are learnt side by side, one core each, and the mean of their numbers is kept.
"""

from __future__ import annotations

import argparse
import math
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from evals.training.reader_examples import Example, Papers, examples, found, questions, swapped
from rag.embedding.embedder import load_embedder
from rag.embedding.lora import body
from rag.reading.joint import Joint
from rag.reading.net import WIDTH, Net, Reading, Tokens, batch, load, save, states
from rag.settings import Settings

if TYPE_CHECKING:
    from transformers import PreTrainedModel

CASES = Path(__file__).parents[1] / "cases"
RATE, DECAY = 1e-3, 0.02  # of the net alone
JOINT_RATE, GATE_RATE = 3e-4, 2e-2  # of net and layers together; of what opens and closes the gates
DROP = 0.05
AT_ONCE = 4000  # tokens of a step, padding counted
SORTED = 256  # examples of which those of like length make a step
WEIGHTS = {"right": 1.0, "near": 1.5, "other": 0.7, "found": 0.5}
DEV = range(15, 28)  # of a hundred papers: those that are looked at
KEPT = 0.94  # share of right pages that shall pass where refusals are counted


@dataclass(frozen=True, slots=True)
class Known:
    """An example with the states of question and page, in half precision."""

    example: Example
    asked: Tensor
    page: Tensor


def share(paper: str) -> str:
    """Whether a paper is learnt from ("train") or looked at ("dev")."""
    return "dev" if zlib.crc32(paper.encode()) % 100 in DEV else "train"


def known(model: PreTrainedModel, every: Sequence[Example]) -> list[Known]:
    """What passes the first layers, each text once."""
    texts = list(dict.fromkeys(tokens for one in every for tokens in (one.asked, one.page)))
    texts.sort(key=lambda tokens: len(tokens.ids))
    found: dict[Tokens, Tensor] = {}
    for start in range(0, len(texts), SORTED):
        some = texts[start : start + SORTED]
        found |= {t: state.half() for t, state in zip(some, states(model, some), strict=True)}
        print(f"{start + len(some)}/{len(texts)} texts", flush=True)
    return [Known(one, found[one.asked], found[one.page]) for one in every]


def axes(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Middle and main axes of states, each axis scaled to like spread: words are compared along these."""
    chance = np.random.default_rng(0)
    rows = np.concatenate([state.numpy()[chance.integers(len(state), size=4)] for state in states]).astype(np.float32)
    middle = rows.mean(0)
    spread, found = np.linalg.eigh(np.cov((rows - middle).T))
    scaled = (found / np.sqrt(spread + 0.05 * spread.mean())).T[::-1][:WIDTH]
    return torch.from_numpy(middle), torch.from_numpy(np.ascontiguousarray(scaled)).float()


def steps(data: Sequence[Known], chance: random.Random) -> Iterator[list[Known]]:
    """The data once, shuffled, in steps of like length."""
    shuffled, found = chance.sample(list(data), len(data)), list[list[Known]]()
    for start in range(0, len(shuffled), SORTED):
        step: list[Known] = []
        for one in sorted(shuffled[start : start + SORTED], key=lambda one: len(one.page)):
            if step and (len(step) + 1) * (len(one.page) + len(one.asked)) > AT_ONCE:
                found.append(step)
                step = []
            step.append(one)
        found.append(step)
    yield from chance.sample(found, len(found))


def judged(reading: Reading, step: Sequence[Known]) -> tuple[Tensor, Tensor]:
    """Scores of units and of none."""
    scores, none = reading([(one.asked.float(), one.page.float(), one.example.page) for one in step])
    return scores, none


def loss_of(reading: Reading, step: Sequence[Known]) -> Tensor:
    """How unlikely the right units are among all units and "none"; "none" where nothing answers."""
    scores, none = judged(reading, step)
    likely = torch.cat([scores, none.unsqueeze(1)], 1).log_softmax(1)
    every = [
        -torch.logsumexp(row[list(one.example.right) or [-1]], 0) * WEIGHTS[one.example.kind]
        for one, row in zip(step, likely, strict=True)
    ]
    return torch.stack(every).mean()


def begun(data: Sequence[Known], model: PreTrainedModel) -> Reading:
    """A reading that has learnt nothing: the model's own layers, and a net along the main axes of their states."""
    joint = Joint(model.requires_grad_(False), DROP).eval()
    some = random.Random(0).sample(list(data), min(len(data), 2000))
    with torch.inference_mode():
        every = [batch([(one.asked.float(), one.page.float(), one.example.page)]) for one in some]
        found = [
            joint(given.x, given.sizes)[0].split((given.longest, given.x.shape[1] - given.longest)) for given in every
        ]
    return Reading(joint, Net(*axes([state for pair in found for state in pair])))


def learn(
    reading: Reading, data: Sequence[Known], dev: Sequence[Known], epochs: int, seed: int, joint: bool
) -> Reading:
    """Several times over the data, at a rate that rises at once and falls along a cosine; `joint`: the layers too."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    reading.joint.requires_grad_(joint)
    gates = [value for name, value in reading.joint.learnt().items() if name.endswith("gate")]
    maps = [value for name, value in reading.joint.learnt().items() if not name.endswith("gate")]
    rates: list[tuple[list[nn.Parameter], float]] = [(list(reading.net.parameters()), JOINT_RATE if joint else RATE)]
    rates += [(maps, JOINT_RATE), (gates, GATE_RATE)] if joint else []
    optimiser = torch.optim.AdamW([{"params": some, "most": rate} for some, rate in rates], weight_decay=DECAY)
    todo = [step for _ in range(epochs) for step in steps(data, chance)]
    for number, step in enumerate(todo):
        done = number / len(todo)
        fallen = max(0.02, (1 + math.cos(math.pi * done)) / 2)
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * min(1.0, 20 * (done + 1 / len(todo)), fallen)
        reading.net.train()
        reading.joint.train(joint)
        optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=joint):
            loss = loss_of(reading, step)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([value for some, _ in rates for value in some], 1.0)
        optimiser.step()
        if (number + 1) % 100 == 0:
            print(f"{number + 1}/{len(todo)} {loss.item():.3f}", flush=True)
        if dev and (number + 1) % (len(todo) // epochs) == 0:
            print(measure(reading, dev), flush=True)
    return reading.eval()


def measure(reading: Reading, data: Sequence[Known]) -> str:
    """How often the best unit is right, and how well near pages are told from right ones."""
    reading.eval()
    odds: dict[str, list[float]] = {kind: [] for kind in WEIGHTS}
    best: list[bool] = []
    with torch.inference_mode():
        for step in steps(data, random.Random(0)):
            scores, none = judged(reading, step)
            whole = (scores.logsumexp(1) - none).tolist()
            for one, value, row in zip(step, whole, scores, strict=True):
                odds[one.example.kind].append(value)
                best += [int(row.argmax()) in one.example.right] if one.example.right else []
    right, near = odds["right"], odds["near"]
    refused = np.mean(np.array(near) < np.quantile(right, 1 - KEPT))
    auc = roc_auc_score([1] * len(right) + [0] * len(near), [*right, *near])
    return (
        f"{len(right)} right, {len(near)} near: best unit right {np.mean(best):.3f}, AUC {auc:.3f}, "
        f"near refused where {KEPT} are kept {refused:.3f}"
    )


def teach(reading: Reading, data: Sequence[Known], dev: Sequence[Known], epochs: int, parts: int, out: Path) -> None:
    """The layers and the net, on each part of the data in a process of its own; the mean of what they became."""
    files = [out.with_name(f"{out.name}.{part}") for part in range(parts)]
    context = get_context("fork")  # the states are shared, gigabytes of them
    learning = [
        context.Process(target=_taught, args=(reading, data[part::parts], dev, epochs, part, file))
        for part, file in enumerate(files)
    ]
    for process in learning:
        process.start()
    for process in learning:
        process.join()
    kept = [load_file(file) for file in files]
    save_file({name: torch.stack([one[name].float() for one in kept]).mean(0).half() for name in kept[0]}, out)
    for file in files:
        file.unlink()


def _taught(reading: Reading, data: Sequence[Known], dev: Sequence[Known], epochs: int, seed: int, out: Path) -> None:
    torch.set_num_threads(1)
    save(learn(reading, data, dev, epochs, seed, joint=True), out)


def main() -> None:
    """Read the arguments and papers, learn, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="+", required=True, metavar="SET")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--alone", type=int, default=3, help="times over the data, the net alone")
    parser.add_argument("--joint", type=int, default=3, help="times over the data, the layers under it as well")
    parser.add_argument("--parts", type=int, default=2)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    held = [q for file in given.held for q in questions(file) if q.paper]
    barred = {q.paper for file in CASES.glob("*.jsonl") for q in questions(file)} | {q.paper for q in held}
    asked = [q for file in given.sets for q in questions(file) if q.paper and q.paper not in barred]
    embedder = load_embedder(Settings())
    model, tokenizer = body(embedder.model), embedder.model.tokenizer
    papers = Papers(given.papers)
    learnt, dev, test = list[Example](), list[Example](), list(examples(papers, held, tokenizer))
    for one in examples(papers, asked, tokenizer):
        looked_at = share(one.question.paper) == "dev"
        (dev if looked_at else learnt).append(one)
    learnt += dev if given.all else []
    more = list(swapped(learnt, tokenizer))
    print(f"{len(learnt)} examples, {len(more)} with another year or place", flush=True)
    if given.index:
        some = [q for q in asked if given.all or share(q.paper) != "dev"]
        pages = list(found(given.index, some, barred, tokenizer))
        print(f"{len(pages)} pages that a search found", flush=True)
        more += pages
    data = known(model, [*learnt, *more, *dev, *test])
    counts = len(learnt) + len(more), len(learnt) + len(more) + len(dev)
    train, looked, last = data[: counts[0]], data[counts[0] : counts[1]], data[counts[1] :]
    reading = learn(begun(train, model), train, looked, given.alone, seed=0, joint=False)
    teach(reading, train, looked, given.joint, given.parts, given.out)
    reading = load(given.out, model)
    print("dev", measure(reading, looked))
    print("held", measure(reading, last))


if __name__ == "__main__":
    main()

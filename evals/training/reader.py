"""Teach the reader which sentence, row or list answers a question, and when none does: rag/data/leser-1.safetensors.

usage: python -m evals.training.reader PAPERS OUT.safetensors SET.jsonl [SET.jsonl ...] [--epochs 3] [--seed 0] [--all]

PAPERS is a folder of the papers' texts (../shared/corpus/antworten), sets are those of evals/training. Papers of
evals/cases and of `--without SET` are never learnt from. By the checksum of their number, 15 of 100 other papers are
held out (nothing is chosen by them, they are measured with `--test`) and 13 are looked at while learning; `--all`
learns from these 13 as well. Passing the first layers takes a third of the time, learning the rest: three quarters of
an hour on one core for 6,000 questions.
"""

from __future__ import annotations

import argparse
import math
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from evals.training.reader_examples import Example, Papers, examples, questions, swapped
from rag.embedding.embedder import load_embedder
from rag.embedding.lora import body
from rag.reading.net import WIDTH, Net, Tokens, batch, states
from rag.settings import Settings

CASES = Path(__file__).with_name("cases")
RATE, DECAY = 1e-3, 0.02
AT_ONCE = 6000  # tokens of a step, padding counted
SORTED = 256  # examples of which those of like length make a step
WEIGHTS = {"right": 1.0, "near": 1.5, "other": 0.7}
TEST, DEV = 15, 28  # of a hundred papers: those below are held out, those below and not held out are looked at
KEPT = 0.94  # share of right pages that shall pass where refusals are counted


@dataclass(frozen=True, slots=True)
class Known:
    """An example with the states of question and page, in half precision."""

    example: Example
    asked: Tensor
    page: Tensor


def share(paper: str) -> str:
    """Whether a paper is learnt from ("train"), looked at ("dev") or held out ("test")."""
    number = zlib.crc32(paper.encode()) % 100
    return "test" if number < TEST else "dev" if number < DEV else "train"


def known(every: Sequence[Example]) -> list[Known]:
    """What passes the first layers, each text once."""
    model = body(load_embedder(Settings()).model)
    texts = list(dict.fromkeys(tokens for one in every for tokens in (one.asked, one.page)))
    texts.sort(key=lambda tokens: len(tokens.ids))
    found: dict[Tokens, Tensor] = {}
    for start in range(0, len(texts), SORTED):
        some = texts[start : start + SORTED]
        found |= {t: state.half() for t, state in zip(some, states(model, some), strict=True)}
        print(f"{start + len(some)}/{len(texts)} texts", flush=True)
    return [Known(one, found[one.asked], found[one.page]) for one in every]


def axes(data: Sequence[Known]) -> tuple[Tensor, Tensor]:
    """Middle and main axes of the states, each axis scaled to like spread: words are compared along these."""
    chance = np.random.default_rng(0)
    some = [state.numpy()[chance.integers(len(state), size=4)] for one in data for state in (one.asked, one.page)]
    rows = np.concatenate(some).astype(np.float32)
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


def judged(net: Net, step: Sequence[Known]) -> tuple[Tensor, Tensor]:
    """Scores of units and of none."""
    given = batch([(one.asked.float(), one.page.float(), one.example.page) for one in step])
    scores, none = net(given)
    return scores, none


def loss_of(net: Net, step: Sequence[Known]) -> Tensor:
    """How unlikely the right units are among all units and "none"; "none" where nothing answers."""
    scores, none = judged(net, step)
    likely = torch.cat([scores, none.unsqueeze(1)], 1).log_softmax(1)
    every = [
        -torch.logsumexp(row[list(one.example.right) or [-1]], 0) * WEIGHTS[one.example.kind]
        for one, row in zip(step, likely, strict=True)
    ]
    return torch.stack(every).mean()


def learn(data: Sequence[Known], dev: Sequence[Known], epochs: int, seed: int) -> Net:
    """Several times over the data, at a rate that rises at once and falls along a cosine."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Net(*axes(data))
    todo = [step for _ in range(epochs) for step in steps(data, chance)]
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=DECAY)
    for number, step in enumerate(todo):
        done = number / len(todo)
        fallen = max(0.02, (1 + math.cos(math.pi * done)) / 2)
        optimiser.param_groups[0]["lr"] = RATE * min(1.0, 20 * (done + 1 / len(todo)), fallen)
        net.train()
        optimiser.zero_grad()
        loss = loss_of(net, step)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        if (number + 1) % 100 == 0:
            print(f"{number + 1}/{len(todo)} {loss.item():.3f}", flush=True)
        if dev and (number + 1) % (len(todo) // epochs) == 0:
            print(measure(net, dev), flush=True)
    return net.eval()


def measure(net: Net, data: Sequence[Known]) -> str:
    """How often the best unit is right, and how well near pages are told from right ones."""
    net.eval()
    odds: dict[str, list[float]] = {kind: [] for kind in WEIGHTS}
    best: list[bool] = []
    with torch.inference_mode():
        for step in steps(data, random.Random(0)):
            scores, none = judged(net, step)
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


def main() -> None:
    """Read the arguments and papers, learn, measure, write."""
    from safetensors.torch import save_file

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--without", type=Path, nargs="*", default=[], metavar="SET")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--test", action="store_true")
    given = parser.parse_args()
    barred = {q.paper for file in [*CASES.glob("*.jsonl"), *given.without] for q in questions(file)}
    asked = [q for file in given.sets for q in questions(file) if q.paper and q.paper not in barred]
    asked = [q for q in asked if given.test or share(q.paper) != "test"]
    tokenizer = load_embedder(Settings()).model.tokenizer
    every = list(examples(Papers(given.papers), asked, tokenizer))
    learnt = [one for one in every if share(one.question.paper) in ({"train", "dev"} if given.all else {"train"})]
    wanted = {id(one) for one in learnt}
    seen = [one for one in every if id(one) not in wanted]
    more = list(swapped(learnt, tokenizer))
    print(f"{len(learnt)} examples, {len(more)} with another year or place", flush=True)
    data = known([*learnt, *more, *seen])
    train, rest = data[: len(learnt) + len(more)], data[len(learnt) + len(more) :]
    net = learn(train, [one for one in rest if share(one.example.question.paper) == "dev"], given.epochs, given.seed)
    for which in ("dev", "test"):
        some = [one for one in rest if share(one.example.question.paper) == which]
        if some:
            print(which, measure(net, some))
    save_file({name: value.half().contiguous() for name, value in net.state_dict().items()}, given.out)


if __name__ == "__main__":
    main()

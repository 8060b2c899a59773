"""Teach the bundled embedding model staff's words for the ministries' words: makes rag/data/e5-buero-1.safetensors.

usage: python -m evals.training.embedder INDEX QUESTIONS.jsonl OUT.safetensors
    [--rate 1e-4] [--without K] [--begin FILE]

Small matrices of rank 16 beside every matrix of the twelve layers (LoRA), questions and windows through the same model.
Each question shall be nearer to the window that holds its evidence than to the other windows of the batch: those of the
batch's other questions, and three that an index of the papers found wrongly, two of the same paper. About half an hour
on two cores for 2,100 questions. `--without K`: leave out the papers of fold K of five, to be measured on them. The
committed file: once `--without 0`, then over all with `--begin` and `--rate 7e-5` (docs/retrieval.md).
"""

from __future__ import annotations

import argparse
import math
import random
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.case_files import read_sets
from evals.model import Case
from evals.run import place_of
from ingest.ids import WindowKind
from ingest.model import Passage, Sprecher
from rag.embedding.embedder import clean, plain_embedder
from rag.embedding.lora import body, read
from rag.engine import Engine
from rag.index.windows import windows
from rag.query.abbreviations import written_out
from rag.retrieval.retriever import Scope
from rag.settings import PASSAGE, QUERY, Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

RANK, DROPOUT = 16, 0.05
LAYERS = ("query", "key", "value", "dense")  # the matrices of a layer, by the last part of their name
BATCH = 16  # questions in a step
WRONG, SAME = 3, 2  # windows found wrongly that a question is set against; of them at most so many of its own paper
FOUND = 12  # Passages that are looked through for them
SHARPNESS = 100.0  # of cosines before the softmax, as e5 was trained
LONGEST = 200  # tokens of a window that are read
AT_ONCE = 12  # windows of like length that pass through the model together
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the window that holds its evidence, and windows found wrongly: of the same paper, of others."""

    question: str
    right: str
    same: tuple[str, ...]
    others: tuple[str, ...]


class Beside(nn.Module):
    """A linear layer with a small product of matrices beside it; it begins as the layer alone."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer, self.dropout = layer, nn.Dropout(DROPOUT)
        self.a = nn.Parameter(torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features))
        self.b = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """The layer's output and the product's."""
        beside = functional.linear(functional.linear(self.dropout(x), self.a), self.b)
        out: Tensor = self.layer(x) + beside
        return out


def beside(layers: nn.Module) -> dict[str, Beside]:
    """Put a `Beside` in the place of each matrix named in LAYERS; nothing else learns. Gives them by matrix name."""
    layers.requires_grad_(False)
    wanted = [
        name
        for name, module in layers.named_modules()
        if isinstance(module, nn.Linear) and "layer." in name and name.rsplit(".", 1)[-1] in LAYERS
    ]
    added = {name: Beside(layers.get_submodule(name)) for name in wanted}  # type: ignore[arg-type]
    for name, module in added.items():
        layers.set_submodule(name, module)
    return added


def save(added: dict[str, Beside], file: Path) -> None:
    """Write the matrices of `beside` in half precision, two for each name, as rag.embedding.lora reads them."""
    from safetensors.torch import save_file

    save_file(
        {
            f"{name}.{which}": getattr(module, which).detach().half().contiguous()
            for name, module in added.items()
            for which in ("a", "b")
        },
        file,
    )


def go_on(added: Mapping[str, Beside], file: Path) -> None:
    """Begin with the matrices that an earlier run wrote with `save`."""
    for name, (a, b) in read(file).items():
        added[name].a.data, added[name].b.data = a, b


def examples(engine: Engine, cases: Sequence[Case]) -> Iterator[Example]:
    """What each answerable question is to be nearest to, and what stands in the way.

    Both are found by the engine as it is now; a question of whose answer it holds no window is left out.
    """
    titles = {paper.nummer: paper.titel for paper in engine.papers()}
    for case in cases:
        if not case.answerable or not case.drucksache:
            continue
        near = engine.retriever.nearest(case.question, Scope())
        near |= engine.retriever.nearest(case.question, Scope([case.drucksache]))
        texts = _Texts(titles, near)
        own = [p for p in engine.passages_of(case.drucksache) if case.accepts(place_of(p))]
        said = [p for p in own if p.sprecher is Sprecher.BUNDESREGIERUNG]
        right = _holding(case.evidence or "", [text for p in said for text in texts.of(p)])
        wrong = [h.passage for h in engine.retriever.search(case.question, most=FOUND)]
        alike = {p.text for p in own}
        wrong = [p for p in wrong if not case.accepts(place_of(p)) and p.text not in alike]
        same = [text for p in wrong if p.drucksache == case.drucksache for text in texts.of(p)[:1]]
        others = [text for p in wrong if p.drucksache != case.drucksache for text in texts.of(p)[:1]]
        if right:
            yield Example(case.question, right, tuple(same[:SAME]), tuple(others))


class _Texts:
    """The windows of Passages, as they are embedded, nearest to a question first."""

    def __init__(self, titles: Mapping[str, str | None], near: Mapping[str, float]) -> None:
        self._titles, self._near = titles, near

    def of(self, passage: Passage) -> list[str]:
        """Texts of the windows that the vectors brought up."""
        every = windows(passage, self._titles[passage.drucksache])
        found = [w for w in every if w.kind is WindowKind.WINDOW and w.id in self._near]
        return [w.text for w in sorted(found, key=lambda w: -self._near[w.id])]


def _holding(evidence: str, texts: Sequence[str]) -> str:
    """The first text that holds the evidence, else the first; empty if there is none."""
    wanted = "".join(evidence.split())
    return next((text for text in texts if wanted in "".join(text.split())), next(iter(texts), ""))


def vectors(model: SentenceTransformer, prefix: str, texts: Sequence[str]) -> Tensor:
    """Unit vectors with their gradients, shape (n, dim); mean pooling, as the model is used."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows: dict[int, Tensor] = {}
    for start in range(0, len(order), AT_ONCE):
        some = order[start : start + AT_ONCE]
        prefixed = [prefix + clean(texts[i]) for i in some]
        tokens = model.tokenizer(prefixed, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        hidden = body(model)(input_ids=tokens["input_ids"], attention_mask=tokens["attention_mask"]).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1).float()
        mean = functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)
        rows |= dict(zip(some, mean, strict=True))
    return torch.stack([rows[i] for i in range(len(texts))])


def loss_of(model: SentenceTransformer, batch: Sequence[Example], chance: random.Random) -> Tensor:
    """How far the right windows are from being the nearest of the batch: cross entropy, a scalar with gradient.

    `chance` draws which wrong windows of other papers each example brings: WRONG in all, those of its paper first.
    """
    texts = [example.right for example in batch]
    for example in batch:
        more = min(len(example.others), WRONG - len(example.same))
        texts += [*example.same, *chance.sample(example.others, more)]
    asked = vectors(model, QUERY, [written_out(example.question) for example in batch])
    cosines = asked @ vectors(model, PASSAGE, texts).T
    return functional.cross_entropy(SHARPNESS * cosines, torch.arange(len(batch)))


def learn(
    model: SentenceTransformer,
    added: dict[str, Beside],
    data: Sequence[Example],
    rate: float,
    say: Callable[[str], None],
) -> None:
    """Teach the matrices `added` to the model, once over the data, shuffled always in the same way.

    The learning rate rises to `rate` over a tenth of the steps and falls to a twentieth of it; `say` gets a line for
    each step.
    """
    chance = random.Random(0)
    shuffled = chance.sample(list(data), len(data))
    batches = [shuffled[i : i + BATCH] for i in range(0, len(shuffled), BATCH)]
    values = [p for module in added.values() for p in (module.a, module.b)]
    optimiser = torch.optim.AdamW(values, weight_decay=0.0)
    for module in added.values():
        module.dropout.train()
    for step, batch in enumerate(batches):
        share = step / len(batches)
        optimiser.param_groups[0]["lr"] = rate * min(1.0, 10 * (share + 1 / len(batches)), max(0.05, 1 - share))
        optimiser.zero_grad()
        loss = loss_of(model, batch, chance)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(values, 1.0)
        optimiser.step()
        say(f"{step + 1}/{len(batches)} {loss.item():.3f}")


def fold(case: Case) -> int:
    """Which part of the papers, from 0 to FOLDS - 1, a question belongs to: the same for all of one paper."""
    return zlib.crc32((case.drucksache or "").encode()) % FOLDS


def main() -> None:
    """Read the arguments, search, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--without", type=int, metavar="K")
    parser.add_argument("--begin", type=Path)
    given = parser.parse_args()
    torch.manual_seed(0)
    cases = [case for case in read_sets([given.questions]) if given.without is None or fold(case) != given.without]
    with Engine.open(Settings(index=given.index)) as engine:
        data = list(examples(engine, cases))
    print(f"{len(data)} questions", flush=True)
    model = plain_embedder(Settings()).model.eval()
    added = beside(body(model))
    if given.begin:
        go_on(added, given.begin)
    learn(model, added, data, given.rate, lambda line: print(line, flush=True))
    save(added, given.out)


if __name__ == "__main__":
    main()

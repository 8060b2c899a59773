"""Why a file cannot be read, in words that can be shown, printed and kept whatever the file is called."""

from __future__ import annotations


class ParseError(ValueError):
    """A paper that cannot be read as an answer: says which file, where in it, and why (German, for the user)."""

    def __init__(self, datei: str, grund: str, *, seite: int | None = None, zeile: int | None = None) -> None:
        self.datei, self.grund, self.seite, self.zeile = readable(datei), whole(grund), seite, zeile
        super().__init__(self.datei, self.grund)  # with these alone it is made anew when it comes from another process

    def __str__(self) -> str:
        places = (("Seite", self.seite), ("Zeile", self.zeile))
        ort = "".join(f", {name} {wert}" for name, wert in places if wert is not None)
        return f"{self.datei}{ort}: {self.grund}"


def readable(name: str) -> str:
    """A file's name as text: one that is not in UTF-8 is read as an old Windows wrote it."""
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return whole(name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def whole(text: str) -> str:
    """A text without halves of characters, which can be neither kept nor sent; they become "?"."""
    return text.encode("utf-8", "replace").decode()

"""The register of askers: read by number, and held against the Fragen."""

from ingest.fields.fragende import Fragende, agreement, confirms, read_verzeichnis
from ingest.text.lines import Line

REGISTER = """\
Verzeichnis der Fragenden
Abgeordnete Nummer
der Frage
Bröhr, Marlon, Dr. (CDU/CSU) . . . . . . 2, 4
Brandner,
Stephan (AfD) . . . . . . 1,
3
Muster, Max (BÜNDNIS 90/
DIE GRÜNEN) . . . . . . 12
Ohne, Partei (fraktionslos) . . . . 13
Verzeichnis der Fragen nach Geschäftsbereichen"""
BROEHR, BRANDNER = Fragende("Dr. Marlon Bröhr", "CDU/CSU"), Fragende("Stephan Brandner", "AfD")


def read(text: str) -> dict[int, Fragende]:
    return read_verzeichnis([Line(i, 0, line) for i, line in enumerate(text.split("\n"))])


def test_who_asks_by_number():
    assert read(REGISTER) == {
        1: BRANDNER,
        2: BROEHR,
        3: BRANDNER,
        4: BROEHR,
        12: Fragende("Max Muster", "BÜNDNIS 90/DIE GRÜNEN"),
        13: Fragende("Partei Ohne", "fraktionslos"),
    }


def test_without_beginning_or_end_there_is_no_register():
    assert read(REGISTER.removeprefix("Verzeichnis der Fragenden\n")) == {}
    assert read(REGISTER.rsplit("\n", 1)[0]) == {}
    assert read("") == {}


def test_names_agree_whatever_blanks_and_dots_are_printed():
    fragen = {1: Fragende("Stephan  Brandner", "AfD"), 2: Fragende("Dr Marlon Bröhr", "CDU / CSU")}
    register = {1: BRANDNER, 2: BROEHR}
    assert agreement(register, fragen) == (2, 2)
    assert confirms(register, fragen) is True


def test_another_asker_or_number_contradicts():
    register = {1: BRANDNER, 2: BROEHR}
    assert agreement(register, {1: BRANDNER, 2: BRANDNER}) == (1, 2)
    assert agreement(register, {1: BRANDNER, 3: BROEHR}) == (1, 3)
    assert confirms(register, {1: BRANDNER}) is False
    assert confirms(register, {**register, 3: BROEHR}) is False
    assert confirms({}, register) is None

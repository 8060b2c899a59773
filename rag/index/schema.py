"""The tables of the store, and how those of earlier versions become them."""

from __future__ import annotations

import sqlite3

from rag.index.format import LAYOUT

_SCHEMA = """
create table if not exists meta (name text primary key, value text not null, seal blob);
create table if not exists files (
    datei text not null, hash text not null, paper text not null, papers integer not null default 1,
    primary key (datei, paper));
create table if not exists papers (
    key text primary key, nummer text not null, owner text, overview text not null, record text not null,
    state integer not null, seal blob, content blob);
create table if not exists passages (
    id text primary key, paper text not null, place integer not null, searched integer not null,
    record text not null);
create index if not exists passages_of on passages (paper, place);
create table if not exists windows (
    id text primary key, passage text not null, paper text not null,
    start integer not null, stop integer not null, vector blob, mark blob);
create index if not exists windows_of on windows (paper);
create index if not exists files_of on files (paper);
create table if not exists versions (
    paper text not null, number integer not null, words text not null, record text not null, seal blob,
    primary key (paper, number));
"""
# Layout 2 knew no owners: users' own papers lay in a folder "eigene" and were hidden by a list kept elsewhere. They are
# marked for removal; whoever owns them has them read in anew under a key of their own (ui.storage.uploads).
_FROM_2 = """
alter table files rename column nummer to paper;
alter table passages rename column drucksache to paper;
alter table windows rename column drucksache to paper;
alter table papers rename column nummer to key;
alter table papers rename column whole to state;
alter table papers add column nummer text not null default '';
alter table papers add column owner text;
update papers set nummer = key;
update papers set state = -1, owner = ''
    where key in (select paper from files where replace(datei, '\\', '/') like '%/eigene/%');
pragma user_version = 3;
"""
# Layout 3 had no seals and kept no vectors: every paper is written anew from its record (rag.index.index).
_FROM_3 = """
alter table meta add column seal blob;
alter table papers add column seal blob;
alter table papers add column content blob;
alter table windows add column vector blob;
alter table windows add column mark blob;
update papers set state = 0 where state = 1;
delete from meta;
pragma user_version = 4;
"""
# Layout 4 had the Fragen of a Passage as one text and did not know its Blocks: Passages are made anew from the papers'
# records (rag.index.stored), which needs no model where their windows say what they said (rag.index.kept).
_FROM_4 = """
update papers set state = 0 where state = 1;
pragma user_version = 5;
"""
# Layout 5 had one paper of a file. The new table takes the place of the old one also in the file itself: where a
# damaged store has lost its first page, tables are looked for where a new store has them (rag.index.salvage).
_FROM_5 = """
create temp table before as select datei, hash, paper from files;
drop table files;
create table files (
    datei text not null, hash text not null, paper text not null, papers integer not null default 1,
    primary key (datei, paper));
insert into files (datei, hash, paper) select datei, hash, paper from before;
drop table before;
pragma user_version = 6;
"""
# Layout 6 kept no version of a paper that another one had replaced: their table is new
_FROM_6 = "pragma user_version = 7;"
# Layout 7 did not say of a Passage that its paper is a "(neu)": those of such papers are made anew from their records
_FROM_7 = """
update papers set state = 0 where state = 1 and record like '%"neu":true%';
pragma user_version = 8;
"""
_UPGRADES = ((2, _FROM_2), (3, _FROM_3), (4, _FROM_4), (5, _FROM_5), (6, _FROM_6), (7, _FROM_7))


def prepare(db: sqlite3.Connection) -> int:
    """Make the tables where there are none, bring those of an older layout to this one; gives the layout then.

    A newer layout is left as it is: whoever gets another number than LAYOUT must not use the file. sqlite3.Error
    where it cannot be read.
    """
    # a journal of its own, no WAL: what is whole can then be asked on a disk without a free byte
    db.execute("pragma journal_mode=delete")
    db.execute("pragma secure_delete=on")  # users' papers that they remove are gone from the disk too
    if not db.execute("select 1 from sqlite_master").fetchone():
        db.execute(f"pragma user_version = {LAYOUT}")
    for older, script in _UPGRADES:
        if _layout(db) == older:
            db.executescript(f"begin; {script} commit;")
    layout = _layout(db)
    if layout == LAYOUT:
        db.executescript(_SCHEMA)
    return layout


def _layout(db: sqlite3.Connection) -> int:
    return int(db.execute("pragma user_version").fetchone()[0])

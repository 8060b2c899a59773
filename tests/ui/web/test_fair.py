"""Places that are shared: nobody fills them alone, who has the fewest comes next, nothing is lost on the way."""

# ruff: noqa: D102

from __future__ import annotations

import asyncio

import pytest

from ui.web.fair import Full, Places


class Crowd:
    """Users who hold places until they are let go."""

    def __init__(self, places):
        self.places, self.inside, self.order = places, [], []

    async def come(self, who):
        async with self.places.taken(who):
            self.order.append(who)
            leave = asyncio.Event()
            self.inside.append((who, leave))
            await leave.wait()

    def start(self, *users):
        return [asyncio.create_task(self.come(who)) for who in users]

    async def leave(self, who):
        at = next(n for n, (name, _) in enumerate(self.inside) if name == who)
        self.inside.pop(at)[1].set()
        await settled()

    async def all_leave(self):
        while self.inside:
            await self.leave(self.inside[0][0])


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


def test_one_alone_gets_no_more_than_theirs():
    async def run():
        crowd = Crowd(Places(8, each=4, under_way=10, says="genug"))
        tasks = crowd.start(*"a" * 10)
        await settled()
        assert crowd.order == ["a"] * 4
        with pytest.raises(Full, match="genug"):
            await crowd.come("a")
        tasks += crowd.start("b")
        await settled()
        assert crowd.order == [*"aaaab"]  # at once, before the six that wait
        await crowd.all_leave()
        await asyncio.gather(*tasks)
        assert crowd.order.count("a") == 10
        tasks = crowd.start("a")  # and all places are free again
        await settled()
        await crowd.all_leave()

    asyncio.run(run())


def test_who_has_the_fewest_comes_next():
    async def run():
        crowd = Crowd(Places(2, each=2, under_way=9, says=""))
        tasks = crowd.start(*"aaaabb")
        await settled()
        assert crowd.order == ["a", "a"]
        await crowd.leave("a")
        assert crowd.order == [*"aab"]
        await crowd.leave("a")  # a has none, b one
        assert crowd.order == [*"aaba"]
        await crowd.all_leave()
        await asyncio.gather(*tasks)
        assert sorted(crowd.order) == [*"aaaabb"]

    asyncio.run(run())


def test_who_goes_before_their_turn_takes_nothing_with_them():
    async def run():
        crowd = Crowd(Places(1, each=1, under_way=3, says=""))
        tasks = crowd.start("a", "b", "c")
        await settled()
        tasks[1].cancel()  # waits
        await settled()
        await crowd.leave("a")
        assert crowd.order == ["a", "c"]
        tasks[2].cancel()  # holds the place
        await settled()
        crowd.start("d")
        await settled()
        assert crowd.order == ["a", "c", "d"]
        waiting = crowd.start("e")
        await settled()
        crowd.inside[-1][1].set()
        await asyncio.sleep(0)  # d has left and e is called, but does not know it yet
        waiting[0].cancel()
        await settled()
        crowd.start("f")
        await settled()
        assert crowd.order[-1] == "f"

    asyncio.run(run())

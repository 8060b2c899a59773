"""What is new for a user as an Atom feed (RFC 4287). Pure function."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from html import escape

from feedgenerator import Atom1Feed

from ui.storage.news import Item
from ui.views.news import headline, paper_line, place_address, quoted_lines
from ui.views.word import clean

TYPE = "application/atom+xml; charset=utf-8"


def atom(items: Sequence[Item], base: str, address: str) -> str:
    """The feed as XML; `base`: the chat's address with a slash at its end, `address`: the feed's own.

    A summary is HTML in Atom, so its text is escaped before it is escaped as XML; titles are text. The feed is named by
    a UUID of its address, which stays secret to who reads only the XML.
    """
    feed = Atom1Feed(
        title="Antwortfinder: Neu für Sie",
        link=base,
        description="Neue Antworten der Bundesregierung zu dem, was Sie gemerkt haben.",
        language="de",
        author_name="Antwortfinder",
        feed_url=address,
        feed_guid=uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
    )
    for item in items:
        lines = [paper_line(item), *quoted_lines(item)]
        feed.add_item(
            title=clean(headline(item)),
            link=base + place_address(item),
            description="".join(f"<p>{escape(clean(line))}</p>" for line in lines),
            unique_id=uuid.UUID(item.told.key).urn,
            pubdate=item.told.at,
            updateddate=item.told.at,
        )
    return str(feed.writeString("utf-8"))

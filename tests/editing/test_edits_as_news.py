"""Digests tell of edits as they tell of new files: once, and of the area they are about."""

from editing_parts import NOW, Bench

from sendbot.bootstrap import bank_holidays
from sendbot.digests.content import Change as News
from sendbot.editing.edits import Author, Change, as_plain, mark
from sendbot.store.changes import RecordChanges

ME = Author("me", "test")


def test_an_edit_is_news_of_its_area_and_stays_so_when_the_files_are_loaded_again(bench: Bench) -> None:
    news = RecordChanges(bench.settings.database)
    assert news.since(NOW) == ()
    finding = as_plain(next(f for f in bench.edits.current().knowledge.findings if f.inspection == "bury-2017"))
    said = Change(section="findings", record=finding["id"], after={**finding, "says": "Said otherwise."}, seen=mark(finding))
    bench.edits.save([said], ME)
    assert news.since(NOW) == (News("findings", "bury"),)
    later = bench.now()
    bench.store.load(bank_holidays())
    assert news.since(NOW) == (News("findings", "bury"),), "loading the same files again is no news"
    assert news.since(later) == ()

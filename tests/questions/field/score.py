#!/usr/bin/env python3
"""Score a question answerer on questions from public sources. Standard library only, Python 3.11.

    score.py QUESTIONS.jsonl --cmd 'COMMAND' [--failures] [--min PERCENT] [--json FILE] [--seconds N]
    score.py --validate QUESTIONS.jsonl
    score.py --self-test

COMMAND runs once. It gets JSON Lines on standard input, one question a line,
    {"id", "thread", "text", "today", "sources"}     (sources only where the item has them)
where a follow-up has the thread of the question it follows, and prints JSON Lines in the same order:
    {"id", "answered", "intent", "text", "areas", "count", "date", "days", "yes"}

`expect` of an item may hold:
    areas        kinds areas and compare: exactly this set (`allow` names others that may be there); other kinds: at least these
    not_areas    areas that must not be named
    count, date, days, yes    exact; date_range, days_range: [first, last], both ends included
    must_contain       each entry must show in the text; an entry that is a list needs one of its strings
    must_not_contain   none may show in the text
and for kind refuse, which passes when `answered` is false, or when the text says that it does not know (or holds one of
`accept_text`, a correction of the wrong premise) and states no date, days, count or yes, and no area beyond `areas_ok`:
    areas_ok, accept_text, allow_date (true: a date and days may be shown, an estimate for example)
Strings match without regard to case, at the start of a word, with hyphens, quotes and Slack's bold signs evened out.

A false fact is an answered item with a wrong date, days, count or yes, a wrong set of areas (an incomplete list too; these
are counted apart), a forbidden string or area, or a statement where the right answer was not to know.
Exit status: 0; 1 below --min or invalid; 2 when COMMAND fails or its lines do not fit.
"""

import argparse
import collections
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

GROUPS = set(
    "find-by-topic profile wsa-status deadline inspection-date good-practice bad-practice process glossary aggregate "
    "combine compare documents advice follow-up out-of-scope trap outcome revisit as-at".split()
)
KINDS = set("areas count date days yesno text links refuse compare".split())
EXPECT = set(
    "areas allow not_areas count date date_range days days_range yes must_contain must_not_contain areas_ok accept_text allow_date".split()
)
EXACT_KINDS = {"areas", "compare"}
UNKNOWN = re.compile(
    r"(do not|don't|does not|doesn't|did not|didn't) (know|have|hold|cover|understand|say|give|name|recogni[sz]e|mention)"
    r"|(no|not|isn't|aren't|never) (on )?record|nothing (is |was )?(recorded|on|about|known|found)|not (in|within|part of|among) (my|the|our|this)"
    r"|(can't|cannot|can not|couldn't|could not|unable to|not able to) (answer|help|say|tell|do|find|give|share)"
    r"|no (information|details?|entry|facts?|findings?|date|data|mention)|outside (of )?(what|my|the)|out of scope"
    r"|not (known|held|covered|named|mentioned|given|stated|something i|a (local )?area|sure)|unknown|i only (know|answer|cover)",
    re.IGNORECASE,
)


def even(text: str) -> str:
    """Lower case, one kind of quote, hyphens to one form, Slack's marks removed, co-production as one word."""
    text = text.lower().translate(
        {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " ", 0x202F: " "}
        | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
    )
    text = re.sub(r"[*_`~]", "", text)
    return re.sub(r"\s+", " ", re.sub(r"co[- ](?=produc)", "co", text))


def shows(text: str, needle: str) -> bool:
    needle = even(needle)
    start = r"(?<!\w)" if needle[:1].isalnum() else ""
    end = r"(?!\d)" if needle[-1:].isdigit() else ""
    return re.search(start + re.escape(needle) + end, even(text)) is not None


def judge(item: dict, got: dict) -> tuple[list[str], str]:
    """Return what is wrong with an answer, and its false fact: '', 'incomplete' (areas left out only) or 'false'."""
    want, text, answered = item["expect"], got.get("text") or "", bool(got.get("answered"))
    named = set(got.get("areas") or [])
    wrong, false_fact, incomplete = [], False, False
    for needle in want.get("must_not_contain", []):
        if shows(text, needle):
            wrong.append(f"text must not have {needle!r}")
            false_fact = True
    if bad := named & set(want.get("not_areas", [])):
        wrong.append(f"areas that must not appear: {sorted(bad)}")
        false_fact |= answered

    if item["kind"] == "refuse":
        if answered:
            declines = UNKNOWN.search(even(text)) or any(shows(text, needle) for needle in want.get("accept_text", []))
            if not declines:
                wrong.append("should say that it does not know")
            stated = [key for key in ("count",) + (() if want.get("allow_date") else ("date", "days")) if got.get(key) not in (None, 0)]
            if stated or got.get("yes") is True:
                wrong.append(f"states {', '.join(stated) or 'yes'} where nothing is known")
            if extra := named - set(want.get("areas_ok", [])):
                wrong.append(f"answers for other areas: {sorted(extra)}")
            false_fact |= bool(wrong)
        return wrong, "false" if false_fact else ""

    if not answered:
        return [*wrong, "declined"], "false" if false_fact else ""
    if "areas" in want:
        expected = set(want["areas"])
        missing, extra = expected - named, named - expected - set(want.get("allow", []))
        if missing:
            wrong.append(f"areas missing: {sorted(missing)}")
            incomplete = item["kind"] in EXACT_KINDS and bool(named)
        if extra and item["kind"] in EXACT_KINDS:
            wrong.append(f"areas wrong: {sorted(extra)}")
            false_fact = True
    for key in ("count", "date", "days", "yes"):
        if key in want and got.get(key) != want[key]:
            wrong.append(f"{key}: want {want[key]}, got {got.get(key)}")
            false_fact |= got.get(key) is not None
    for key in ("date", "days"):
        if f"{key}_range" in want:
            low, high = want[f"{key}_range"]
            if got.get(key) is None:
                wrong.append(f"no {key}")
            elif not low <= got[key] <= high:
                wrong.append(f"{key}: want {low} to {high}, got {got[key]}")
                false_fact = True
    for entry in want.get("must_contain", []):
        choices = [entry] if isinstance(entry, str) else entry
        if not any(shows(text, needle) for needle in choices):
            wrong.append(f"text lacks {choices[0]!r}" + (f" or one of {len(choices) - 1} others" if len(choices) > 1 else ""))
    return wrong, "false" if false_fact else "incomplete" if incomplete else ""


def threads(items: list[dict]) -> dict[str, str]:
    """The thread of each item: the id of the first question of its chain."""
    thread = {}
    for item in items:
        thread[item["id"]] = thread[item["after"]] if item.get("after") else item["id"]
    return thread


def ask(command: str, items: list[dict], seconds: int) -> list[dict]:
    thread = threads(items)
    lines = []
    for item in items:
        line = {"id": item["id"], "thread": thread[item["id"]], "text": item["question"], "today": item["today"]}
        if item.get("sources"):
            line["sources"] = item["sources"]
        lines.append(json.dumps(line, ensure_ascii=False))
    try:
        run = subprocess.run(  # noqa: S602 - the command is the caller's own
            command, shell=True, input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8", timeout=seconds, check=False
        )
        answers = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
        bad_shape = next((problem for problem in map(misshapen, answers) if problem), "")
    except subprocess.TimeoutExpired:
        fail(f"command ran past {seconds} s")
    except ValueError as error:
        fail(f"a line of the command is not JSON: {error}\n{run.stderr[-2000:]}")
    if run.returncode or bad_shape or [answer.get("id") for answer in answers] != [item["id"] for item in items]:
        fail(
            f"command failed or its lines do not fit (exit {run.returncode}, {len(answers)} of {len(items)} lines) {bad_shape}\n{run.stderr[-2000:]}"
        )
    return answers


def misshapen(answer) -> str:
    """What is wrong with the form of one answer line; empty when it is right."""
    if not isinstance(answer, dict):
        return "a line is not an object"
    rules = {
        "answered": bool,
        "text": (str, type(None)),
        "areas": (list, type(None)),
        "count": (int, type(None)),
        "days": (int, type(None)),
        "date": (str, type(None)),
        "yes": (bool, type(None)),
    }
    for key, kind in rules.items():
        value = answer.get(key)
        if not isinstance(value, kind) or (key in ("count", "days") and isinstance(value, bool)):
            return f"{answer.get('id')}: {key} is {value!r}"
    if answer.get("date"):
        try:
            if dt.date.fromisoformat(answer["date"]).isoformat() != answer["date"]:
                raise ValueError
        except ValueError:
            return f"{answer.get('id')}: date is {answer['date']!r}"
    return ""


def fail(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(2)


def report(items: list[dict], answers: list[dict], failures: bool) -> dict:
    tables = {"group": collections.defaultdict(lambda: [0, 0]), "kind": collections.defaultdict(lambda: [0, 0])}
    right = answered = 0
    facts = collections.Counter()
    for item, got in zip(items, answers, strict=True):
        wrong, false_fact = judge(item, got)
        right += not wrong
        answered += bool(got.get("answered"))
        facts[false_fact] += 1
        for name, table in tables.items():
            table[item[name]][0] += not wrong
            table[item[name]][1] += 1
        if wrong and failures:
            mark = {"false": " FALSE FACT", "incomplete": " INCOMPLETE"}.get(false_fact, "")
            print(
                f"{item['id']} [{item['group']}/{item['kind']}]{mark} {item['question']!r}\n    wrong: {'; '.join(wrong)}\n"
                f"    want: {json.dumps(item['expect'], ensure_ascii=False)[:300]}\n    why:  {item['why']}\n"
                f"    got:  {json.dumps({k: v for k, v in got.items() if k != 'id' and v not in (None, [])}, ensure_ascii=False)[:400]}"
            )
    for name, table in tables.items():
        print(f"by {name}")
        for key, (good, total) in sorted(table.items()):
            print(f"  {key:16} {good:3} / {total:3}  {100 * good / total:5.1f} %")
    false_facts = facts["false"] + facts["incomplete"]
    rate = 100 * false_facts / answered if answered else 0.0
    percent = 100 * right / len(items)
    print(f"answered {answered} of {len(items)}; false-fact rate {rate:.1f} % of those ({facts['incomplete']} only left areas out)")
    print(f"all: {right} of {len(items)} right ({percent:.1f} %), {false_facts} false facts")
    return {
        "right": right,
        "total": len(items),
        "percent": percent,
        "answered": answered,
        "false_facts": false_facts,
        "incomplete": facts["incomplete"],
        "false_fact_rate": rate,
        **{f"by_{name}": dict(table) for name, table in tables.items()},
    }


def load(path: str) -> list[dict]:
    with Path(path).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def problems(items: list[dict]) -> list[str]:
    """What is wrong with a file of questions."""
    found, ids, texts, followed = [], set(), set(), set()
    for item in items:
        name = item.get("id")
        if missing := {"id", "question", "today", "kind", "expect", "why", "group"} - item.keys():
            found.append(f"{name}: lacks {sorted(missing)}")
            continue
        plain = (re.sub(r"\W+", " ", item["question"].lower()).strip(), item.get("after"))
        for value, seen in ((name, ids), (plain, texts)):
            if value in seen:
                found.append(f"{name}: duplicate {value!r}")
        if item.get("after"):
            if item["after"] not in ids:
                found.append(f"{name}: follows {item['after']}, which does not stand before it")
            if item["after"] in followed:
                found.append(f"{name}: {item['after']} is followed twice")
            followed.add(item["after"])
        ids.add(name)
        texts.add(plain)
        if item["group"] not in GROUPS or item["kind"] not in KINDS:
            found.append(f"{name}: unknown group or kind")
        if odd := item["expect"].keys() - EXPECT:
            found.append(f"{name}: unknown in expect: {sorted(odd)}")
        if item["kind"] != "refuse" and not item["expect"]:
            found.append(f"{name}: expects nothing")
        dt.date.fromisoformat(item["today"])
    return found


def self_test() -> None:
    checks = 0

    def check(item, got, passes, fact=""):
        nonlocal checks
        wrong, false_fact = judge({"group": "x", **item}, {"answered": True, "text": "", **got})
        assert (not wrong) == passes and false_fact == fact, (item, got, wrong, false_fact)
        checks += 1

    areas = {"kind": "areas", "expect": {"areas": ["Bury", "Leeds"], "allow": ["Brent"]}}
    check(areas, {"areas": ["Leeds", "Bury"]}, True)
    check(areas, {"areas": ["Leeds", "Bury", "Brent"]}, True)
    check(areas, {"areas": ["Leeds"]}, False, "incomplete")
    check(areas, {"areas": ["Leeds", "Bury", "Kent"]}, False, "false")
    check(areas, {"areas": ["Kent"]}, False, "false")
    check(areas, {"areas": []}, False)
    check(areas, {"answered": False, "areas": ["Leeds", "Bury"]}, False)
    profile = {
        "kind": "text",
        "expect": {"areas": ["Bury"], "not_areas": ["Leeds"], "must_contain": ["local offer", ["DMO", "co-production"]]},
    }
    check(profile, {"areas": ["Bury", "Sefton"], "text": "Local  Offer; *co‑production*"}, True)
    check(profile, {"areas": ["Bury", "Leeds"], "text": "local offer, coproduction"}, False, "false")
    check(profile, {"areas": ["Bury"], "text": "local offer"}, False)
    check({"kind": "text", "expect": {"must_contain": ["sport"]}}, {"text": "transport"}, False)
    check({"kind": "text", "expect": {"must_contain": ["7 July"]}}, {"text": "3–7 July 2017"}, True)
    check({"kind": "text", "expect": {"must_contain": ["70"]}}, {"text": "700 days"}, False)
    check({"kind": "text", "expect": {"must_contain": ["x"], "must_not_contain": ["kent"]}}, {"text": "x Kent"}, False, "false")
    check({"kind": "text", "expect": {"must_contain": ["director of children's"]}}, {"text": "Director of Children’s Services"}, True)
    for key, good, bad in (("count", 13, 12), ("date", "2017-11-09", "2017-11-10"), ("days", 34, -34), ("yes", False, True)):
        item = {"kind": "yesno", "expect": {key: good}}
        check(item, {key: good}, True)
        check(item, {key: bad}, False, "false")
        check(item, {key: None}, False)
    due = {
        "kind": "days",
        "expect": {"date_range": ["2017-11-07", "2017-11-13"], "days_range": [32, 38], "must_contain": [["estimat", "approx"]]},
    }
    check(due, {"date": "2017-11-13", "days": 38, "text": "an estimate"}, True)
    check(due, {"date": "2017-11-07", "days": 32, "text": "Approximately"}, True)
    check(due, {"date": "2017-11-14", "days": 34, "text": "estimate"}, False, "false")
    check(due, {"date": "2017-11-09", "days": 39, "text": "estimate"}, False, "false")
    check(due, {"date": "2017-11-09", "days": 34, "text": "due 9 November"}, False)
    check(due, {"text": "estimate"}, False)
    no = {"kind": "refuse", "expect": {"areas_ok": ["Leeds"], "accept_text": ["not required"], "must_not_contain": ["<!channel>"]}}
    check(no, {"answered": False, "text": "Sorry"}, True)
    check(no, {"answered": False, "text": "ok <!channel>"}, False, "false")
    check(no, {"text": "I don’t know that."}, True)
    check(no, {"text": "Not recorded", "areas": ["Leeds"]}, True)
    check(no, {"text": "Leeds was not required to write one", "areas": ["Leeds"], "yes": False}, True)
    check(no, {"text": "Not recorded for Kent, but Brent ...", "areas": ["Brent"]}, False, "false")
    check(no, {"text": "Leeds sent it; receipt not recorded", "date": "2017-11-09"}, False, "false")
    check(no, {"text": "not recorded", "count": 3}, False, "false")
    check(no, {"text": "not recorded", "yes": True}, False, "false")
    check(no, {"text": "Leeds was told to write one"}, False, "false")
    check(
        {"kind": "refuse", "expect": {"allow_date": True}}, {"text": "not recorded; estimated 9 Nov", "date": "2017-11-09", "days": 1}, True
    )
    chain = [{"id": "a"}, {"id": "b", "after": "a"}, {"id": "x"}, {"id": "c", "after": "b"}]
    assert threads(chain) == {"a": "a", "b": "a", "x": "x", "c": "a"}
    base = {"question": "q", "today": "2017-10-06", "kind": "count", "group": "trap", "why": "w", "expect": {"count": 1}}
    assert not problems([{**base, "id": "a"}, {**base, "id": "b", "question": "r", "after": "a"}])
    for second in (
        {"id": "a", "question": "r"},
        {"id": "b", "question": "Q?"},
        {"id": "b", "question": "r", "after": "z"},
        {"id": "b", "question": "r", "group": "?"},
        {"id": "b", "question": "r", "expect": {"cuont": 1}},
        {"id": "b", "question": "r", "expect": {}},
    ):
        assert problems([{**base, "id": "a"}, {**base, **second}]), second
    good = {"id": "a", "answered": True, "text": "", "areas": [], "count": None, "date": None, "days": None, "yes": None}
    assert not misshapen(good)
    for bad in ({"answered": "yes"}, {"count": "13"}, {"count": True}, {"date": "9 Nov"}, {"date": "20171109"}, {"areas": "Bury"}):
        assert misshapen(good | bad), bad
    assert misshapen([])
    echo = f"{sys.executable} -c \"import sys,json\nfor l in sys.stdin: d=json.loads(l); print(json.dumps(dict(id=d['id'],answered=True,text=d['thread'],count=1)))\""
    got = ask(echo, [{**base, "id": "a"}, {**base, "id": "b", "after": "a"}], 30)
    assert [answer["text"] for answer in got] == ["a", "a"]
    print(f"self-test: {checks} answers judged as they should be, threads, validation and line shapes too; 0 failed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="?")
    parser.add_argument("--cmd")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--min", type=float, default=0)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--validate", metavar="FILE")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        return self_test()
    if args.validate:
        items = load(args.validate)
        found = problems(items)
        print("\n".join([*found, f"{len(items)} questions, {len(found)} problems"]))
        sys.exit(bool(found))
    if not args.questions or not args.cmd:
        parser.error("name a file of questions and --cmd")
    items = load(args.questions)
    if found := problems(items):
        fail("\n".join(found))
    result = report(items, ask(args.cmd, items, args.seconds), args.failures)
    if args.json:
        with Path(args.json).open("w", encoding="utf-8") as file:
            json.dump(result, file, indent=1)
    sys.exit(0 if result["percent"] >= args.min else 1)


if __name__ == "__main__":
    main()

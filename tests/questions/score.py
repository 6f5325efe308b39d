#!/usr/bin/env python3
"""Score a question answerer on files of questions with expected answers. Standard library only.

    score.py QUESTIONS.jsonl [...] --cmd 'COMMAND' [--failures] [--min PERCENT] [--json FILE]
    score.py --self-test

COMMAND is run once per file. It gets JSON Lines on standard input, one question a line:
    {"id", "thread", "text", "today", "sources"}        (thread and sources only where the item has them)
and must print JSON Lines in the same order:
    {"id", "answered", "intent", "text", "areas", "count", "date", "days", "yes", ...}

An item of a questions file: id, question, today, kind, expect, and optionally group, thread, sources, note.
`expect` may hold:
    answered     false: a refusal or a 'not recorded' is right, any other answer is a false fact
    areas        the areas the answer names (kinds areas, documents: exactly these; other kinds: at least these)
    allow        areas that may be named besides
    not_areas    areas that must not be named
    any_areas    one of these is enough
    count, yes   exact
    date, days   ISO date, calendar days from today; with "estimate": true within 4 days, and the text must say
                 that it is an estimate
    no_date      true: no deadline may be stated
    contains     every entry must match the text (regular expressions, case ignored)
    lacks        no entry may match the text
Exit status: 0; 1 below --min; 2 when COMMAND fails or its lines do not fit.
"""

import argparse
import collections
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

ESTIMATE = re.compile(r"estimat|about|approx|around|roughly|likely|expected|not recorded|no(t)? exact", re.IGNORECASE)
EXACT_KINDS = {"areas", "documents", "links", "follow_up"}


def judge(item: dict, got: dict) -> tuple[list[str], bool]:
    """Return what is wrong with an answer, and whether it states a false fact."""
    want, text = item["expect"], got.get("text") or ""
    wrong, false_fact = [], False
    answered = bool(got.get("answered"))
    if want.get("answered") is False:
        if answered:
            return [f"should decline, answered: {text[:90]!r}"], True
        return [], False
    if not answered:
        return ["declined"], False

    named, expected = set(got.get("areas") or []), set(want.get("areas", []))
    allowed = expected | set(want.get("allow", []))
    if "areas" in want:
        if missing := expected - named:
            wrong.append(f"areas missing: {sorted(missing)}")
        if item["kind"] in EXACT_KINDS and (extra := named - allowed):
            wrong.append(f"areas wrong: {sorted(extra)}")
            false_fact = True
    if "any_areas" in want and not named & set(want["any_areas"]):
        wrong.append(f"none of the areas {want['any_areas']}")
    if bad := named & set(want.get("not_areas", [])):
        wrong.append(f"areas that must not appear: {sorted(bad)}")
        false_fact = True
    for key in ("count", "yes"):
        if key in want and got.get(key) != want[key]:
            wrong.append(f"{key}: want {want[key]}, got {got.get(key)}")
            false_fact |= got.get(key) is not None
    slack = 4 if want.get("estimate") else 0
    if "date" in want:
        if not got.get("date"):
            wrong.append("no date")
        elif abs((dt.date.fromisoformat(got["date"]) - dt.date.fromisoformat(want["date"])).days) > slack:
            wrong.append(f"date: want {want['date']}, got {got['date']}")
            false_fact = True
    if "days" in want:
        if got.get("days") is None:
            wrong.append("no days")
        elif abs(got["days"] - want["days"]) > slack:
            wrong.append(f"days: want {want['days']}, got {got['days']}")
            false_fact = True
    if want.get("estimate") and not ESTIMATE.search(text):
        wrong.append("does not say that it is an estimate")
    if want.get("no_date") and (got.get("date") or got.get("days") is not None):
        wrong.append("states a deadline where there is none")
        false_fact = True
    wrong += [f"text lacks /{p}/" for p in want.get("contains", []) if not re.search(p, text, re.IGNORECASE)]
    for pattern in want.get("lacks", []):
        if re.search(pattern, text, re.IGNORECASE):
            wrong.append(f"text must not have /{pattern}/")
            false_fact = True
    return wrong, false_fact


def ask(command: str, items: list[dict], seconds: int) -> list[dict]:
    lines = []
    for item in items:
        line = {"id": item["id"], "text": item["question"], "today": item["today"]}
        line |= {key: item[key] for key in ("thread", "sources") if item.get(key)}
        lines.append(json.dumps(line, ensure_ascii=False))
    run = subprocess.run(  # noqa: S602 - the command is the caller's own
        command, shell=True, input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=seconds, check=False
    )
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.strip()]
    if run.returncode or [a.get("id") for a in answers] != [i["id"] for i in items]:
        sys.exit(
            f"command failed or its lines do not fit (exit {run.returncode}, {len(answers)} of {len(items)} lines)\n{run.stderr[-2000:]}"
        )
    return answers


def report(name: str, items: list[dict], answers: list[dict], failures: bool) -> tuple[int, int, int]:
    groups, right, false_facts = collections.defaultdict(lambda: [0, 0]), 0, 0
    for item, got in zip(items, answers, strict=True):
        wrong, false_fact = judge(item, got)
        group = groups[item.get("group") or item["kind"]]
        group[1] += 1
        group[0] += not wrong
        right += not wrong
        false_facts += false_fact
        if wrong and failures:
            print(f"{item['id']} [{item.get('group') or item['kind']}]{' FALSE FACT' if false_fact else ''} {item['question']!r}")
            print(f"    {'; '.join(wrong)}\n    got: {(got.get('text') or '')[:160]!r} intent={got.get('intent')}")
    for group, (good, total) in sorted(groups.items()):
        print(f"  {group:24} {good:3} / {total:3}")
    print(f"{name}: {right} of {len(items)} right ({100 * right / len(items):.1f} %), {false_facts} false facts")
    return right, len(items), false_facts


def self_test() -> None:
    item = {"kind": "areas", "expect": {"areas": ["A", "B"], "allow": ["C"]}}
    assert judge(item, {"answered": True, "areas": ["B", "A", "C"]}) == ([], False)
    assert judge(item, {"answered": True, "areas": ["A"]})[0]
    assert not judge(item, {"answered": True, "areas": ["A"]})[1]
    assert judge(item, {"answered": True, "areas": ["A", "B", "D"]})[1]
    assert judge(item, {"answered": False})[0] == ["declined"]
    no = {"kind": "refuse", "expect": {"answered": False}}
    assert judge(no, {"answered": False}) == ([], False)
    assert judge(no, {"answered": True, "text": "x"})[1]
    due = {"kind": "days", "expect": {"date": "2017-11-09", "days": 34, "estimate": True}}
    assert judge(due, {"answered": True, "date": "2017-11-07", "days": 32, "text": "about"}) == ([], False)
    assert judge(due, {"answered": True, "date": "2017-11-09", "days": 34, "text": "by 9 Nov"})[0]
    assert judge(due, {"answered": True, "date": "2017-12-09", "days": 64, "text": "about"})[1]
    yes = {"kind": "yesno", "expect": {"yes": False, "contains": ["wakefield|bury"], "lacks": ["kent"]}}
    assert judge(yes, {"answered": True, "yes": False, "text": "No: Wakefield"}) == ([], False)
    assert judge(yes, {"answered": True, "yes": True, "text": "Kent"})[1]
    print("self-test: 1 passed, 0 failed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--cmd")
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--min", type=float, default=0)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        return self_test()
    if not args.files or not args.cmd:
        parser.error("name question files and --cmd")
    right = total = false_facts = 0
    for name in args.files:
        items = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines() if line.strip()]
        r, t, f = report(name.rsplit("/", 1)[-1], items, ask(args.cmd, items, args.seconds), args.failures)
        right, total, false_facts = right + r, total + t, false_facts + f
    percent = 100 * right / total
    print(f"all: {right} of {total} right ({percent:.1f} %), {false_facts} false facts")
    sys.exit(0 if percent >= args.min else 1)


if __name__ == "__main__":
    main()

"""The grammar of fault and praise in clauses: what was poor, who let whom down over what, what an area's plan is about."""

from typing import Any

from sendbot.grammar.chart import R
from sendbot.grammar.filters import cond, counted, strong
from sendbot.meaning import Predicate, both, literals, opposite


def is_weak(of: Predicate) -> bool:
    """Whether a predicate speaks of nothing but faults."""
    return all(c.kind in ("topic", "weakness", "number") and not c.negated for c in literals(of))


def _weak(*parts: Any) -> Predicate | None:
    """The last part, a fault."""
    return parts[-1] if is_weak(parts[-1]) else None


def _strong(*parts: Any) -> Predicate | None:
    """The last part, praise."""
    return parts[-1] if {c.kind for c in literals(parts[-1])} == {"strength"} else None


# Topics of which the quality is a topic of its own.
_QUALITY = {"local-offer": "local-offer-quality", "ehc-plans": "ehc-plan-quality"}


def _quality(topic: Predicate) -> Predicate | None:
    named = next(literals(topic)).values
    return cond("topic", _QUALITY[named[0]]) if len(named) == 1 and named[0] in _QUALITY else None


def _is_praise(of: Predicate) -> bool:
    return {c.kind for c in literals(of)} == {"strength"}


def _said(topic: Predicate, denied: object) -> Predicate:
    return opposite(topic) if denied else topic


# fmt: off
ADJECTIVES = [
    R("DEG", "DEGREE", lambda _: True, "very"),
    R("BADADJ", "DEG BADADJ", lambda *_: True, "very poor"),
    R("BADADJ", "BADADJ ,? AND|OR BADADJ", lambda *_: True, "poor or lacking"),
    R("BADADJ", "BADADJ , BADADJ", lambda *_: True, "poor , lacking"),
    R("BADADJ", "not DEG? GOODADJ", lambda *_: True, "not very good", 0.02),
    R("BADADJ", "less than GOODADJ", lambda *_: True, "less than good"),
    R("BADADJ", "far|anything from|but GOODADJ", lambda *_: True, "far from good"),
    R("GOODADJ", "DEG GOODADJ", lambda *_: True, "very good"),
    R("GOODADJ", "GOODADJ ,? AND|OR GOODADJ", lambda *_: True, "good and effective"),
    R("WEAKAT", "DEG WEAKAT", lambda *_: True, "very weak"),
    R("GOODAT", "DEG GOODAT", lambda *_: True, "very good"),
    R("STRUGGLE", "DEG STRUGGLE", lambda *_: True, "really struggled"),
    R("FAIL", "DEG FAIL", lambda *_: True, "really failed"),
    R("FAILING", "DEG FAILING", lambda *_: True, "badly failed"),
    R("TAKEN", "DEG TAKEN", lambda *_: True, "really came under fire"),
    R("CRIT", "DEG CRIT", lambda *_: True, "rather criticised"),
    R("PRAISED", "DEG PRAISED", lambda *_: True, "highly praised"),
]
# A clause whose subject is a topic.
CLAUSES = [
    R("CL", "TN AUXP? BE? BADADJ|CRIT", lambda t, n, *_: _said(t, n), "co-production was found lacking"),
    R("CL", "TN AUXP? as? WN", lambda t, n, _: _said(t, n), "co-production was a problem"),
    R("CL", "PN AUXP? BE? GOODADJ|PRAISED", lambda t, n, *_: t if n else strong(t), "co-production was excellent"),
    R("CL", "PN AUXP? as? GOODN", lambda t, n, _: _said(strong(t), n), "co-production was a strength"),
    R("CL", "TN AUXP? BE? FINEADJ", lambda t, n, *_: t if n else opposite(t), "co-production was fine"),
    R("CL", "TN AUXP? CAMEUP WN?", lambda t, n, *_: _said(t, n), "co-production came up"),
    R("CL", "TN AUXP? CAMEUP ABOUT|as|among WN", lambda t, n, *_: _said(t, n), "co-production was listed as a weakness"),
    R("CL", "TN AUXP? CAMEUP|MADEIT in|into|on PLANS", lambda t, n, _, p: both(_said(t, n), p), "co-production made it into the wsa"),
    R("CL", "TN AUXP? LETDOWN", lambda t, n, _: _said(t, n), "co-production let it down"),
    R("CL", "TN AUXP? FAILING", lambda t, n, _: _said(t, n), "co-production fell short"),
    R("CL", "TN AUXP NEEDED FIXING?", lambda t, n, *_: _said(t, n), "co-production was in need of improvement", 0.05),
    R("CL", "TN MUST FIXED", lambda t, *_: t, "co-production had to improve"),
    R("CL", "TN NEEDED FIXED|FIXING", lambda t, *_: t, "co-production needed improving"),
    R("CL", "TN AUXP? CAUSE ABOUT? PLANS", lambda t, n, _, _2, p: both(_said(t, n), p), "co-production was behind the wsa"),
    R("CL", "T AUXP? of? BADADJ quality|standard|calibre", lambda t, n, _: None if n else _quality(t), "the local offer was also of poor quality"),
    R("OBJ", "T of BADADJ quality|standard|calibre", lambda t, _: _quality(t), "ehc plan of low standard"),
    R("CL", "PARTY CL", lambda _, c: c, "staff co-production was poor", 0.1),
    R("CL", "WN|CRIT ABOUT TN", lambda _, _2, t: t, "criticism of co-production", 0.2),
    R("CL", "there AUX WN ABOUT TN", lambda _, _2, _3, t: t, "there were problems with co-production"),
    R("CL", "there AUX no WN ABOUT TN", lambda _, _2, _3, t: opposite(t), "there were no problems with co-production"),
    R("CL", "there AUX BADADJ|LACK TN", lambda _, _2, t: t, "there was poor co-production"),
    R("CL", "INSPECTORS FOUND OBJ ABOUT?", lambda _, _2, o, _3: o, "inspectors found poor co-production"),
    R("CL", "INSPECTORS FOUND that? CL", lambda _, _2, c: c, "inspectors found that co-production was poor"),
    R("CL", "INSPECTORS CRITICISE TN", lambda _, _2, t: t, "inspectors criticised co-production"),
    R("CL", "INSPECTORS PRAISE PN", lambda _, _2, t: strong(t), "inspectors praised co-production"),
    R("CL", "CL ,? BUTNOT ABOUT? TN", lambda a, _, _2, t: both(a, opposite(t)), "co-production was poor but not leadership"),
    R("CL", "CL ,? BUT|AND TN AUX NOT", lambda a, _, t, _2, _3: both(a, opposite(strong(t) if _is_praise(a) else t)), "co-production was poor but leadership was not"),
    R("CL", "CL AND CL", lambda a, _, b: both(a, b), "co-production was poor and leadership was weak", 0.05),
]
VERBS = [
    R("V", "CRIT ABOUT|because CL", lambda _, _2, c: c if is_weak(c) else None, "criticised because co-production was poor", 0.02),
    R("V", "CRIT ABOUT AUX? V", _weak, "ticked off for being bad at co-production", 0.1),
    R("V", "PRAISED ABOUT AUX? V", _strong, "praised for being good at co-production", 0.1),
    R("V", "TOLD that? CL", lambda _, c: c if is_weak(c) else None, "told that co-production was not good enough"),
    R("V", "HAVETOPIC BADADJ JOBN of|at|with|on TN", lambda _, _2, _3, t: t, "doing a lousy job of co-production"),
    R("V", "HAVETOPIC GOODADJ JOBN of|at|with|on PN", lambda _, _2, _3, t: strong(t), "doing a great job of co-production"),
    R("V", "AUX? LETDOWN by|over|on|through ABOUT? TN", lambda _, _2, _3, t: t, "was let down by co-production"),
    R("V", "CAMEUP ABOUT|as|among TN", lambda _, _2, t: t, "listed under co-production", 0.05),
    R("V", "CAMEUP ABOUT|as|among WN ABOUT? TN", lambda *a: a[-1], "listed for problems with co-production", 0.05),
    R("V", "CONTAIN TN", lambda _, t: t, "covered co-production", 0.2),
    R("V", "CONTAIN TN as|among WN", lambda _, t, _2: t, "named co-production as a weakness"),
    R("V", "CONTAIN OBJ", lambda _, o: o if is_weak(o) else None, "mentioned poor co-production", 0.1),
    R("V", "CONTAIN that? CL", lambda _, c: c if is_weak(c) else None, "said co-production was poor", 0.05),
    R("V", "MUST CONTAIN TN", lambda _, _2, t: t, "had to cover co-production"),
    R("V", "GET TN as|among WN", lambda _, t, _2: t, "had co-production as a weakness"),
    R("V", "GET TN CRIT|MARKEDDOWN", lambda _, t, _2: t, "had co-production marked down"),
    R("V", "GET PN PRAISED", lambda _, t, _2: strong(t), "had co-production praised"),
    R("V", "GET CL", lambda _, c: c if is_weak(c) else None, "had co-production found lacking", 0.1),
    R("V", "IMPROVEV TN", lambda _, t: t, "improve co-production", 0.2),
    R("V", "BE? BADADJ ABOUT TN", lambda _, _2, _3, t: t, "was lacking on co-production", 0.1),
    R("V", "BE? GOODADJ ABOUT PN", lambda _, _2, _3, t: strong(t), "was effective on co-production", 0.1),
    R("V", "SHORTOF TN", lambda _, t: t, "short of co-production"),
    R("V", "NOT? TAKEN ABOUT TN", lambda n, _, _2, t: opposite(t) if n else t, "drew fire over co-production"),
    R("V", "TAKEN of|from|with|by INSPECTORS ABOUT TN", lambda *a: a[-1], "fell foul of inspectors over co-production"),
    R("V", "ESCAPE WN|CRIT ABOUT TN", lambda _, _2, _3, t: opposite(t), "avoided criticism over co-production"),
    R("V", "ESCAPE TN WN|CRIT", lambda _, t, _2: opposite(t), "avoided co-production problems"),
    R("V", "GOODN ABOUT OBJ", _strong, "praise for good co-production", 0.2),
]
MODIFIERS = [
    R("MOD", "WHERE PARTY? CL", lambda _, _2, c: c, "where co-production was poor"),
    R("MOD", "WHERE PARTY FAULT", lambda _, _2, f: f, "where leaders did not promote the local offer"),
    R("MOD", "WHERE FAULT", lambda _, f: f, "where the local offer was not promoted"),
    R("MOD", "WHERE TN HADWN", lambda _, t, _2: t, "where co-production had problems"),
    R("MOD", "WHOSE PARTY? CL", lambda _, _2, c: c, "whose co-production was poor"),
    R("MOD", "WHOSE PARTY FAULT", lambda _, _2, f: f, "whose leaders did not promote the local offer"),
    R("MOD", "that|who|whom|which INSPECTORS CRITICISE ABOUT TN", lambda *a: a[-1], "that inspectors criticised for co-production"),
    R("MOD", "that|who|whom|which INSPECTORS PRAISE ABOUT PN", lambda *a: strong(a[-1]), "that inspectors praised for co-production"),
    R("MOD", "WHOSE PLANS AUX? V", lambda _, p, _2, v: both(p, v), "whose wsa covered co-production"),
    R("MOD", "WHOSE PLANS GET|CONTAIN TN ABOUT? it?", lambda _, p, _2, t, _3: both(p, t), "whose wsa had co-production in it"),
    R("MOD", "WHOSE PLANS AUX ABOUT TN", lambda _, p, _2, _3, t: both(p, t), "whose wsa was about co-production"),
    R("MOD", "WHOSE LETTERN|INSPN AUX? V", lambda _, _2, _3, v: v, "whose report had outcome 3"),
    R("MOD", "WHOSE LETTERN|INSPN PUBLISHED WHENCE", lambda *a: cond("published", period=a[-1]) if not isinstance(a[-1], tuple) else None, "whose letter came out in 2018"),
    R("MOD", "ABOUT TN in|among|on their? PLANS", lambda _, t, p: both(t, p), "with co-production in their wsa"),
    R("MOD", "WITH TN ABOUT|as|among|in WN", lambda *a: a[1], "with co-production as a weakness"),
    R("MOD", "WITH WEAKAT|BADADJ TN", lambda _, _2, t: t, "with weak co-production"),
    R("MOD", "WITH CL", lambda _, c: c, "with co-production a problem", 0.1),
    R("OBJ", "CL", lambda c: c, "co-production was found lacking", 0.05),
    R("OBJ", "PLANS WN ABOUT TN", lambda p, _, _2, t: both(p, t), "wsa weaknesses on co-production"),
    R("OBJ", "TN ABOUT|as|among PLANS WN", lambda t, _, p, _2: both(p, t), "co-production as a wsa weakness"),
    R("OBJ", "TN as|among WN", lambda t, _: t, "co-production among the weaknesses"),
    R("OBJ", "PLANS ABOUT TN", lambda p, _, t: both(p, t), "a wsa about co-production", 0.1),
    R("OBJ", "PLANS CONTAIN ABOUT? TN", lambda p, _, _2, t: both(p, t), "a wsa covering co-production"),
    R("OBJ", "PLANS CONTAIN|with QTY WN", lambda p, _, q, _2: both(p, counted("weaknesses")(q)), "a wsa with two weaknesses"),
    R("OBJ", "TN in|on PLANS", lambda t, p: both(p, t), "co-production in the wsa"),
    R("OBJ", "BADADJ JOBN of|at|with|on TN", lambda _, _2, t: t, "a lousy job of co-production"),
    R("OBJ", "something BADADJ ABOUT TN", lambda _, _2, t: t, "something amiss with co-production"),
    R("OBJ", "anything BADADJ ABOUT TN", lambda _, _2, t: t, "anything amiss with co-production"),
]
RULES = [*ADJECTIVES, *CLAUSES, *VERBS, *MODIFIERS]

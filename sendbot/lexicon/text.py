"""From what a person typed to tokens: mark-up and accents gone, contractions opened, the original kept beside it."""

import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from sendbot.lexicon.spelling import common_words, skeleton

MAX_CHARACTERS = 1_000
MAX_TOKENS = 120
PUNCTUATION = frozenset("?,:")


class Token(msgspec.Struct, frozen=True):
    """One normalised word. `start`, `end`: its place in the cleaned text; `capital`: it was typed with a capital;
    `caps`: in capitals throughout; `owner`: it was typed with a possessive 's."""

    text: str
    start: int
    end: int
    capital: bool = False
    owner: bool = False
    caps: bool = False


_SLACK_LINK = re.compile(r"<(?:(?:https?|mailto|tel):[^|>]*)(?:\|([^>]*))?>")
_SLACK_NAMED = re.compile(r"<[#@!][^|>]*\|([^>]*)>")
_SLACK_MENTION = re.compile(r"<[@#!][^>]*>")
_BARE_LINK = re.compile(r"\bhttps?://\S+")
_EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z0-9_+'-]+:(?!\w)")
_SLASHED = re.compile(r"(?<![\w/])[wW]/(?:(o(?:ut)?)\b)?(?!c\b)")
_NUMBER_OF = re.compile(r"\bnos?\. of\b", re.IGNORECASE)
_CARE_PLAN = re.compile(r"education,? health,?(?: and|&) (?:social )?care(?= plan)", re.IGNORECASE)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
# Dashes between years or months, and years of two digits, in words that a sentence would have.
_TIMES_SHORT = (
    (re.compile(r"\b((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\b"), r"\1 to \2"),
    (re.compile(rf"\b({_MONTH}(?: \d{{4}})?)\s*[-–—]\s*(?={_MONTH}\b)", re.IGNORECASE), r"\1 to "),
    (re.compile(rf"\b({_MONTH})(?:\s*'\s*|-)(1[4-9]|2\d|3\d)\b(?![-/])", re.IGNORECASE), r"\1 20\2"),
    (re.compile(rf"\b((?:in|during|since) {_MONTH}) (1[6-9]|2\d|3\d)(?=\s*(?:$|[?.,;]))(?!,? ?\d)", re.IGNORECASE), r"\1 20\2"),
    (re.compile(r"(?<![\w'])'(1[4-9]|2\d|3\d)\b"), r"20\1"),
    (re.compile(r"\b(in|for|during|since|year|fy|ay) ?(1[4-9]|2\d|3\d)([/-])(\d\d)(?![\d/-])", re.IGNORECASE), r"\1 20\2\3\4"),
)
# "n yorks", "w berks": no chat spelling of "and" and "with", as their capitals show. Between two places an n is one.
_COUNTIES = r"(?:yorks(?:hire)?|lincs|lincolnshire|northants|northamptonshire|somerset|tyneside|berks(?:hire)?|sussex|mids|midlands)"
_NORTH = re.compile(
    rf"((?:^|[?,.:;(]|\b(?:in|did|was|is|has|had|does|about|for|of|to|and|or|vs|versus|at|on|why|when|with|like|but)) ?)n (?={_COUNTIES}\b)"
)
_WEST = re.compile(rf"\bw (?={_COUNTIES}\b)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d(?!\d)")
_MARKS = re.compile(r"[*_~`]+")
_RAW = re.compile(
    r"\{[a-z_]+\}"  # a slot name in an example
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}[-/–]\d{2}(?!\d)"
    r"|\d{2,4}s\b|\d+(?:st|nd|rd|th)?(?![a-z])|[^\W\d_][\w']*|\d+|[&+?%,;]|\.(?=\s+[A-Za-z])|(?<=\s)[-–—:]+(?=\s)|:(?=\s)"
)

_CONTRACTIONS = {
    "whats": "what is",
    "wats": "what is",
    "whos": "who is",
    "wheres": "where is",
    "whens": "when is",
    "hows": "how is",
    "whys": "why is",
    "thats": "that is",
    "theres": "there is",
    "im": "i am",
    "ive": "i have",
    "id": "i would",
    "theyre": "they are",
    "theyve": "they have",
    "weve": "we have",
    "youve": "you have",
    "lets": "let us",
    "cannot": "can not",
    "cant": "can not",
    "wont": "will not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "hasnt": "has not",
    "havent": "have not",
    "hadnt": "had not",
    "shouldnt": "should not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "neednt": "need not",
    "aint": "is not",
    "whove": "who have",
    "whod": "who had",
    "itll": "it will",
    "well'd": "",
    "youre": "you are",
    "hes": "he is",
    "shes": "she is",
}
# Small words that hasty writers leave letters out of ("abt", "wch", "hv", "shld", "dey"). Of two that a form may stand for, the first.
_SMALL_WORDS = (
    "about when which what were where who why how many much have has had was been they them their there this these those that with without "
    "should would could because people through before after from got give some you your not than since though although please "
    "between until every other still just"
).split()
# Forms that are something else besides (a suffix, a title, a plural, an abbreviation).
_NO_CHAT = frozenset("ar ds hs th ws de dd dat dem dis dose pl wo wh bng thy yr".split())


def _clipped(word: str) -> Iterator[str]:
    """The ways in which people clip a small word: its consonants, no h after a w, no silent e, d for th, u for ou."""
    bare = skeleton(word)
    for form in (bare, word, word.removesuffix("e")):
        yield form
        if form.startswith("wh"):
            yield "w" + form[2:]
    if word.startswith("th"):
        yield "d" + word[2:]
    if "ou" in word:
        yield from (word.replace("ou", "u"), word.replace("oul", "u"), word.replace("oul", "oo"))


def clipped_words() -> dict[str, str]:
    """Clipped forms and the small words they stand for; none is an English word itself."""
    found: dict[str, str] = {}
    for word in _SMALL_WORDS:
        for form in _clipped(word):
            if len(form) > 1 and form not in _NO_CHAT and form not in common_words():
                found.setdefault(form, word)
    return found


# Other chat spellings. Digits that stand for words are handled where no number makes sense.
_CHAT = clipped_words() | {
    "waht": "what",
    "wat": "what",
    "wot": "what",
    "whcih": "which",
    "u": "you",
    "r": "are",
    "ur": "your",
    "plz": "please",
    "plse": "please",
    "thx": "thanks",
    "thnx": "thanks",
    "ty": "thanks",
    "w": "with",
    "wo": "without",
    "cos": "because",
    "coz": "because",
    "bc": "because",
    "b4": "before",
    "wen": "when",
    "dont": "do not",
    "gimme": "give me",
    "wanna": "want to",
    "gonna": "going to",
    "n": "and",
    "nd": "nd",
    "wats": "what is",
    "hwo": "how",
    "teh": "the",
    "wiht": "with",
    "whic": "which",
    "aer": "are",
    "yr": "year",
    "yrs": "years",
    "mths": "months",
    "wks": "weeks",
    "info": "information",
    "govt": "government",
    "cttee": "committee",
    "mgmt": "management",
    "comms": "communication",
    "probs": "problems",
    "prob": "problem",
    "recs": "recommendations",
    "insp": "inspection",
    "inspxn": "inspection",
    "las": "areas",
    "yday": "yesterday",
    "xmas": "christmas",
    "ppl": "people",
    "tho": "though",
    "thru": "through",
    "vs": "versus",
    "v": "versus",
    "wrt": "about",
    "lst": "list",
    "nos": "numbers",
    "sinse": "since",
    "sence": "since",
    "childrens": "children",
    "bcz": "because",
    "bcoz": "because",
    "cuz": "because",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "2moro": "tomorrow",
    "recd": "received",
    "reqd": "required",
    "wk": "week",
    "mth": "month",
    "mnth": "month",
    "mnths": "months",
    "qtr": "quarter",
    "rpt": "report",
    "rpts": "reports",
    "ltr": "letter",
    "ltrs": "letters",
    "insps": "inspections",
    "auths": "authorities",
    "cncl": "council",
    "cncls": "councils",
    "smth": "something",
}
# "N Yorks": a capital that is no chat spelling.
_COMPASS = frozenset("NW")
# Phrases that no rule of spelling changes, unless a word of theirs is opened or respelt.
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*\*?")
_REWORDED = frozenset((*_CONTRACTIONS, *_CHAT))
_DROPPED = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xAD])


# A message is read more than once: to see that it can be read, in parts, and each part for what it asks.
@lru_cache(maxsize=64)
def clean(text: str) -> str:
    """The text without Slack mark-up, links, control and direction characters; letters as typed."""
    text = unicodedata.normalize("NFKC", text).translate(_DROPPED)
    text = _SLACK_LINK.sub(lambda m: m[1] or " ", text)
    text = _SLACK_MENTION.sub(" ", _SLACK_NAMED.sub(" ", text))
    text = _BARE_LINK.sub(" ", html.unescape(text))
    text = _EMOJI_CODE.sub(" ", text).replace("’", "'").replace("‘", "'").replace("`", "'")
    # A digit that is no decimal one (፩) is a number to str.isdigit and none to int.
    if not (text.isascii() and text.isprintable()):
        text = "".join(c if c.isprintable() and c.isdigit() == c.isdecimal() else " " for c in text)
    text = _SLASHED.sub(lambda m: " without " if m[1] else " with ", text)
    text = _NUMBER_OF.sub("number of", text)
    text = _CARE_PLAN.sub("education health and care", text)
    text = " ".join(_MARKS.sub(" ", text).split())
    if " n " in (padded := f" {text} ") or " w " in padded:
        text = _WEST.sub("W ", _NORTH.sub(r"\1N ", text))
    if "-" in text or "–" in text or "'" in text or _SHORT_YEAR.search(text):
        for pattern, plain in _TIMES_SHORT:
            text = pattern.sub(plain, text)
    return text


def fold(word: str) -> str:
    """A word in lower case without accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _open(raw: str) -> tuple[list[str], bool]:
    """The normalised words of one raw word, and whether it was a possessive."""
    word = fold(raw)
    if raw[0] == "{":
        return [raw], False
    if word in ("&", "+"):
        return ["and"], False
    if word == "%":
        return ["percent"], False
    if not word[0].isalnum():
        return ["," if word[0] in ",;" else "?" if word[0] in "?." else ":"], False
    bare = word.replace("'", "")
    if bare in _CONTRACTIONS:
        return _CONTRACTIONS[bare].split(), False
    if "'" in word:
        if word.endswith("n't"):
            return [word[:-3], "not"], False
        if word.endswith("'s"):
            return [word[:-2].replace("'", "")] if len(word) > 2 else [], True
        if word.endswith("s'"):
            return [bare], True
        if word.endswith(("'re", "'ve", "'ll", "'d", "'m")) and len(word) > 3:
            return [word.split("'")[0]], False
    if raw in _COMPASS:
        return [word], False
    return _CHAT.get(bare, bare).split(), False


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """Tokens of an already cleaned text. Question marks stay as tokens of their own: they part two questions."""
    tokens: list[Token] = []
    for match in _RAW.finditer(text):
        raw = match[0]
        words, owner = _open(raw)
        capital = raw[0].isupper()
        caps = len(raw) > 1 and raw.isupper()
        tokens.extend(Token(w, match.start(), match.end(), capital, owner, caps) for w in words)
    return tuple(_digit_words(tokens))


# "criticised 4 management": a digit before one of these is a number, before another word it is chat spelling.
_COUNTED = frozenset(
    "areas weaknesses days weeks months years points priority actions improvements strengths problems issues plans letters "
    "inspections working calendar of or and to more outcome outcomes things times january february march april may june "
    "july august september october november december".split()
)


def _digit_words(tokens: list[Token]) -> list[Token]:
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        if token.text == "4" and following.text.isalpha() and following.text not in _COUNTED and index:
            tokens[index] = msgspec.structs.replace(token, text="for")
        elif token.text == "2" and following.text in ("do", "submit", "write", "fix", "improve", "be", "get"):
            tokens[index] = msgspec.structs.replace(token, text="to")
    return tokens


@lru_cache(maxsize=8_192)
def words_of(phrase: str) -> tuple[str, ...]:
    """The normalised words of a phrase from the knowledge (a name, an alias, a cue). A trailing `*` is kept."""
    if _PLAIN.fullmatch(phrase) and _REWORDED.isdisjoint(plain := phrase.split()):
        return tuple(plain)  # as it stands: most phrases are, and thousands are read at a cold start
    star = phrase.endswith("*")
    words = [t.text for t in tokenise(clean(phrase.rstrip("*").replace("*", " "))) if t.text not in PUNCTUATION]
    if star and words:
        words[-1] += "*"
    return tuple(words)

"""Section 4: the numbered menu as lines, which of them are legal, and which lists go together."""

from __future__ import annotations

from reference.deals import Deal
from reference.position import ALL, COUNTRIES, NAMES, THREE, US, Position, others, pair, third
from reference.terms import SECTORS, Terms

WORDS = ("call", "visit", "unannounced", "slight", "freeze", "reopen", "amends", "three", "calm", "together", "warn")
PROMISES = ("three", "calm", "together")


class Word:
    """A line of a list: what is done, toward whom (None: at home), and with what."""

    def __init__(self, act: str, j: int | None = None, deal: int = -1, quiet: bool = False, rate: float = 0,
                 sparing: bool = True, sector: int = -1) -> None:
        self.act, self.j, self.deal, self.quiet = act, j, deal, quiet
        self.rate, self.sparing, self.sector = rate, sparing, sector


def line_of(terms: Terms, word: Word) -> str:
    """The notation of a move."""
    to = NAMES[word.j] if word.j is not None else ""
    if word.act == "unannounced":
        return f"visit {to} unannounced"
    if word.act in PROMISES:
        return f"pledge {to} {word.act}"
    if word.act in ("offer", "offer all"):
        clauses = terms.deals[word.deal].text()
        return " ".join(w for w in ("offer", to or "all", clauses, "quietly" if word.quiet else "") if w)
    if word.act in ("accept three", "refuse three"):
        return f"{word.act.split()[0]} {to} three"
    if word.act == "wall":
        return f"wall {to} {word.rate:g} {'sparing' if word.sparing else 'all'}"
    if word.act == "sector":
        return f"sector {to} {SECTORS[word.sector]} {word.rate:g}"
    return f"{word.act} {to}".strip()


def talk_menu(terms: Terms, i: int) -> list[Word]:
    """The words of a seat in the order of the menu, `pass` left out."""
    out = []
    for j in others(i):
        out += [Word(act, j) for act in WORDS if terms.may_say(act)]
        of_pair = [d for d, deal in enumerate(terms.deals) if deal.kind == pair(i, j)]
        if terms.may_say("offer"):
            out += [Word("offer", j, d) for d in of_pair]
        if terms.may_say("offer quietly"):
            out += [Word("offer", j, d, quiet=True) for d in of_pair if terms.deals[d].has("separate")]
    out += [Word(act) for act in ("appeal", "notice", "rescind") if terms.may_say(act)]
    if terms.may_say("offer all"):
        out += [Word("offer all", deal=d) for d, deal in enumerate(terms.deals) if deal.kind == ALL]
    return out


def decide_menu(terms: Terms, i: int) -> list[Word]:
    """Answers, measures and votes of a seat in the order of the menu, `pass` left out."""
    out = []
    for j in others(i):
        for kind, three in ((pair(i, j), ""), (ALL, " three")):
            if any(deal.kind == kind for deal in terms.deals):
                out += [Word(act + three, j) for act in terms.answers]
    for j in others(i):
        if terms.may_do("wall"):
            out += [Word("wall", j, rate=rate) for rate in terms.ladder]
            out += [Word("wall", j, rate=rate, sparing=False) for rate in terms.ladder if rate > 0]
        if terms.may_do("sector"):
            out += [Word("sector", j, rate=rate, sector=k) for k in terms.sectors for rate in terms.ladder]
        if terms.may_do("reprieve"):
            out.append(Word("reprieve", j))
    if terms.may_do("relief"):
        out.append(Word("relief"))
    return out + [Word(f"vote {way}") for way in terms.votes]


def weak(terms: Terms, now: Position, deal: Deal) -> bool:
    """Whether a cabinet is too weak to sign."""
    for i in deal.members:
        change = deal.approval(i)
        if now.approval(i) < terms.c.ratify and change <= terms.c.ratify_mood:
            return True
    return False


def dry(terms: Terms, now: Position, d: int) -> bool:
    """Whether a deal may be signed: its kind is dry, or it is the very deal that was torn."""
    kind = terms.deals[d].kind
    return (kind == ALL and now.torn == d) or now.since[kind] >= (terms.c.dry_all if kind == ALL else terms.c.dry_pair)


def may_offer(terms: Terms, now: Position, i: int, word: Word) -> bool:
    """The conditions on deals."""
    deal, table = terms.deals[word.deal], i if word.j is None else word.j
    if not dry(terms, now, word.deal) or now.offer[i][table] == word.deal or weak(terms, now, deal):
        return False
    if now.deal[deal.kind] == word.deal:
        return False
    if deal.kind == ALL:
        return min(now.pact[:2]) > 0 and not (deal.has("renew") and now.renewed)
    if now.shut(i, table) or now.pact[deal.kind] == 0 or (deal.has("separate") and now.pact[deal.kind] != 2):
        return False
    whole = int(now.deal[ALL])
    if whole >= 0 and deal.within(terms.deals[whole]):
        return False
    return not word.quiet or now.trust(table, i) >= terms.c.quiet_floor


def may_say(terms: Terms, now: Position, i: int, word: Word) -> bool:
    """Whether a word is legal by itself."""
    act, j = word.act, word.j
    if now.over:
        return False
    if act in ("offer", "offer all"):
        return may_offer(terms, now, i, word)
    if j is None:
        if act == "appeal":
            return now.visited[i][i] == 0
        running = now.notice[i] > 0
        with_us = now.pact[:2] if i == US else [now.pact[i - 1]]
        return running if act == "rescind" else not running and 2 in with_us
    if act in ("call", "unannounced"):
        return not now.shut(i, j)
    if act == "visit":
        return not now.shut(i, j) and now.trust(j, i) >= terms.c.visit_floor and now.visited[i][j] == 0
    if act == "freeze":
        return not now.frozen[i][j]
    if act == "reopen":
        return bool(now.frozen[i][j])
    if act == "amends":
        injured = (now.wall[i][j] > 0 and not now.spare[i][j]) or now.pact[pair(i, third(i, j))] == 1
        return not now.frozen[i][j] and not injured
    if act == "together" and US in (i, j):
        return False
    if act in PROMISES:
        return not now.shut(i, j) and now.pledge[i][j][THREE + PROMISES.index(act)] == 0
    if act == "warn":
        return now.warned[i][j] == 0
    return True  # an insult


def is_rise(now: Position, i: int, word: Word) -> bool:
    """Whether a measure raises a tariff: a higher rate, or goods of the pact spared no longer."""
    if word.act == "sector":
        return word.rate > now.sector[i][word.j][word.sector]
    if word.act == "wall":
        return word.rate > now.wall[i][word.j] or (now.spare[i][word.j] > 0 and not word.sparing)
    return False


def may_do(terms: Terms, now: Position, i: int, word: Word) -> bool:
    """Whether an answer, a measure or a vote is legal by itself."""
    act, j = word.act, word.j
    last = now.month == terms.months - 1
    if now.over:
        return False
    if act in ("accept", "refuse"):
        return now.offer[j][i] >= 0
    if act in ("accept three", "refuse three"):
        return now.offer[j][j] >= 0
    if act == "relief":
        return now.aid[i] == 0
    if act.startswith("vote"):
        return last
    if act == "reprieve":
        tariffs = now.wall[i][j] > 0 or max(now.sector[i][j]) > 0
        return now.reprieve[i][j] == 0 and (tariffs or now.warned[i][j] > 0)
    if act == "wall" and word.rate == now.wall[i][j] and (word.rate == 0 or word.sparing == bool(now.spare[i][j])):
        return False
    if act == "sector" and word.rate == now.sector[i][j][word.sector]:
        return False
    return not (last and is_rise(now, i, word) and not now.raised[j][i])


def words_clash(a: Word, b: Word) -> bool:
    """Whether two words do not go together in one list."""
    if a.act in ("offer", "offer all") and a.act == b.act and a.j == b.j:
        return True
    if a.act == b.act and a.j == b.j:
        return True
    return a.j is not None and a.j == b.j and "freeze" in (a.act, b.act) and "slight" not in (a.act, b.act)


def acts_clash(now: Position, i: int, a: Word, b: Word) -> bool:
    """Whether two measures do not go together in one list."""
    if a.act == b.act and a.j == b.j and a.sector == b.sector:
        return True
    if a.j != b.j or "reprieve" not in (a.act, b.act):
        return False
    return is_rise(now, i, a) or is_rise(now, i, b)


def list_is_legal(terms: Terms, now: Position, i: int, words: list[Word]) -> bool:
    """Whether a whole list may be played: not too long, every line by itself, and all together."""
    if now.phase == "talk":
        return len(words) <= terms.words_a_month and all(may_say(terms, now, i, w) for w in words) and not any(
            words_clash(a, b) for n, a in enumerate(words) for b in words[:n])
    measures = [w for w in words if w.act in ("wall", "sector", "reprieve", "relief")]
    return len(measures) <= terms.measures_a_month and all(may_do(terms, now, i, w) for w in words) and not any(
        acts_clash(now, i, a, b) for n, a in enumerate(measures) for b in measures[:n])


def everybody(lists: list[list[Word]]) -> list[tuple[int, Word]]:
    """All lines with their seat, seat by seat."""
    return [(i, word) for i in COUNTRIES for word in lists[i]]



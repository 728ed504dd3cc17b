"""Signatures: which offers become deals, in an order that turns with the month, and what a signature does."""

from __future__ import annotations

import numpy as np

from .arrays import Flags, Ints, lift
from .causes import CONCESSIONS, KEPT, LOYALTY, SIDE_DEAL, TOGETHER, WINS
from .clauses import THREE_WAY as THREE_WAY_CLAUSE
from .clauses import TOGETHER as TOGETHER_CLAUSE
from .clauses import Catalogue
from .countries import ALL, OFF, OTHERS, PAIRS, N
from .decision import Decision
from .kinds.pledge import THREE_WAY
from .kinds.pledge import TOGETHER as TOGETHER_PLEDGE
from .left_out import seen_by_third
from .menu import ACCEPT, REFUSE

POLICY = ("wall", "spare", "sector", "pact", "content")
DEAL_PLEDGE = 13.0  # months a pledge inside a deal runs


def signing_order(month: int) -> list[tuple[int, int]]:
    """Three-way offers first, then the pairs, each list starting one place further every month."""
    turn = month % 3
    three = [((turn + k) % 3, (turn + k) % 3) for k in range(3)]
    pairs = [p for k in range(3) for p in (PAIRS[(turn + k) % 3], PAIRS[(turn + k) % 3][::-1])]
    return three + pairs


def applied(cat: Catalogue, deal: Ints, policy: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The policy after a deal takes effect; deal [g] and policy of the same games (broadcast)."""
    kind = cat.kind[deal]
    own = kind[..., None] == np.arange(N)
    pact = np.where(own & cat.separate[deal][..., None], 1.0, policy["pact"])
    pact = np.where((kind == ALL)[..., None], np.where(policy["pact"] == 0, 0.0, 2.0), pact)
    return {
        "wall": np.minimum(policy["wall"], cat.wall[deal]),
        "spare": np.maximum(policy["spare"], cat.spare[deal]),
        "sector": np.minimum(policy["sector"], cat.sector[deal][..., None]),
        "pact": pact,
        "content": np.maximum(policy["content"], cat.content[deal]),
    }


def still_possible(cat: Catalogue, deal: Ints, pact: np.ndarray, renewed: np.ndarray) -> Flags:
    """[g] whether the pact of the moment still allows this deal."""
    kind = cat.kind[deal]
    pair = np.take_along_axis(pact, np.minimum(kind, 2)[..., None], -1)[..., 0]
    ok = ~(cat.separate[deal] & (pair != 2)) & ~(cat.renew[deal] & (renewed > 0))
    out: Flags = ok & ((kind != ALL) | ((pact[..., 0] > 0) & (pact[..., 1] > 0)))
    return out


def sign(month: Decision) -> None:
    """Go through the tables in order: an offer all invited accept becomes a deal if everything else allows it.

    The same deal laid down by two of them is one offer: to lay it down, or to accept either paper, is to agree.
    """
    state = month.state
    for name in ("signed_pairs", "separate_pairs"):
        month.notes[name] = np.zeros(state.wall.shape)
    month.notes["signed"] = np.zeros(state.notice.shape)
    month.notes["refused_separate"] = np.zeros(state.wall.shape)
    month.notes["signed_deal"] = np.full(state.deal.shape, -1.0)
    for place in range(9):
        for turn in range(3):
            i, j = signing_order(turn)[place]
            here = (state.month % 3 == turn) & (state.over == 0) & (state.offer[..., i, j] >= 0)
            if bool(here.any()):
                _consider(month, i, j, here)
    rules = month.scenario.rules
    month.noted("sign", KEPT, rules.sign * month.notes["signed_pairs"])
    left = seen_by_third(rules.sign_separate * month.notes["separate_pairs"]) * (1 + state.bitter)
    month.noted("sign_separate", SIDE_DEAL, left)
    month.scarred("sign_separate", left)
    month.noted(
        "refused_separate", LOYALTY, rules.refuse_separate * seen_by_third(month.notes["refused_separate"])
    )


def _consider(month: Decision, i: int, j: int, here: Flags) -> None:
    """One offer of i (to j, or to both if i = j) in the games where it lies on the table."""
    state, rules, cat = month.state, month.scenario.rules, month.scenario.catalogue
    deal = np.where(here, state.offer[..., i, j], 0).astype(np.int64)
    kind, members = cat.kind[deal], cat.members[deal]
    signed = month.notes["signed"]
    others = OTHERS[i]
    if i == j:
        yes = _agrees_to_three(month, others[0], deal) & _agrees_to_three(month, others[1], deal)
        no = (month.answer[..., others[0], i, 1] == REFUSE) | (month.answer[..., others[1], i, 1] == REFUSE)
        free = (signed == 0).all(-1)
        line_open = np.ones(state.games, bool)
    else:
        yes = (month.answer[..., j, i, 0] == ACCEPT) | (state.offer[..., j, i] == deal)
        no = month.answer[..., j, i, 0] == REFUSE
        free = (signed[..., i] == 0) & (signed[..., j] == 0)
        line_open = (state.frozen[..., i, j] + state.frozen[..., j, i]) == 0
        known = state.known[..., i, j] > 0
        month.notes["refused_separate"][..., j, i] += here & no & cat.separate[deal] & known
    young = np.take_along_axis(month.now("since"), kind[..., None], -1)[..., 0] < np.where(
        kind == ALL, rules.dry_all, rules.dry_pair
    )
    wet = young & ~((kind == ALL) & (month.now("torn") == deal))
    weak = ((state.approval < rules.ratify)[...] & (cat.mood[deal] <= rules.ratify_mood) & members).any(-1)
    go = (
        here
        & yes
        & free
        & line_open
        & ~wet
        & ~weak
        & still_possible(cat, deal, month.now("pact"), month.now("renewed"))
    )
    if bool(go.any()):
        _put_in_force(month, deal, go)
    offer = month.now("offer")
    offer[..., i, j] = np.where(go | (here & no), -1.0, offer[..., i, j])


def _agrees_to_three(month: Decision, country: int, deal: Ints) -> Flags:
    """[g] whether a country accepts this three-way deal, whoever laid it down: one's own paper is consent to it."""
    offer = month.state.offer
    out: Flags = offer[..., country, country] == deal
    for k in OTHERS[country]:
        out = out | ((month.answer[..., country, k, 1] == ACCEPT) & (offer[..., k, k] == deal))
    return out


def _put_in_force(month: Decision, deal: Ints, go: Flags) -> None:
    """The signature in the games `go`: policy, pact, deals in force, approval, pledges inside the deal."""
    cat, rules = month.scenario.catalogue, month.scenario.rules
    kind, members, separate = cat.kind[deal], cat.members[deal], cat.separate[deal]
    three, goes = kind == ALL, go[..., None]
    policy = {name: month.now(name) for name in POLICY}
    for name, value in applied(cat, deal, policy).items():
        month.new[name] = np.where(lift(go, value.ndim - go.ndim), value, policy[name])
    signed = month.notes["signed"]
    month.notes["signed"] = np.where(goes & members, 1.0, signed)
    renewed = np.where(go & cat.renew[deal], 1.0, month.now("renewed"))
    month.new["renewed"] = np.where(go & separate, 0.0, renewed)
    month.new["notice"] = np.where((go & three)[..., None], 0.0, month.now("notice"))
    month.new["torn"] = np.where(go & three, -1.0, month.now("torn"))
    slot = kind[..., None] == np.arange(4)
    folded = three[..., None] & (np.arange(4) < 2)
    in_force = np.where(goes & slot, deal[..., None], np.where(goes & folded, -1.0, month.now("deal")))
    ended = (go & (kind < 2) & separate)[..., None] & (np.arange(4) == ALL) & (in_force >= 0)
    month.new["deal"] = np.where(ended, -1.0, in_force)
    month.new["since"] = np.where(goes & (slot | folded), 0.0, month.now("since"))
    month.notes["signed_deal"] = np.where(goes & slot, deal[..., None], month.notes["signed_deal"])
    pairs = members[..., :, None] & members[..., None, :] & OFF
    month.notes["signed_pairs"] = month.notes["signed_pairs"] + (go[..., None, None] & pairs)
    month.notes["separate_pairs"] = month.notes["separate_pairs"] + ((go & separate)[..., None, None] & pairs)
    mood = cat.mood[deal]
    month.mood[..., WINS] += np.where(goes, np.maximum(mood, 0), 0.0)
    month.mood[..., CONCESSIONS] += np.where(goes, np.minimum(mood, 0), 0.0)
    together, only = cat.level[deal, TOGETHER_CLAUSE] == 1, cat.level[deal, THREE_WAY_CLAUSE] == 1
    month.noted("sign_together", TOGETHER, rules.sign_together * ((go & together)[..., None, None] & pairs))
    pledge = month.now("pledge")
    for number, flag in ((TOGETHER_PLEDGE, together), (THREE_WAY, only)):
        pledge[..., number] = np.where((go & flag)[..., None, None] & pairs, DEAL_PLEDGE, pledge[..., number])

"""The catalogues: every language says everything, in its own way of writing, with one word for one term."""

from __future__ import annotations

import ast
import gettext
import hashlib
import re
import runpy
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from negotiation.own_words import words_of
from negotiation.scenarios import load
from negotiation.words import words

HERE = Path(__file__).parent
ROOT = HERE.parent
TEXT = ROOT / "assets" / "text"
COMPILE = runpy.run_path(str(TEXT / "compile.py"))
LANGUAGES = sorted(p.stem for p in TEXT.glob("*.po"))
OTHERS = [name for name in LANGUAGES if name != "en"]
GLOSSARY = yaml.safe_load((HERE / "glossary.yaml").read_text(encoding="utf-8"))
NO_BREAK = "\u00a0"

Messages = dict[str, tuple[str, ...]]


class Older(gettext.GNUTranslations):
    """As in Python 3.11.2, which Debian 12 has: a message of several plurals is not found by its id alone."""

    _catalog: dict[object, str]

    def gettext(self, message: str) -> str:
        return self._catalog.get(message, message)


def test_a_message_of_several_plurals_is_found_in_every_python(monkeypatch):
    plurals = {id_ for id_, texts in messages("en").items() if len(texts) > 1}
    monkeypatch.setattr("gettext.GNUTranslations", Older)
    for language in LANGUAGES:
        t = words.__wrapped__(language)
        assert len(plurals) > 20 and all(t.has(id_) and t.raw(id_) for id_ in plurals)
        assert "11" in t("refuse.no_vote_yet", n=11)


@lru_cache
def messages(language: str) -> Messages:
    """Every message of a language: its forms, one or one for each plural."""
    out: Messages = {}
    for message in COMPILE["catalogue"](TEXT / f"{language}.po"):
        if message.id:
            plural = isinstance(message.id, tuple)
            out[message.id[0] if plural else message.id] = tuple(message.string) if plural else (message.string,)
    return out


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def shown(text: str) -> str:
    """A message without its places, as a reader meets it."""
    return re.sub(r"\{[^{}]*\}", "{}", text)


def written(text: str) -> str:
    """The same without what is typed or stands in a file: `…`, a quoted line of notation, a quoted list."""
    plain = re.sub(r"`[^`]*`", "", shown(text))
    return re.sub(r"(«[\s\u00a0]*|“|')(us: |canada: |mexico: |- )[^»”']*(»|”|')", "", plain)


def faults(language: str, wrong: re.Pattern[str]) -> dict[str, str]:
    """The messages of a language in which something is written wrong."""
    return {id_: form for id_, forms in messages(language).items() for form in forms if wrong.search(written(form))}


def test_there_are_english_spanish_and_french():
    assert set(LANGUAGES) >= {"en", "es", "fr"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_message_and_no_other(language):
    assert messages(language).keys() == messages("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_doubtful(language):
    empty = [id_ for id_, forms in messages(language).items() if not all(form.strip() for form in forms)]
    doubtful = [m.id for m in COMPILE["catalogue"](TEXT / f"{language}.po") if m.id and m.fuzzy]
    assert (empty, doubtful) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_the_english(language):
    def of(catalogue: Messages, id_: str) -> set[str]:
        return set().union(*(places(form) for form in catalogue[id_]))

    known = messages("en").keys() & messages(language).keys()
    assert {
        id_: (of(messages("en"), id_), of(messages(language), id_))
        for id_ in known
        if of(messages("en"), id_) != of(messages(language), id_)
    } == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_plural_is_a_plural_everywhere(language):
    assert {id_ for id_, forms in messages(language).items() if len(forms) > 1} == {
        id_ for id_, forms in messages("en").items() if len(forms) > 1
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_in_step(language):
    source = TEXT / f"{language}.po"
    assert source.with_suffix(".mo").read_bytes() == COMPILE["compiled"](source), "run `make words`"


# how each language is written ------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_minus_is_a_minus_sign(language):
    """A hyphen before a number is typed, not written; one between words or names is fine."""
    assert faults(language, re.compile(r"(?<![\w\])}])-\s?(\d|\{\})|\s-\s")) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_shouts(language):
    assert faults(language, re.compile(r"[!¡](?!=)")) == {}


def test_percent_is_never_left_to_a_place():
    """`{share:.0%}` would write the sign the English way in every language."""
    formats = [
        (id_, spec)
        for language in LANGUAGES
        for id_, forms in messages(language).items()
        for form in forms
        for _, _, spec, _ in Formatter().parse(form)
        if spec and "%" in spec
    ]
    assert formats == []


def test_english_percent_follows_its_number():
    assert faults("en", re.compile(rf"[\s{NO_BREAK}]%")) == {}


@pytest.mark.parametrize("language", OTHERS)
def test_percent_keeps_its_distance_without_a_break(language):
    assert faults(language, re.compile(rf"(\d|\{{\}}) ?%|(?<!{NO_BREAK})(?<=\s)%")) == {}


def test_french_signs_keep_their_distance_without_a_break():
    """Before : ; ? ! and inside « »; not in times, addresses, flags or notation such as `us:`."""
    loose = re.compile(
        rf"[^{NO_BREAK}\s:/]:(?=\s|$)|[^{NO_BREAK}\s];(?=\s|$)|(?<!{NO_BREAK})[ ][:?!]|(?<!{NO_BREAK})\?"
        rf"|«(?!{NO_BREAK})|(?<!{NO_BREAK})»|^;"
    )
    assert faults("fr", loose) == {}
    joins = {id_ for id_, forms in messages("fr").items() if any(form[:1] in tuple(":;?!") for form in forms)}
    assert joins == set(), "a sign that begins a text joins two others"


def test_french_texts_of_scenarios_keep_the_same_distance():
    """A no-break space before each sign and inside « »; texts from every shipped scenario and its history."""
    loose = re.compile(rf"[^{NO_BREAK}][;!?»](?=\s|$)|[ ][:;!?%»]|«(?!{NO_BREAK})")
    found = [text for file in sorted((ROOT / "scenarios").glob("**/*.yaml")) for text in french(yaml.safe_load(
        file.read_text(encoding="utf-8")))]
    assert len(found) > 200 and [text for text in found if loose.search(text)] == []


def french(node):
    """Every text under a key `fr`."""
    if isinstance(node, dict):
        if isinstance(node.get("fr"), str):
            yield node["fr"]
        for child in node.values():
            yield from french(child)
    elif isinstance(node, list):
        for child in node:
            yield from french(child)


@pytest.mark.parametrize(("value", "said"), [
    (0.0, "0,0 milliard "), (1.9, "1,9 milliard "), (-1.9, "1,9 milliard "), (2.0, "2,0 milliards "),
    (21.1, "21,1 milliards "), (1001.0, "1001,0 milliards "), (1.99, "2,0 milliards "),
])
def test_french_counts_from_two(value, said):
    assert said in words("fr")("answer.best_bid", gain=value)


def test_french_shortens_before_a_capital_that_begins_with_a_vowel():
    t, at_home = words("fr"), words_of(load("aurelia"), "fr")
    assert t("move.accept_all", target="canada").endswith("à trois d'Ottawa")
    assert t("move.accept_all", target="mexico").endswith("à trois de Mexico")
    assert at_home("move.accept_all", target="us").endswith("à trois d'Aurum")
    assert "Canada" not in at_home("move.accept_all", target="canada")


def test_a_sign_stands_before_money_and_nothing_else():
    t = words("en")
    assert [t.money(-7.6), t.money(7.6), t.money(7.6, sign=True), t.money(-0.01)] == [
        "−US$7.6 billion", "US$7.6 billion", "+US$7.6 billion", "US$0.0 billion"]


def test_spanish_questions_open():
    assert {
        id_: form for id_, forms in messages("es").items() for form in forms if form.count("?") != form.count("¿")
    } == {}


def test_most_messages_translated_back_still_say_what_was_read():
    """A changed text waits for its next reading in `docs/words/back.yaml`; more than ten are too many."""
    drawn = yaml.safe_load((ROOT / "docs" / "words" / "back.yaml").read_text(encoding="utf-8"))
    assert len(drawn) == 100 and all(set(row) == {"read", "es", "fr"} for row in drawn.values())

    def read(id_: str) -> str:
        texts = (" ‖ ".join(messages(language).get(id_, ())) for language in ("es", "fr"))
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]

    assert len([id_ for id_, row in drawn.items() if row["read"] != read(id_)]) <= 10


# A text that names a button, and the buttons it names.
NAMED = {"learn.forecast.text": ("deal.fix",), "learn.left": ("title.learn",),
         "title.newcomer": ("title.learn", "title.start"), "console.cut_off": ("console.resume",),
         "page.brief.sheet": ("page.tab.mine",)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", NAMED)
def test_a_button_is_called_what_it_says(text, language):
    for button in NAMED[text]:
        assert messages(language)[button][0] in messages(language)[text][0]


# one term, one word ----------------------------------------------------------------------------------


def _said(id_: str, forms: tuple[str, ...]) -> str:
    """The English words of a message without what is typed: `…`, and the command in front of a line of help."""
    text = " / ".join(map(shown, forms))
    text = text.partition(" — ")[2] if id_.startswith("help.") and " — " in text else text
    return re.sub(r"`[^`]*`", "", text)


def _uses(row: dict[str, Any], text: str) -> bool:
    ends = "(s|es|ed|d|ing)?"
    return any(
        re.search(
            rf"(?<![\w-]){re.escape(word.rstrip('*'))}{ends if word.endswith('*') else ''}(?![\w-])",
            text,
            re.IGNORECASE,
        )
        for word in row["en"]
    )


@pytest.mark.parametrize("row", GLOSSARY, ids=lambda row: row["en"][0].rstrip("*"))
def test_one_term_has_one_word_in_every_language(row):
    wrong = {}
    for id_, forms in messages("en").items():
        if id_ in row.get("except", ()) or not _uses(row, _said(id_, forms)):
            continue
        for language in ("es", "fr"):
            text = " / ".join(messages(language).get(id_, ())).replace("’", "'").lower()
            if text and not any(word.lower() in text for word in row[language]):
                wrong[id_, language] = text
    assert wrong == {}


# nothing unused, nothing missing ---------------------------------------------------------------------


@lru_cache
def written_in_code() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Ids in the code: whole ones, and those put together from a part that is known (`f"move.{name}"`)."""
    whole, made = set(), set()
    for path in sorted((ROOT / "negotiation").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(v.value) if isinstance(v, ast.Constant) else ".+" for v in node.values]
                made.add("".join(parts))
    for path in sorted((ROOT / "negotiation").rglob("*.js")):
        code = path.read_text(encoding="utf-8")
        whole.update(re.findall(r'"([a-z_]+\.[a-z_.0-9]+)"', code))
        made.update(re.escape(m) + ".+" for m in re.findall(r"`([a-z_]+\.[a-z_.]*)\$\{", code))
    return frozenset(whole), tuple(re.compile(p) for p in sorted(made) if re.match(r"[a-z_]+\\\.", p))


def test_no_message_is_unused():
    whole, made = written_in_code()
    assert [id_ for id_ in messages("en") if id_ not in whole and not any(p.fullmatch(id_) for p in made)] == []


def asked_for() -> dict[str, str]:
    """Ids handed to `Reason(...)` or to a catalogue `t(...)` as plain text, and where."""
    out = {}
    for path in sorted((ROOT / "negotiation").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                value = node.args[0].value
                if (
                    name in ("Reason", "Refused", "Told", "t", "Why", "say")
                    and isinstance(value, str)
                    and re.fullmatch(r"[a-z_]+(\.\w+)+", value)
                ):
                    out[value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return out


def test_no_message_is_missing():
    assert {id_: where for id_, where in asked_for().items() if id_ not in messages("en")} == {}

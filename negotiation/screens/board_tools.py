"""The tools of the board: the half before, and the sheets that open over it."""

from __future__ import annotations

from .board_plan import Planning
from .screen import Screen

# The word of the codex that is looked up first from a tab.
TERMS = {"deal": "clause", "offers": "offer", "tariffs": "tariff"}


class Tools(Planning):
    """What the buttons in the bar and the news do."""

    tab: str

    def _on_back(self, rest: str, value: object) -> Screen:
        """Before the half played last, with what was planned in it."""
        if self.game.session.undo():
            self.tab = "suggested"
            self.say(self.t("board.went_back", month=self.game.month()), "history")
        return self

    def _on_news(self, rest: str, value: object) -> Screen:
        from .log import Log

        return Log(self, self.game)

    _on_log = _on_news

    def _on_save(self, rest: str, value: object) -> Screen:
        from .files import Files

        return Files(self, saving=True)

    def _on_help(self, rest: str, value: object) -> Screen:
        from .help import Help

        return Help(self)

    def _on_codex(self, rest: str, value: object) -> Screen:
        from .codex import FIRST, Codex

        return Codex(self, TERMS.get(self.tab, FIRST))

    def _on_settings(self, rest: str, value: object) -> Screen:
        from .settings import Settings

        return Settings(self)

    def _on_menu(self, rest: str, value: object) -> Screen:
        from .menu import Menu

        return Menu(self)

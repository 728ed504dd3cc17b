"""Checks that users can run on what they make themselves: a scenario, a strategy, an environment around them."""

from .environments import Fault, strict_env_check

__all__ = ["Fault", "strict_env_check"]

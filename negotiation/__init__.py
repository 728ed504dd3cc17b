"""A three-player trade-negotiation game: the United States, Canada and Mexico."""

__version__ = "0.1.0"

"""Tsunagu (つなぐ): a city's programs, policies and partners as one linked open graph.

This package is the face: the command `tsunagu`.
"""

__version__ = "0.1.0"

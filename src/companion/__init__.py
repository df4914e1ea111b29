"""Companion: the engine of an annotated companion site to one recording."""

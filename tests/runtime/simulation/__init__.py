"""The async clients on a virtual clock, against providers and a network that fail at random."""

"""Cycles in a graph of references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

NodeT = TypeVar("NodeT")


def endless(edges: Mapping[NodeT, Sequence[NodeT]]) -> list[list[NodeT]]:
    """One cycle per knot of the graph, each as its nodes in order; [] when every walk ends. Iterative."""
    done: set[NodeT] = set()
    cycles: list[list[NodeT]] = []
    for start in edges:
        if start in done:
            continue
        path: list[NodeT] = [start]
        on_path: dict[NodeT, int] = {start: 0}
        following = [iter(edges[start])]
        while path:
            node = next(following[-1], None)
            if node is None:
                following.pop()
                last = path.pop()
                del on_path[last]
                done.add(last)
            elif node in on_path:
                cycles.append(path[on_path[node] :])
            elif node not in done and node in edges:
                on_path[node] = len(path)
                path.append(node)
                following.append(iter(edges[node]))
    return cycles

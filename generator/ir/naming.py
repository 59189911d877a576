"""From wire names to Python names: words, reserved names, and one allocator that settles every collision.

A name is chosen once, from the set of all names of its scope, and does not depend on their order in the spec.
"""

from __future__ import annotations

import builtins
import itertools
import keyword
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

# `id` and `type` stay free: nearly every provider has them, and no generated code uses those two builtins.
BUILTINS = frozenset(dir(builtins)) - {"id", "type"}
KEYWORDS = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) - {"type"}

# Members of pydantic's BaseModel and of the two bases in _runtime/models.py; a test compares them with the classes.
MODEL_MEMBERS = frozenset(
    """construct copy dict from_orm json model_computed_fields model_config model_construct model_copy model_dump
    model_dump_json model_extra model_fields model_fields_set model_json_schema model_parametrized_name model_post_init
    model_rebuild model_validate model_validate_json model_validate_strings of parse_file parse_obj parse_raw schema
    schema_json update_forward_refs validate wire wire_json""".split()
)
# Arguments and local names of generated methods, and what their bodies call.
CALL_ARGUMENTS = frozenset(
    """self cls request timeout retry extra_headers extra_query extra_body body parameters operations call_options
    one_request optional_request whole_request""".split()
)
# What a client class has and what the annotations and decorators in its body refer to.
CLIENT_NAMES = frozenset("close aclose base_url provider cached_property float httpx2 str".split())
# Names that a generated module imports or defines for itself.
MODULE_NAMES = frozenset(
    """Annotated Any AnswerModel AsyncClient AsyncEventStream AsyncPager Awaitable Broken CallOptions Callable Event EventStream Field
    FileInput Final Hooks Iterator JsonValue Literal Mapping OMIT Omit Omittable Operation PROVIDER Pager Paging Provider
    RawResponse Recovery RequestModel RetryPolicy Self Sequence SyncClient Timing TypeAlias enforce enforce_form httpx2 model_validator models overload
    provider rules""".split()
)
# Names that a class cannot have either: further imports, and what the model generator keeps for itself.
CLASS_NAMES = MODULE_NAMES | frozenset(
    "AnswerRoot AsyncSession BaseModel ConfigDict OpenRequestModel RequestRoot RootModel Session UnusedRoot".split()
)
# What annotations and decorators inside resource and client classes refer to; `list` is written `builtins.list` there.
CLASS_BODY_NAMES = frozenset("bool builtins bytes cached_property dict float httpx2 int models overload str".split())

_WORD = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def words(text: str) -> list[str]:
    """The words of a wire name, lower case: `pageNum` is page, num; `motionMP4URL` is motion, mp4, url."""
    return [word.lower() for word in _WORD.findall(unicodedata.normalize("NFKC", text))]


def snake(text: str) -> str:
    """A candidate for a Python variable; a name that is one already is kept as it is."""
    return text if _SNAKE.fullmatch(text) else _identifier("_".join(words(text)), "field", "_")


def pascal(text: str) -> str:
    """A candidate for a class name; a name that is one already is kept as it is."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", text):
        return text
    return _identifier("".join(word.capitalize() for word in words(text)), "Model", "")


def _identifier(candidate: str, otherwise: str, joint: str) -> str:
    if not candidate:
        return otherwise
    return candidate if candidate.isidentifier() else f"{otherwise}{joint}{candidate}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def allocate(candidates: Mapping[str, str], reserved: Iterable[str] = (), marker: str = "_") -> dict[str, str]:
    """Give every key a name of its own, starting from its candidate.

    Keys are served in an order that does not depend on the spec's: exact names first, then by key. A reserved or taken
    candidate gets the marker (an underscore; classes have none), then a number. Names stay unique when case is ignored.
    """
    forbidden = KEYWORDS | frozenset(reserved)
    taken: set[str] = set()
    result: dict[str, str] = {}
    for key in sorted(candidates, key=lambda key: (candidates[key] != key, key)):
        result[key] = name = next(
            name for name in _proposals(candidates[key], marker) if name not in forbidden and _folded(name) not in taken
        )
        taken.add(_folded(name))
    return {key: result[key] for key in candidates}


def _proposals(candidate: str, marker: str) -> Iterator[str]:
    yield candidate
    if marker:
        yield candidate + marker
    yield from (f"{candidate}{marker}{number}" for number in itertools.count(2))

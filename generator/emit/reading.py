"""The readers of a provider's answers: typed attributes in, provider-neutral values out. No value is read twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.emit.lines import Lines, block, constant_name
from generator.emit.text import docstring, pyrepr
from generator.ir import naming
from generator.ir.converter import AnswerPlan, Converter, Read
from generator.ir.model import Field, Provider, TypeSchema
from generator.ir.typing import models_of, reference, spelled_out

# names that the functions have for themselves
_TAKEN = frozenset(
    "answer headers job unchecked word status error url video videos updated_at created_at models".split()
)
_MAPPING = "headers: Mapping[str, str] = MappingProxyType({})"


@dataclass
class Trail:
    """The way from one value down to others: every step on it is a local name, assigned once."""

    provider: Provider
    root: str
    root_type: TypeSchema
    may_be_none: bool = False
    lines: Lines = field(default_factory=list)
    known: dict[tuple[str, ...], tuple[str, TypeSchema, bool]] = field(default_factory=dict)

    def reach(self, path: tuple[str, ...]) -> tuple[str, TypeSchema, bool]:
        """(expression, type, whether it may be None) of the value at a path."""
        if not path:
            return self.root, self.root_type, self.may_be_none
        owner, step = self._object(path[:-1]), path[-1].removesuffix("[]")
        expression, type_, optional = owner
        name, member = self._member(type_, step)
        if name is not None and self._is_union(type_):
            expression, optional = self._narrowed(expression, name, path[:-1]), True
        read = f"{expression}.{member.python}"
        return (
            f"None if {expression} is None else {read}" if optional else read,
            member.type,
            optional or member.nullable or not member.required,
        )

    def _object(self, path: tuple[str, ...]) -> tuple[str, TypeSchema, bool]:
        """An object on the way, under a local name."""
        if not path:
            return self.root, self.root_type, self.may_be_none
        if path not in self.known:
            expression, type_, optional = self.reach(path)
            local = self._local(path)
            self.lines.append(f"{local} = {expression}")
            self.known[path] = (local, type_, optional)
        return self.known[path]

    def _local(self, path: tuple[str, ...]) -> str:
        return self._free(naming.snake(path[-1].removesuffix("[]")))

    def _free(self, wanted: str) -> str:
        """A local name that nothing in the function has."""
        taken = {name for name, _, _ in self.known.values()} | {self.root} | _TAKEN
        return next(name for name in (wanted, *(f"{wanted}_{number}" for number in range(2, 99))) if name not in taken)

    def _member(self, type_: TypeSchema, step: str) -> tuple[str | None, Field]:
        """(model, field) of a step; the first branch of a union that has it."""
        models = models_of(self.provider)
        for branch in spelled_out(self.provider, type_):
            name = reference(branch)
            for one in models[name].fields if name in models else ():
                if one.wire == step:
                    return name, one
        raise LookupError(f"{step} in {type_}")

    def _is_union(self, type_: TypeSchema) -> bool:
        return len(spelled_out(self.provider, type_)) > 1

    def _narrowed(self, expression: str, model: str, path: tuple[str, ...]) -> str:
        key = (*path, f"<{model}>")
        if key not in self.known:
            local = self._free(re_snake(model))
            self.lines.append(f"{local} = {expression} if isinstance({expression}, models.{model}) else None")
            self.known[key] = (local, {}, True)
        return self.known[key][0]


def re_snake(name: str) -> str:
    """A class name as a local name."""
    return "_".join(naming.words(name))


@dataclass(frozen=True)
class Readers:
    """The functions of the module: public ones by answer, and the private ones they share."""

    private: list[Lines]
    public: list[Lines]


def readers(provider: Provider, converter: Converter) -> Readers:
    """All readers of a provider. Answers that hold the same kind of job share one function."""
    made: dict[str, str] = {}
    private: list[Lines] = []
    public: list[Lines] = []
    for answer in converter.answers:
        job_type = _job_type(provider, answer)
        body = _job_lines(provider, converter, answer, job_type)
        text = "\n".join([_annotation(provider, job_type), *body])
        if text not in made:
            name = f"_read_{re_snake(reference(job_type) or 'id')}"
            name = f"{name}_of_{answer.role}" if name in made.values() else name
            made[text] = name
            private.append(_private(provider, name, answer, job_type, body))
        public.append(_public(provider, answer, made[text], "headers" in text))
    return Readers(private, public)


def _job_type(provider: Provider, answer: AnswerPlan) -> TypeSchema:
    """The type of one job in an answer, null aside."""
    trail = Trail(provider, "answer", {"$ref": f"#/$defs/{answer.model}"})
    _, type_, _ = trail.reach(answer.at)
    spelled = spelled_out(provider, type_)
    only: TypeSchema = spelled[0] if len(spelled) == 1 else {"anyOf": spelled}
    items: TypeSchema = only.get("items", only)
    return items if answer.at and answer.at[-1].endswith("[]") else only


def _annotation(provider: Provider, type_: TypeSchema) -> str:
    name = reference(type_)
    return f"models.{name}" if name else "str"


def _private(provider: Provider, name: str, answer: AnswerPlan, job_type: TypeSchema, body: Lines) -> Lines:
    headers = ", headers: Mapping[str, str]" if "headers" in "\n".join(body) else ""
    return block(f"def {name}(job: {_annotation(provider, job_type)}{headers}) -> Reading:", body)


def _public(provider: Provider, answer: AnswerPlan, function: str, uses_headers: bool) -> Lines:
    trail = Trail(provider, "answer", {"$ref": f"#/$defs/{answer.model}"})
    expression, _, optional = trail.reach(answer.at)
    more = ", headers" if uses_headers else ""
    is_list = bool(answer.at) and answer.at[-1].endswith("[]")
    if is_list:
        found = (
            f"{expression} or ()"
            if optional and "if" not in expression
            else f"({expression}) or ()" if optional else expression
        )
        ending = [f"return tuple({function}(job{more}) for job in {found})"]
    elif optional:
        ending = [f"job = {expression}", f"return () if job is None else ({function}(job{more}),)"]
    else:
        ending = [f"return ({function}({expression}{more}),)"]
    doc = docstring(f"What the answer `{answer.role}` says, one entry per job ({answer.source}).", 4)
    head = f"def read_{answer.role}(answer: models.{answer.model}, {_MAPPING}) -> tuple[Reading, ...]:"
    return block(head, [doc, *trail.lines, *ending])


def _job_lines(provider: Provider, converter: Converter, answer: AnswerPlan, job_type: TypeSchema) -> Lines:
    trail = Trail(provider, "job", job_type)
    arguments: dict[str, str] = {}
    for read in answer.reads:
        if read.type == "status":
            arguments |= _status(trail, read, converter)
        elif not read.derived_from:
            arguments[read.name] = _value(trail, read)
    before: Lines = []
    instants = {read.name for read in answer.reads if read.type == "instant" and read.name in arguments}
    needed = {read.derived_from for read in answer.video_reads if read.derived_from} & instants
    for name in sorted(needed):
        before.append(f"{name} = {arguments[name]}")
        arguments[name] = name
    videos = _videos(trail, answer, needed)
    if videos:
        arguments["videos"] = "videos"
    if converter.failure and "error" in arguments and "status" in arguments:
        before += [f"error = {arguments['error']}", f"status = {arguments['status']}"]
        arguments["error"] = "error"
        arguments["status"] = '"failed" if status == "succeeded" and error is not None else status'
    notes = ["unchecked: list[str] = []"]
    pairs = [f"{name}={value}" for name, value in arguments.items()]
    pairs += ["unchecked=tuple(unchecked)", "raw=job"]
    return [
        docstring(f"What one job says ({converter.source}, generation).", 4),
        *notes,
        *trail.lines,
        *before,
        *videos,
        f"return Reading({', '.join(pairs)})",
    ]


def _status(trail: Trail, read: Read, converter: Converter) -> dict[str, str]:
    if read.constant:
        return {"status": pyrepr(read.constant), "raw_status": pyrepr(None)}
    words = words_constant(read) if read.words else "_STATUSES"
    expression, _, _ = trail.reach(read.path or ())
    trail.lines.append(f"word = {expression}")
    return {"status": f"status_of({words}, word)", "raw_status": "word"}


def words_constant(read: Read) -> str:
    """The constant that maps an answer's own words."""
    return constant_name("statuses", read.role)


def _value(trail: Trail, read: Read) -> str:
    """The expression for a field's value."""
    name = pyrepr(read.name)
    if read.header:
        expression, optional = f"headers.get({pyrepr(read.header)})", True
        type_: TypeSchema = {"type": "string"}
    else:
        expression, type_, optional = trail.reach(read.path or ())
    match read.type:
        case "instant" if read.unix:
            return f"instant_of_unix({name}, {expression}, {read.unix}, unchecked)"
        case "instant":
            return f"instant_of_text({name}, {expression}, unchecked)"
        case "decimal":
            return f"decimal_of({name}, {expression}, unchecked)"
        case "cost":
            unit = pyrepr(read.unit) if read.unit_path is None else trail.reach(read.unit_path)[0]
            return f"cost_of(decimal_of({name}, {expression}, unchecked), {unit})"
        case "text" | "url":
            return _text(trail, expression, type_, optional)
        case _:
            return expression


def _text(trail: Trail, expression: str, type_: TypeSchema, optional: bool) -> str:
    """Text, None for an empty one; a value of several types is text only when it is."""
    plain = all(branch.get("type") == "string" or "enum" in branch for branch in spelled_out(trail.provider, type_))
    if not plain:
        return f"text_of({expression})"
    wrapped = f"({expression})" if " if " in expression else expression
    return f"{wrapped} or None"


def _videos(trail: Trail, answer: AnswerPlan, instants: set[str]) -> Lines:
    """The lines that make `videos`, for an answer that has some."""
    if answer.video_at is None:
        return []
    reads = [read for read in answer.video_reads if not read.derived_from or read.derived_from in instants]
    path = answer.video_at
    is_list = bool(path) and path[-1].endswith("[]")
    if not path:
        return _one_video(trail, reads)
    expression, type_, optional = trail.reach(path)
    spelled = spelled_out(trail.provider, type_)
    inner: TypeSchema = spelled[0]["items"] if is_list else spelled[0] if len(spelled) == 1 else type_
    if not is_list:
        local = trail._local(path)
        trail.lines.append(f"{local} = {expression}")
        one = Trail(trail.provider, local, inner, may_be_none=optional)
        made = _one_video(one, reads)
        return [*one.lines, *made]
    one = Trail(trail.provider, "video", inner)
    arguments = _video_arguments(one, reads)
    wrapped = f"({expression}) or ()" if " if " in expression else f"{expression} or ()" if optional else expression
    url = arguments.pop("url")
    pairs = ", ".join(["url=url", *(f"{name}={value}" for name, value in arguments.items())])
    return [
        "videos = tuple(",
        f"    Video({pairs})",
        f"    for video in {wrapped}",
        f"    if (url := {url}) is not None",
        ")",
    ]


def _one_video(trail: Trail, reads: list[Read]) -> Lines:
    arguments = _video_arguments(trail, reads)
    url = arguments.pop("url")
    pairs = ", ".join(["url=url", *(f"{name}={value}" for name, value in arguments.items())])
    return [f"url = {url}", f"videos = () if url is None else (Video({pairs}),)"]


def _video_arguments(trail: Trail, reads: list[Read]) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for read in reads:
        if read.derived_from:
            arguments[read.name] = f"later({read.derived_from}, {read.seconds})"
        else:
            arguments[read.name] = _value(trail, read)
    return arguments

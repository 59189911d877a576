"""What the tests of the emulator ask of every provider: one request in normalized words, one in its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from stillmotion import ImageToVideoRequest, StoredAsset

LINK: Final = "https://example.com/cat.png"
PROVIDERS: Final = ("chainhub", "fal", "keevx", "kling", "leonardo", "oxen")
_KEPT: Final = "0c7a1c1e-8f0d-4f6c-9b2a-3a4f5b6c7d80"


def request_for(provider: str) -> ImageToVideoRequest:
    """A normalized request that the provider serves without a loss."""
    prompt = "The cat stretches"
    if provider == "keevx":
        return ImageToVideoRequest(
            model="keevx-v", prompt=prompt, start_frame=LINK, duration=6, aspect_ratio="16:9", resolution="1080p"
        )
    if provider == "leonardo":
        kept = StoredAsset(provider="leonardo", id=_KEPT)
        return ImageToVideoRequest(model="veo-3.0", prompt=prompt, start_frame=kept, duration=8)
    return ImageToVideoRequest(model="kling-2.5-turbo", prompt=prompt, start_frame=LINK, duration=5)


@dataclass(frozen=True)
class Native:
    """One provider in its own words: how a job begins, how it is asked about, and what the answers say."""

    submit: str
    begin: Callable[[Any], Any]
    id_of: Callable[[Any], str]
    ask: Callable[[Any, str], Any]
    link_of: Callable[[Any], str | None]
    words: tuple[str, str, str]
    word_of: Callable[[Any], str]


def _of_fal(client: Any) -> Any:
    return client.image_to_video.create(prompt="The cat stretches", image_url=LINK, duration="5")


NATIVE: Final[dict[str, Native]] = {
    "kling": Native(
        "image_to_video_create",
        lambda client: client.image_to_video.create(image=LINK, prompt="The cat stretches"),
        lambda answer: answer.data.task_id,
        lambda client, id: client.image_to_video.get(id),
        lambda answer: answer.data.task_result.videos[0].url,
        ("submitted", "processing", "succeed"),
        lambda answer: answer.data.task_status,
    ),
    "oxen": Native(
        "queue_create",
        lambda client: client.queue.create(
            model="kling-video-v2-5-turbo-pro-image-to-video", prompt="The cat stretches", input_image=LINK
        ),
        lambda answer: answer.generations[0].generation_id,
        lambda client, id: client.queue.get(id),
        lambda answer: answer.result_url,
        ("queued", "processing", "succeeded"),
        lambda answer: answer.status,
    ),
    "leonardo": Native(
        "image_to_video_create",
        lambda client: client.image_to_video.create(prompt="The cat stretches", image_id=_KEPT, image_type="UPLOADED"),
        lambda answer: answer.motion_video_generation_job.generation_id,
        lambda client, id: client.generations.get(id),
        lambda answer: answer.generations_by_pk.generated_images[0].motion_mp4_url,
        ("PENDING", "PENDING", "COMPLETE"),
        lambda answer: answer.generations_by_pk.status,
    ),
    "fal": Native(
        "image_to_video_create",
        _of_fal,
        lambda answer: answer.request_id,
        lambda client, id: client.image_to_video.status(id),
        lambda answer: None,
        ("IN_QUEUE", "IN_PROGRESS", "COMPLETED"),
        lambda answer: answer.status,
    ),
    "chainhub": Native(
        "image_to_video_create",
        _of_fal,
        lambda answer: answer.request_id,
        lambda client, id: client.image_to_video.status(id),
        lambda answer: None,
        ("IN_QUEUE", "IN_PROGRESS", "COMPLETED"),
        lambda answer: answer.status,
    ),
    "keevx": Native(
        "image_to_video_create",
        lambda client: client.image_to_video.create(
            model="V",
            prompt="The cat stretches",
            image_url=LINK,
            aspect_ratio="16:9",
            aspect_resolution="1080p",
            duration=6,
        ),
        lambda answer: answer.data.task_ids[0],
        lambda client, id: client.image_to_video.get(id),
        lambda answer: answer.data.video_url,
        ("PENDING", "PROCESSING", "SUCCEEDED"),
        lambda answer: answer.data.status,
    ),
}


async def settled(value: Any) -> Any:
    """The value, awaited where it must be: so one test serves both worlds."""
    return await value if inspect.isawaitable(value) else value

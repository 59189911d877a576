# Written by the generator from specs/ and templates/.
# Change those, then run `make generate`.
"""The commands that take a request: what is asked for, how it is reached, and on to the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import common, options, planning, work
from .asking import Losses, asked_for, payload_of
from .reaching import Reach
from .screen import Screen


def generate(
    *,
    provider: common.Provider,
    output: common.Output,
    model: options.Model = None,
    quality: options.Quality = None,
    prompt: options.Prompt = None,
    negative_prompt: options.NegativePrompt = None,
    start_frame: options.StartFrame = None,
    end_frame: options.EndFrame = None,
    references: options.References = None,
    duration: options.Duration = None,
    aspect_ratio: options.AspectRatio = None,
    resolution: options.Resolution = None,
    audio: options.Audio = None,
    guidance: options.Guidance = None,
    seed: options.Seed = None,
    count: options.Count = None,
    webhook_url: options.WebhookUrl = None,
    client_ref: options.ClientRef = None,
    provider_options: common.Options = None,
    allow_loss: common.AllowLoss = None,
    snap: common.Snap = None,
    allow_fetch: common.AllowFetch = False,
    job_file: common.JobFile = None,
    force: common.Force = False,
    timeout: common.Timeout = None,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    dry_run: common.DryRun = False,
    json: common.Json = False,
) -> None:
    """Ask for a video, wait for it, and save it. This is paid work.

    The job is saved to a file as soon as there is one; after Ctrl-C it goes on, and the command to wait for it is shown.
    """
    values: Mapping[str, Any] = {
        "model": model,
        "quality": quality,
        "prompt": prompt,
        "negative_prompt": negative_prompt,
        "start_frame": start_frame,
        "end_frame": end_frame,
        "references": references,
        "duration": duration,
        "aspect_ratio": aspect_ratio,
        "resolution": resolution,
        "audio": audio,
        "guidance": guidance,
        "seed": seed,
        "count": count,
        "webhook_url": webhook_url,
        "client_ref": client_ref,
    }
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    asked = asked_for(provider, values, provider_options, Losses(allow_loss, snap), allow_fetch)
    if dry_run:
        work.show_wire(asked, reach, screen)
    else:
        work.generate(asked, reach, output, job_file, timeout, screen, force=force)


def submit(
    *,
    provider: common.Provider,
    model: options.Model = None,
    quality: options.Quality = None,
    prompt: options.Prompt = None,
    negative_prompt: options.NegativePrompt = None,
    start_frame: options.StartFrame = None,
    end_frame: options.EndFrame = None,
    references: options.References = None,
    duration: options.Duration = None,
    aspect_ratio: options.AspectRatio = None,
    resolution: options.Resolution = None,
    audio: options.Audio = None,
    guidance: options.Guidance = None,
    seed: options.Seed = None,
    count: options.Count = None,
    webhook_url: options.WebhookUrl = None,
    client_ref: options.ClientRef = None,
    provider_options: common.Options = None,
    allow_loss: common.AllowLoss = None,
    snap: common.Snap = None,
    allow_fetch: common.AllowFetch = False,
    job_file: common.JobFile = None,
    base_url: common.BaseUrl = None,
    region: common.Region = None,
    emulator: common.Emulator = None,
    dry_run: common.DryRun = False,
    json: common.Json = False,
) -> None:
    """Ask for a video, and print the job. This is paid work.

    `status`, `wait`, `cancel` and `download` take what is printed, or the file it was saved to.
    """
    values: Mapping[str, Any] = {
        "model": model,
        "quality": quality,
        "prompt": prompt,
        "negative_prompt": negative_prompt,
        "start_frame": start_frame,
        "end_frame": end_frame,
        "references": references,
        "duration": duration,
        "aspect_ratio": aspect_ratio,
        "resolution": resolution,
        "audio": audio,
        "guidance": guidance,
        "seed": seed,
        "count": count,
        "webhook_url": webhook_url,
        "client_ref": client_ref,
    }
    screen, reach = Screen.of(json), Reach(base_url, region, emulator)
    asked = asked_for(provider, values, provider_options, Losses(allow_loss, snap), allow_fetch)
    if dry_run:
        work.show_wire(asked, reach, screen)
    else:
        work.submit(asked, reach, job_file, screen)


def plan(
    *,
    provider: common.Providers = None,
    model: options.Model = None,
    quality: options.Quality = None,
    prompt: options.Prompt = None,
    negative_prompt: options.NegativePrompt = None,
    start_frame: options.StartFrame = None,
    end_frame: options.EndFrame = None,
    references: options.References = None,
    duration: options.Duration = None,
    aspect_ratio: options.AspectRatio = None,
    resolution: options.Resolution = None,
    audio: options.Audio = None,
    guidance: options.Guidance = None,
    seed: options.Seed = None,
    count: options.Count = None,
    webhook_url: options.WebhookUrl = None,
    client_ref: options.ClientRef = None,
    provider_options: common.Options = None,
    allow_loss: common.AllowLoss = None,
    snap: common.Snap = None,
    json: common.Json = False,
) -> None:
    """Show what every provider and model would do with a request, and lose. Sends nothing, needs no key."""
    values: Mapping[str, Any] = {
        "model": model,
        "quality": quality,
        "prompt": prompt,
        "negative_prompt": negative_prompt,
        "start_frame": start_frame,
        "end_frame": end_frame,
        "references": references,
        "duration": duration,
        "aspect_ratio": aspect_ratio,
        "resolution": resolution,
        "audio": audio,
        "guidance": guidance,
        "seed": seed,
        "count": count,
        "webhook_url": webhook_url,
        "client_ref": client_ref,
    }
    asked = asked_for("", values, provider_options, Losses(allow_loss, snap), allow_fetch=False)
    planning.plan(asked, provider, Screen.of(json))


def convert(
    payload: common.Payload,
    *,
    source: common.Source,
    target: common.Target,
    model: options.Model = None,
    quality: options.Quality = None,
    prompt: options.Prompt = None,
    negative_prompt: options.NegativePrompt = None,
    start_frame: options.StartFrame = None,
    end_frame: options.EndFrame = None,
    references: options.References = None,
    duration: options.Duration = None,
    aspect_ratio: options.AspectRatio = None,
    resolution: options.Resolution = None,
    audio: options.Audio = None,
    guidance: options.Guidance = None,
    seed: options.Seed = None,
    count: options.Count = None,
    webhook_url: options.WebhookUrl = None,
    client_ref: options.ClientRef = None,
    provider_options: common.Options = None,
    allow_loss: common.AllowLoss = None,
    snap: common.Snap = None,
    json: common.Json = False,
) -> None:
    """Turn a request of one provider into a request of another. Sends nothing, needs no key.

    Options of the request replace what the payload says.
    """
    values: Mapping[str, Any] = {
        "model": model,
        "quality": quality,
        "prompt": prompt,
        "negative_prompt": negative_prompt,
        "start_frame": start_frame,
        "end_frame": end_frame,
        "references": references,
        "duration": duration,
        "aspect_ratio": aspect_ratio,
        "resolution": resolution,
        "audio": audio,
        "guidance": guidance,
        "seed": seed,
        "count": count,
        "webhook_url": webhook_url,
        "client_ref": client_ref,
    }
    changes = asked_for("", values, provider_options, Losses(allow_loss, snap), allow_fetch=False)
    planning.convert(payload_of(payload), source, target, changes, Screen.of(json))

"""A small sound provider as texts, and ways to write and change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CONTRACT = """\
openapi: 3.1.0
info: {title: Sample, version: 1.0.0}
servers:
  - url: https://api.example.com
    description: "world: everywhere"
security:
  - bearer: []
tags:
  - name: videos
    description: Videos made from a picture.
paths:
  /videos:
    post:
      operationId: videos_create
      tags: [videos]
      summary: Start a video
      description: Starts paid work.
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/VideoRequest"}
      responses:
        "200":
          description: Started.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Video"}
        default: {$ref: "#/components/responses/Error"}
      callbacks:
        done:
          "{$request.body#/callback_url}":
            post:
              operationId: videos_done
              tags: [videos]
              summary: A video is done
              description: Sent once.
              parameters:
                - {name: signature, in: header, description: Proof of origin., schema: {type: string}}
              requestBody:
                content:
                  application/json:
                    schema: {$ref: "#/components/schemas/Video"}
              responses:
                default:
                  description: Any answer.
    get:
      operationId: videos_list
      tags: [videos]
      summary: List videos
      description: All videos of the account.
      parameters:
        - {name: page, in: query, description: Page number., schema: {type: integer, default: 1}}
        - {name: size, in: query, description: Videos per page., schema: {type: integer, default: 20}}
      responses:
        "200":
          description: A page.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/VideoPage"}
        default: {$ref: "#/components/responses/Error"}
  /videos/{id}:
    get:
      operationId: videos_get
      tags: [videos]
      summary: Get a video
      description: The video with its status.
      parameters:
        - {name: id, in: path, required: true, description: Id of the video., schema: {type: string}}
      responses:
        "200":
          description: The video.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Video"}
        default: {$ref: "#/components/responses/Error"}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  responses:
    Error:
      description: Refused.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Error"}
  schemas:
    VideoRequest:
      description: What to make.
      externalDocs: {url: "https://example.com/docs", description: "[seed] request"}
      type: object
      additionalProperties: false
      required: [image]
      properties:
        image: {type: string, description: URL of the picture., minLength: 1}
        seconds: {type: integer, description: Length in seconds., enum: [5, 10], default: 5}
        callback_url: {type: string, description: Where to report., format: uri}
        reference: {type: string, description: The caller's own id.}
    Video:
      description: A video and its state.
      externalDocs: {url: "https://example.com/docs", description: "[seed] answer"}
      type: object
      required: [id, status]
      properties:
        id: {type: string, description: Id of the video.}
        status:
          description: Where it stands.
          anyOf:
            - {type: string, enum: [waiting, working, done, failed]}
            - {type: string}
        url: {type: string, description: Where the file is.}
    VideoPage:
      description: A page of videos.
      externalDocs: {url: "https://example.com/docs", description: "[seed] list"}
      type: object
      properties:
        videos:
          description: The videos.
          type: array
          items: {$ref: "#/components/schemas/Video"}
    Error:
      description: Why a call was refused.
      externalDocs: {url: "https://example.com/docs", description: "[seed] errors"}
      type: object
      properties:
        code: {type: integer, description: The provider's code.}
        message: {type: string, description: The text.}
"""
CLIENT = """\
client: 1
provider: sample
title: Sample
auth:
  scheme: bearer
  ways:
    - {api_key: SAMPLE_API_KEY, source: "[seed] header"}
trust:
  origins: ["https://files.example.com"]
  source: "[seed] hosts"
operations:
  videos_create: {effect: billable, dedupe: {by: reference, recover: videos_get}, source: "[seed] create"}
  videos_get: {effect: read, source: "[seed] get"}
  videos_list: {effect: read, source: "[seed] list"}
jobs:
  submit: {call: videos_create, id: id}
  poll: {call: videos_get, key: {id: [id]}}
  list: {call: videos_list}
  cancel: {unsupported: there is no such call}
  events: {unsupported: there is no stream}
  callback: {name: done, key: id, source: "[seed] callback"}
errors:
  code: [code]
  message: [message]
  rows:
    - {http: [401], kind: authentication, retry: never, source: "[seed] errors"}
    - {code: [7, 8], kind: rate_limited, retry: backoff, source: "[seed] errors"}
  otherwise: by_http_status
status:
  path: status
  map: {waiting: queued, working: running, done: succeeded, failed: failed}
  unknown: {polls: 5, seconds: 600}
  expect: url
  source: "[seed] status"
polling: {first_seconds: 5, factor: 1.5, max_seconds: 30, deadline_seconds: 600, source: "[own]"}
paging:
  videos_list: {style: page, items: videos, page: page, size: size, source: "[seed] list"}
webhook:
  verify: standard_webhooks
  secret: SAMPLE_SECRET
  headers: {signature: signature}
  source: "[seed] callback"
result: {lifetime_seconds: 3600, source: "[seed] links"}
"""
NORMALIZED = """\
normalized: image_to_video/1
statuses:
  queued: {terminal: false, result: none, doc: Accepted.}
  running: {terminal: false, result: none, doc: Being made.}
  succeeded: {terminal: true, result: videos, doc: Done.}
  failed: {terminal: true, result: error, doc: Given up.}
errors:
  authentication: {phase: any, retry: never, billed: "no", doc: The credential is wrong.}
  rate_limited: {phase: any, retry: backoff, billed: "no", doc: Too many requests.}
"""
CREATE = """\
examples: 1
operation: videos_create
pairs:
  - name: a short one
    source: "[seed] example"
    request: {body: {image: "https://example.com/a.png"}}
    response: {status: 200, body: {id: v1, status: waiting}}
  - name: wrong key
    source: "[ext] example"
    response: {status: 401, body: {code: 1, message: who are you}}
    error: authentication
invalid:
  - name: no image
    source: "[own]"
    request: {body: {seconds: 5}}
    fields: [image]
callbacks:
  - name: done
    source: "[seed] callback"
    callback: done
    body: {id: v1, status: done, url: "https://example.com/v.mp4"}
"""
GET = """\
examples: 1
operation: videos_get
pairs:
  - name: done
    source: "[seed] example"
    request: {path: {id: v1}}
    response: {status: 200, body: {id: v1, status: done}}
"""
LIST = """\
examples: 1
operation: videos_list
pairs:
  - name: one
    source: "[seed] example"
    request: {query: {page: 1, size: 20}}
    response: {status: 200, body: {videos: []}}
"""

SAMPLE: Mapping[str, str] = {
    "normalized.yaml": NORMALIZED,
    "sample/openapi.yaml": CONTRACT,
    "sample/client.yaml": CLIENT,
    "sample/examples/videos_create.yaml": CREATE,
    "sample/examples/videos_get.yaml": GET,
    "sample/examples/videos_list.yaml": LIST,
}


def write(root: Path, files: Mapping[str, str]) -> None:
    """Writes texts below `root`, with their folders."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The sample with one text replaced in one file."""
    assert old in SAMPLE[name]
    return {**SAMPLE, name: SAMPLE[name].replace(old, new, 1)}

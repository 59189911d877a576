"""The rules that belong to no facet of a schema: calls, parameters, bodies, answers, credentials, servers and the rest.

A line: the id, the effect, an example.
"""

from __future__ import annotations

_LINES = """
endpoint-added | new | `GET /v1/videos` was added
api-path-removed-without-deprecation | unreachable | the path `/v1/videos` was removed
api-path-removed-with-deprecation | announced | the path `/v1/videos`, deprecated before, was removed
api-path-sunset-parse | announced | the path `/v1/videos` was removed; its sunset 'soon' is no date
api-removed-without-deprecation | unreachable | `DELETE /v1/videos` was removed
api-removed-with-deprecation | announced | `DELETE /v1/videos`, deprecated before, was removed
endpoint-deprecated | hinted | `GET /v1/videos` was deprecated
endpoint-deprecated-with-sunset | hinted | `GET /v1/videos` was deprecated, to go on '2027-01-31'
api-deprecated-sunset-parse | hinted | `GET /v1/videos` was deprecated; its sunset 'soon' is no date
endpoint-reactivated | hinted | `GET /v1/videos` is not deprecated any more
sunset-deleted | kept on | `GET /v1/videos` is still deprecated, but its sunset '2027-01-31' was removed
api-operation-id-removed | renames | the operationId of `GET /v1/videos` was changed from 'videos_list' to 'videos_all'
api-operation-id-added | renames | the operationId 'videos_list' was added to `GET /v1/videos`
api-tag-added | regroups | the tag 'videos' was added to `GET /v1/videos`
api-tag-removed | regroups | the tag 'videos' was removed from `GET /v1/videos`
api-schema-removed | retyped source | the schema `Video` was removed
new-required-request-parameter | narrows the type | query parameter `page` was added, required
new-optional-request-parameter | widens | query parameter `page` was added, optional
new-request-path-parameter | narrows the type | path parameter `id` was added
new-required-request-default-parameter-to-existing-path | narrows the type | query parameter `page` was added to every call of `/v1/videos`, required
new-optional-request-default-parameter-to-existing-path | widens | query parameter `page` was added to every call of `/v1/videos`, optional
request-parameter-removed | withdrawn | query parameter `page` was removed
request-parameter-removed-with-deprecation | withdrawn | query parameter `page`, deprecated before, was removed
request-parameter-became-required | narrows the type | query parameter `page` became required
request-parameter-became-optional | widens | query parameter `page` became optional
request-parameter-deprecated | hinted | query parameter `page` was deprecated
request-parameter-reactivated | hinted | query parameter `page` is not deprecated any more
request-parameter-sunset-deleted | kept on | query parameter `page` is still deprecated, but its sunset '2027-01-31' was removed
request-parameter-style-changed | narrows | query parameter `tags`: style was changed from form to spaceDelimited
request-parameter-explode-changed | narrows | query parameter `tags`: explode was changed from true to false
request-parameter-became-allow-reserved | says nothing | query parameter `page`: reserved characters are sent as they are now
request-parameter-became-not-allow-reserved | may narrow | query parameter `page`: reserved characters are escaped now
request-header-property-became-required | narrows the type | property `from` of header parameter `X-Range` became required
request-header-property-became-enum | narrows the type | property `from` of header parameter `X-Range`: was restricted to the values 'a', 'b'
new-required-request-header-property | narrows the type | property `from` of header parameter `X-Range` was added, required
request-body-added-required | narrows the type | the request body was added, required
request-body-added-optional | widens | the request body was added, optional
request-body-removed | narrows the type | the request body was removed
request-body-became-required | narrows the type | the request body became required
request-body-became-optional | widens | the request body became optional
request-body-media-type-added | widens | the request body may be 'multipart/form-data' now
request-body-media-type-removed | narrows | the request body may not be 'multipart/form-data' any more
request-body-media-type-schema-added | narrows the type | the schema of the request body 'application/json' was added
request-body-media-type-schema-removed | widens | the schema of the request body 'application/json' was removed
new-required-request-property | narrows the type | request property `duration`: was added, required
new-required-request-property-with-default | narrows the type | request property `duration`: was added, required, with the default 5
new-optional-request-property | widens | request property `duration`: was added, optional
request-property-became-required-with-default | narrows the type | request property `duration`: became required
request-required-property-became-read-only | withdrawn | request property `id`: became read-only
request-optional-property-became-read-only | withdrawn | request property `id`: became read-only
request-required-property-became-not-read-only | narrows the type | request property `id`: is not read-only any more
request-optional-property-became-not-read-only | widens | request property `id`: is not read-only any more
request-required-property-became-write-only | says nothing | request property `key`: became write-only
request-optional-property-became-write-only | says nothing | request property `key`: became write-only
request-required-property-became-not-write-only | says nothing | request property `key`: is not write-only any more
request-optional-property-became-not-write-only | says nothing | request property `key`: is not write-only any more
request-read-only-property-enum-value-removed | not sent | request property `state`: enum value 'b' was removed
request-read-only-property-max-decreased | not sent | request property `size`: maximum was decreased from 20 to 10
request-read-only-property-min-increased | not sent | request property `size`: minimum was increased from 10 to 20
request-read-only-property-max-length-decreased | not sent | request property `name`: maxLength was decreased from 20 to 10
request-read-only-property-max-items-decreased | not sent | request property `tags`: maxItems was decreased from 20 to 10
request-read-only-property-max-properties-decreased | not sent | request property `meta`: maxProperties was decreased from 20 to 10
request-read-only-property-exclusive-min-increased | not sent | request property `size`: exclusiveMinimum was increased from 10 to 20
request-read-only-property-exclusive-max-decreased | not sent | request property `size`: exclusiveMaximum was decreased from 20 to 10
request-read-only-property-changed | not sent | request property `size`: type changed from string to integer
response-success-status-added | new | the answer 201 was added
response-success-status-removed | unread | the answer 201 was removed
response-non-success-status-added | new | the answer 404 was added
response-non-success-status-removed | hinted | the answer 404 was removed
response-media-type-added | new | the answer 200 may be 'text/plain' now
response-media-type-removed | unread | the answer 200 may not be 'text/plain' any more
response-media-type-parameter-added | needs care | the answer 200: 'charset' was added to the media type 'text/plain'
response-media-type-parameter-removed | needs care | the answer 200: 'charset' was removed from the media type 'text/plain'
response-media-type-parameter-changed | needs care | the answer 200: 'charset' of the media type 'text/plain' was changed from 'a' to 'b'
response-media-type-name-changed | needs care | the answer 200: the media type was changed from 'application/a+json' to 'application/b+json'
response-media-type-name-generalized | needs care | the answer 200: the media type was changed from 'application/problem+json' to 'application/json'
response-media-type-name-specialized | needs care | the answer 200: the media type was changed from 'application/json' to 'application/problem+json'
response-body-media-type-schema-added | retyped | the schema of the answer 200 'application/json' was added
response-body-media-type-schema-removed | raises | the schema of the answer 200 'application/json' was removed
response-header-added | new | response header `X-Rate`: was added
required-response-header-removed | unread | response header `X-Rate`: was removed (required before)
optional-response-header-removed | needs care | response header `X-Rate`: was removed (optional before)
response-header-became-optional | needs care | response header `X-Rate`: became optional
response-header-became-required | fits | response header `X-Rate`: became required
response-required-property-added | new | response property `url`: was added, required
response-optional-property-added | new | response property `url`: was added, optional
response-required-property-removed | raises | response property `url`: was removed (required before)
response-optional-property-removed | gone | response property `url`: was removed (optional before)
response-required-write-only-property-added | not received | response property `key`: was added, required
response-optional-write-only-property-added | not received | response property `key`: was added, optional
response-required-write-only-property-removed | not received | response property `key`: was removed (required before)
response-optional-write-only-property-removed | not received | response property `key`: was removed (optional before)
response-write-only-property-became-optional | not received | response property `key`: became optional
response-write-only-property-became-required | not received | response property `key`: became required
response-write-only-property-enum-value-added | not received | response property `key`: enum value 'c' was added
response-write-only-property-changed | not received | response property `key`: type changed from string to integer
response-required-property-became-read-only | documents | response property `id`: became read-only
response-optional-property-became-read-only | documents | response property `id`: became read-only
response-required-property-became-not-read-only | documents | response property `id`: is not read-only any more
response-optional-property-became-not-read-only | documents | response property `id`: is not read-only any more
response-required-property-became-write-only | raises | response property `key`: became write-only
response-optional-property-became-write-only | gone | response property `key`: became write-only
response-required-property-became-not-write-only | raises | response property `key`: is not write-only any more
response-optional-property-became-not-write-only | new | response property `key`: is not write-only any more
response-mediatype-became-enum | open | response body: was restricted to the values 'a', 'b'
response-mediatype-became-not-enum | open | response body: is not restricted to the values 'a', 'b' any more
response-mediatype-enum-value-added | open | response body: enum value 'c' was added
response-mediatype-enum-value-removed | open | response body: enum value 'b' was removed
api-security-added | new | `GET /v1/videos` may be called with 'bearer' now
api-security-removed | refused | `GET /v1/videos` may not be called with 'bearer' any more
api-security-scope-added | refused | `GET /v1/videos` needs the scope 'write' of 'login' now
api-security-scope-removed | new | `GET /v1/videos` does not need the scope 'write' of 'login' any more
api-security-credential-needed | refused | `GET /v1/videos` may not be called without a credential any more
api-security-credential-not-needed | new | `GET /v1/videos` may be called without a credential now
api-global-security-added | new | calls may be made with 'bearer' now
api-global-security-removed | refused | calls may not be made with 'bearer' any more
api-global-security-scope-added | refused | calls need the scope 'write' of 'login' now
api-global-security-scope-removed | new | calls do not need the scope 'write' of 'login' any more
api-global-security-credential-needed | refused | calls may not be made without a credential any more
api-global-security-credential-not-needed | new | calls may be made without a credential now
api-security-component-added | new | the security scheme 'bearer' was added
api-security-component-removed | needs care | the security scheme 'bearer' was removed
api-security-component-type-changed | refused | the security scheme 'login': type was changed from 'http' to 'apiKey'
api-security-component-scheme-changed | refused | the security scheme 'login': scheme was changed from 'bearer' to 'basic'
api-security-component-location-changed | refused | the security scheme 'key': in was changed from 'header' to 'query'
api-security-component-name-changed | refused | the security scheme 'key': name was changed from 'X-Key' to 'X-Api-Key'
api-security-component-oauth-url-changed | refused | the security scheme 'login': authorizationUrl was changed from 'https://a.example' to 'https://b.example'
api-security-component-oauth-token-url-changed | refused | the security scheme 'login': tokenUrl was changed from 'https://a.example' to 'https://b.example'
api-security-component-oauth-scope-added | new | the security scheme 'login': the scope 'write' was added
api-security-component-oauth-scope-removed | refused | the security scheme 'login': the scope 'write' was removed
api-security-component-oauth-scope-changed | documents | the security scheme 'login': what the scope 'write' means was changed
server-added | new | the server 'https://eu.example.com' was added
server-removed | needs care | the server 'https://eu.example.com' was removed
callback-added | new | the callback `taskEnded` was added to `POST /v1/videos`
callback-removed | unread | the callback `taskEnded` was removed from `POST /v1/videos`
webhook-added | new | the webhook `taskEnded` was added
webhook-removed | unread | the webhook `taskEnded` was removed
"""

CALLS: tuple[tuple[str, str, str], ...] = tuple(
    (parts[0], parts[1], parts[2]) for line in _LINES.strip().split("\n") for parts in [line.split(" | ")]
)

from __future__ import annotations

import copy
import pickle
from typing import Any

import jwt
import pytest

from stillmotion._runtime.credentials import Credentials
from stillmotion._runtime.errors import ConfigurationError
from stillmotion._runtime.operation import ApiKey, Auth, JoinedKey, SignedToken

ACCESS, SECRET = "test-access-key", "test-secret-key-0123456789abcdef"
KLING = Auth("Authorization", "Bearer ", (SignedToken("K_ACCESS", "K_SECRET", 1800, 5, 60), ApiKey("K_API")))
FAL = Auth("Authorization", "Key ", (ApiKey("F_KEY"), JoinedKey(("F_ID", "F_SECRET"))))


def value(auth: Auth, now: float = 1_700_000_000.9, environ: dict[str, str] | None = None, **arguments: Any) -> str:
    header, text = Credentials(auth, environ=environ or {}, **arguments).authorization(now)
    assert header == "Authorization"
    return text


def test_a_ready_key_is_sent_as_it_is() -> None:
    assert value(FAL, api_key="id:secret") == "Key id:secret"


def test_arguments_beat_the_environment() -> None:
    assert value(FAL, environ={"F_KEY": "from-env"}, api_key="given") == "Key given"


def test_ways_are_tried_in_order() -> None:
    assert value(FAL, environ={"F_ID": "a", "F_SECRET": "b"}) == "Key a:b"
    assert value(FAL, environ={"F_ID": "a", "F_SECRET": "b", "F_KEY": "first"}) == "Key first"


def test_an_empty_variable_counts_as_absent_and_is_told() -> None:
    assert value(FAL, environ={"F_KEY": "", "F_ID": "a", "F_SECRET": "b"}) == "Key a:b"
    with pytest.raises(ConfigurationError, match="F_KEY set but empty"):
        Credentials(FAL, environ={"F_KEY": ""})


def test_a_token_has_the_members_of_the_recipe() -> None:
    token = value(KLING, access_key=ACCESS, secret_key=SECRET).removeprefix("Bearer ")
    claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_exp": False, "verify_nbf": False})
    assert claims == {"iss": ACCESS, "exp": 1_700_001_800, "nbf": 1_699_999_995}
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}


def test_half_a_pair_is_completed_from_the_environment() -> None:
    assert value(KLING, access_key=ACCESS, environ={"K_SECRET": SECRET}).startswith("Bearer ey")
    with pytest.raises(ConfigurationError, match=r"secret_key.*K_SECRET"):
        Credentials(KLING, access_key=ACCESS, environ={})


def test_a_token_is_kept_until_its_renewal_margin() -> None:
    credentials = Credentials(KLING, access_key=ACCESS, secret_key=SECRET, environ={})
    first = credentials.authorization(1000)
    assert credentials.authorization(1000 + 1740) == first
    renewed = credentials.authorization(1000 + 1741)
    assert renewed != first


def test_a_clock_set_back_signs_anew() -> None:
    credentials = Credentials(KLING, access_key=ACCESS, secret_key=SECRET, environ={})
    assert credentials.authorization(10_000) != credentials.authorization(5_000)


def test_no_credential_names_all_ways() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Credentials(KLING, environ={})
    for word in ("api_key", "access_key", "secret_key", "K_ACCESS", "K_SECRET", "K_API"):
        assert word in str(caught.value)


def test_two_ways_at_once_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="either"):
        Credentials(KLING, api_key="k", access_key="a", environ={})


def test_a_pair_is_refused_where_nothing_is_signed() -> None:
    with pytest.raises(ConfigurationError, match="not used here"):
        Credentials(FAL, access_key="a", secret_key="b", environ={})


@pytest.mark.parametrize("bad", ["", "secret\n", "sec\r\nret", "secret\0", "sécret", " secret "])
def test_what_no_header_holds_is_refused_without_showing_it(bad: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Credentials(FAL, api_key=bad, environ={})
    assert "cret" not in str(caught.value)


def test_a_bad_variable_is_named() -> None:
    with pytest.raises(ConfigurationError, match="F_KEY"):
        Credentials(FAL, environ={"F_KEY": "abc\n"})


def test_secrets_do_not_show() -> None:
    credentials = Credentials(KLING, access_key=ACCESS, secret_key=SECRET, environ={})
    assert repr(credentials) == str(credentials) == "Credentials(way='signed token')"
    with pytest.raises(TypeError):
        vars(credentials)
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            attempt(credentials)


def test_secrets_are_hidden_in_texts() -> None:
    credentials = Credentials(FAL, api_key="an-identifier:a-long-secret", environ={})
    assert credentials.hide("bad key an-identifier:a-long-secret, a-long-secret") == "bad key ***, ***"


def test_a_token_that_was_replaced_stays_hidden() -> None:
    credentials = Credentials(KLING, access_key=ACCESS, secret_key=SECRET)
    first = credentials.authorization(1_700_000_000)[1].removeprefix("Bearer ")
    assert credentials.hide(first) == "***"
    assert credentials.correct_clock(1_700_000_900, 1_700_000_000, 0)
    assert credentials.hide(f"no entry: {first}") == "no entry: ***"
    second = credentials.authorization(1_700_000_000)[1].removeprefix("Bearer ")
    third = credentials.authorization(1_700_009_000)[1].removeprefix("Bearer ")
    assert len({first, second, third}) == 3
    assert credentials.hide(f"{third} {first} {second}") == "*** *** ***"

"""Clients that nobody here wrote, against the emulator: fal's and Leonardo's own SDKs, as they are on the package index.

    python -m tests.emulator.foreign

They live in the environment of `make emulated`. fal's client speaks https only, so the port has a certificate made here.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stillmotion.emulator import Emulator, RealClock, running
from tests.support import HOUSE

PYTHON = HOUSE / ".cache" / "emulated" / "bin" / "python"
FAL = """
import fal_client
model, words = "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", []
asked = {"prompt": "The cat stretches", "image_url": "https://example.com/cat.png", "duration": "5"}
client = fal_client.SyncClient(key="key-of-fal-0123456789")
answer = client.subscribe(model, asked, on_queue_update=lambda now: words.append(type(now).__name__), with_logs=True)
assert answer["video"]["url"].startswith("https://127.0.0.1"), answer
assert words[-1] == "Completed", words
handle = client.submit(model, asked)
seen = [type(event).__name__ for event in handle.iter_events(with_logs=True, interval=0.01)]
assert seen[-1] == "Completed" and handle.get()["video"], seen
other = client.submit(model, asked)
other.cancel()
try:
    client.submit(model, {"prompt": "no picture"})
except fal_client.FalClientHTTPError as error:
    assert error.status_code == 422 and "image_url" in str(error), error
else:
    raise AssertionError("a request without a picture was taken")
print("fal", fal_client.__version__, words, seen)
"""
LEONARDO = """
import os
from leonardo_ai_sdk import LeonardoAiSDK
with LeonardoAiSDK(bearer_auth="key-of-leonardo-0123456789", server_url=os.environ["ORIGIN"] + "/leonardo") as client:
    me = client.user.get_user_self()
    user = me.object.user_details[0].user.id
    ticket = client.init_images.upload_init_image(request={"extension": "png"})
    image = ticket.object.upload_init_image.id
    made = client.motion.create_image_to_video_generation(
        request={"prompt": "The cat stretches", "image_id": image, "image_type": "UPLOADED"}
    )
    id = made.object.motion_video_generation_job.generation_id
    while True:
        found = client.image.get_generation_by_id(id=id).object.generations_by_pk
        if found.status != "PENDING":
            break
    assert found.status == "COMPLETE" and found.generated_images[0].motion_mp4_url, found
    listed = client.image.get_generations_by_user_id(user_id=user).object.generations
    assert [one.id for one in listed] == [id], listed
    client.image.delete_generation_by_id(id=id)
print("leonardo", found.status)
"""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine, good for a day, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


def run(code: str, emulator: Emulator, folder: Path) -> int:
    """The exit code of a program in the other environment, while the emulator answers."""
    files = certificate(folder)
    with running(emulator, certificate=files) as origin:
        added = {
            "SSL_CERT_FILE": str(files[0]),
            "ORIGIN": origin,
            "FAL_QUEUE_RUN_HOST": f"{origin.removeprefix('https://')}/fal",
            "NO_PROXY": "127.0.0.1",
        }
        done = subprocess.run([PYTHON, "-c", code], check=False, env={**os.environ, **added}, timeout=60)
    return done.returncode


def main() -> int:
    """Runs both. The exit code is that of the first that failed."""
    codes = []
    for code, charges in ((FAL, 3), (LEONARDO, 1)):
        emulator = Emulator(clock=RealClock(), progress="polls:2")
        with tempfile.TemporaryDirectory() as folder:
            codes.append(run(code, emulator, Path(folder)) or int(emulator.charges != charges))
        print(f"{emulator.charges} charges")
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())

"""A passkey in software: makes credentials and signs with them as a telephone or security key does (WebAuthn)."""

import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN = "https://testserver"
FLAG = AuthenticatorData.FLAG


class Passkey:
    """One credential for one account. `verified`: whether its owner showed a finger or PIN."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.handle = ""

    def made_for(self, asked: dict[str, Any], *, origin: str = ORIGIN, verified: bool = True) -> dict[str, Any]:
        """The answer to what a page asks of a browser that is to make a credential."""
        asked = asked["publicKey"]
        self.handle = asked["user"]["id"]
        public_key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        public = AttestedCredentialData.create(Aaguid.NONE, self.id, public_key)
        data = self._data(asked["rp"]["id"], _flags(verified) | FLAG.AT, public)
        said = CollectedClientData.create("webauthn.create", asked["challenge"], origin)
        attested = websafe_encode(AttestationObject.create("none", AuthenticatorData(data), {}))
        return self._answer(clientDataJSON=websafe_encode(said), attestationObject=attested)

    def signed(
        self, asked: dict[str, Any], *, origin: str = ORIGIN, verified: bool = True, site: str = ""
    ) -> dict[str, Any]:
        """The answer to what a page asks of a browser that is to sign in; `site`: as if another had asked."""
        asked = asked["publicKey"]
        data = self._data(site or asked["rpId"], _flags(verified))
        said = CollectedClientData.create("webauthn.get", asked["challenge"], origin)
        signature = self.key.sign(data + sha256(said), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(said),
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.handle,
        )

    def _data(self, site: str, flags: FLAG, credential: bytes = b"") -> bytes:
        data: bytes = AuthenticatorData.create(sha256(site.encode()), flags, 0, credential)
        return data

    def _answer(self, **response: str) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _flags(verified: bool) -> FLAG:
    return FLAG.UP | FLAG.UV if verified else FLAG.UP

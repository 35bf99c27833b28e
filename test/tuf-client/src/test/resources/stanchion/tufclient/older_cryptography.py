"""Debian 12's python-cryptography has the two names that securesystemslib annotates with under their older spelling."""

from cryptography.hazmat.primitives.asymmetric import types

for name, older in (("PrivateKeyTypes", "PRIVATE_KEY_TYPES"), ("PublicKeyTypes", "PUBLIC_KEY_TYPES")):
    if not hasattr(types, name):
        setattr(types, name, getattr(types, older))

#!/usr/bin/python3
"""Reads a repository as any TUF client does, with python-tuf.

usage: tuf_judge.py REPOSITORY FIRST_ROOT WORK_FOLDER

Begins with the first root alone and lets python-tuf do the rest: the chain of roots, timestamp,
snapshot, targets, then every target file by its digest; then the delegated assignment and all the
content that it names. Prints what was verified; exits 1 with the
reason when python-tuf refuses.

python-tuf knows no ML-DSA key of this spelling, so one is registered the way its documentation
says (KEY_FOR_TYPE_AND_SCHEME). It verifies by FIPS 204 algorithm 3 as written below: a third
implementation, after the JDK's and Bouncy Castle's.
"""

import hashlib
import os
import pathlib
import shutil
import sys
from urllib.parse import unquote, urlparse

from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import KEY_FOR_TYPE_AND_SCHEME, Key
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater

Q = 8380417  # FIPS 204 table 1, the column of ML-DSA-65
D = 13
TAU = 49
GAMMA1 = 1 << 19
GAMMA2 = (Q - 1) // 32
K, L = 6, 5
BETA = 196
OMEGA = 55
C_TILDE = 48

counted = {"ml-dsa-65": 0, "ed25519": 0}


def bit_reversed(i):
    return int(format(i, "08b")[::-1], 2)


ZETAS = [pow(1753, bit_reversed(i), Q) for i in range(256)]


def ntt(w):
    w, m, length = list(w), 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            m += 1
            for j in range(start, start + length):
                t = ZETAS[m] * w[j + length] % Q
                w[j], w[j + length] = (w[j] + t) % Q, (w[j] - t) % Q
        length //= 2
    return w


def inverse_ntt(w):
    w, m, length = list(w), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            m -= 1
            for j in range(start, start + length):
                t = w[j]
                w[j] = (t + w[j + length]) % Q
                w[j + length] = -ZETAS[m] * (t - w[j + length]) % Q
        length *= 2
    return [x * 8347681 % Q for x in w]


def integers(data, bits):
    value = int.from_bytes(data, "little")
    return [value >> (i * bits) & ((1 << bits) - 1) for i in range(256)]


def reject_ntt(seed):
    stream = hashlib.shake_128(seed).digest(2048)
    out, at = [], 0
    while len(out) < 256:
        x = stream[at] | stream[at + 1] << 8 | (stream[at + 2] & 127) << 16
        at += 3
        if x < Q:
            out.append(x)
    return out


def sample_in_ball(seed):
    stream = hashlib.shake_256(seed).digest(1024)
    signs, at, c = int.from_bytes(stream[:8], "little"), 8, [0] * 256
    for i in range(256 - TAU, 256):
        while stream[at] > i:
            at += 1
        j = stream[at]
        at += 1
        c[i], c[j] = c[j], 1 - 2 * (signs & 1)
        signs >>= 1
    return c


def hints(data):
    rows, index = [], 0
    for i in range(K):
        end, row = data[OMEGA + i], [0] * 256
        if end < index or end > OMEGA:
            return None
        for n in range(index, end):
            if n > index and data[n - 1] >= data[n]:
                return None
            row[data[n]] = 1
        index = end
        rows.append(row)
    return None if any(data[index:OMEGA]) else rows


def use_hint(h, r):
    r0 = r % (2 * GAMMA2)
    if r0 > GAMMA2:
        r0 -= 2 * GAMMA2
    if r - r0 == Q - 1:
        r1, r0 = 0, r0 - 1
    else:
        r1 = (r - r0) // (2 * GAMMA2)
    m = (Q - 1) // (2 * GAMMA2)
    return r1 if not h else (r1 + 1) % m if r0 > 0 else (r1 - 1) % m


def ml_dsa_65_verifies(public, message, signature):
    """FIPS 204 algorithms 3 and 8, with an empty context."""
    if len(public) != 1952 or len(signature) != 3309:
        return False
    rho = public[:32]
    t1 = [integers(public[32 + 320 * i : 352 + 320 * i], 10) for i in range(K)]
    z = []
    for i in range(L):
        part = signature[C_TILDE + 640 * i : C_TILDE + 640 * (i + 1)]
        z.append([GAMMA1 - x for x in integers(part, 20)])
    hint = hints(signature[C_TILDE + 640 * L :])
    if hint is None or any(abs(x) >= GAMMA1 - BETA for row in z for x in row):
        return False
    tr = hashlib.shake_256(public).digest(64)
    mu = hashlib.shake_256(tr + b"\0\0" + message).digest(64)
    c = ntt(sample_in_ball(signature[:C_TILDE]))
    z_hat = [ntt(row) for row in z]
    encoded = b""
    for i in range(K):
        row = [0] * 256
        for j in range(L):
            a = reject_ntt(rho + bytes([j, i]))
            row = [(x + y * w) % Q for x, y, w in zip(row, a, z_hat[j])]
        t = ntt([x << D for x in t1[i]])
        w = inverse_ntt([(x - y * v) % Q for x, y, v in zip(row, c, t)])
        w1 = [use_hint(h, x) for h, x in zip(hint[i], w)]
        encoded += bytes(w1[n] | w1[n + 1] << 4 for n in range(0, 256, 2))
    return hashlib.shake_256(mu + encoded).digest(C_TILDE) == signature[:C_TILDE]


class MlDsaKey(Key):
    @classmethod
    def from_dict(cls, keyid, key_dict):
        keytype, scheme, keyval = cls._from_dict(key_dict)
        return cls(keyid, keytype, scheme, keyval, key_dict)

    def to_dict(self):
        return self._to_dict()

    def verify_signature(self, signature, data):
        public = bytes.fromhex(self.keyval["public"])
        if not ml_dsa_65_verifies(public, data, bytes.fromhex(signature.signature)):
            raise UnverifiedSignatureError(f"ML-DSA-65 signature by {self.keyid}")
        counted["ml-dsa-65"] += 1


KEY_FOR_TYPE_AND_SCHEME[("ml-dsa", "ml-dsa-65")] = MlDsaKey
SSLIB_ED25519 = KEY_FOR_TYPE_AND_SCHEME[("ed25519", "ed25519")]


class CountedEd25519Key(SSLIB_ED25519):
    def verify_signature(self, signature, data):
        super().verify_signature(signature, data)
        counted["ed25519"] += 1


KEY_FOR_TYPE_AND_SCHEME[("ed25519", "ed25519")] = CountedEd25519Key


class FileFetcher(FetcherInterface):
    def _fetch(self, url):
        path = unquote(urlparse(url).path)
        if not os.path.isfile(path):
            path = path.rpartition(".")[0]  # content is fetched by its digest alone
        if not os.path.isfile(path):
            raise DownloadHTTPError(f"{path} is not there", 404)
        with open(path, "rb") as file:
            yield from iter(lambda: file.read(65536), b"")


def main(repository, first_root, work):
    root = pathlib.Path(repository).resolve().as_uri()
    local, downloads = os.path.join(work, "metadata"), os.path.join(work, "files")
    os.makedirs(local)
    os.makedirs(downloads)
    shutil.copy(first_root, os.path.join(local, "root.json"))
    updater = Updater(local, root + "/metadata/", downloads, root + "/targets/", FileFetcher())
    updater.refresh()
    trusted = updater._trusted_set
    print(f"root {trusted.root.version} timestamp {trusted.timestamp.version}"
          f" snapshot {trusted.snapshot.version} targets {trusted.targets.version}")
    for name in sorted(trusted.targets.targets):
        updater.download_target(updater.get_targetinfo(name))
        print(f"file {name}")
    assignment = updater._load_targets("assignment", "targets")
    print(f"assignment {assignment.version}")
    updater.config.prefix_targets_with_hash = False
    kinds = {}
    for name in assignment.targets:
        info = updater.get_targetinfo(name)
        if info.path != name or info.hashes != assignment.targets[name].hashes:
            raise ValueError(f"{name} is found elsewhere")
        updater.download_target(info, target_base_url=root + "/content/")
        kind = info.unrecognized_fields["custom"]["kind"]
        kinds[kind] = kinds.get(kind, 0) + 1
    print("content " + " ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(f"signatures ed25519 {counted['ed25519']} ml-dsa-65 {counted['ml-dsa-65']}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except Exception as refused:  # whatever python-tuf objects to is the verdict
        print(f"refused: {type(refused).__name__}: {refused}")
        sys.exit(1)

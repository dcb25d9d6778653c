#!/usr/bin/env python3
"""The front-end files kept under static/vendor: where each came from and that none was changed.

    .ci/vendor.py check    offline, standard library only: every file is the one in manifest.json
    .ci/vendor.py update   maintainers, needs npm: fetch PACKAGES anew and rewrite the manifest

To move to a newer release, change its version in PACKAGES and run `update`.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
SOURCE_MAP = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=\S+(?: \*/)?\s*$")

# folder: npm name, version, licence (SPDX), {path in the package: file name kept}
PACKAGES = {
    "bootstrap": (
        "bootstrap",
        "5.3.9",
        "MIT",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
            "LICENSE": "LICENSE",
        },
    ),
    "echarts": (
        "echarts",
        "6.1.0",
        "Apache-2.0",
        {
            "dist/echarts.min.js": "echarts.min.js",
            "LICENSE": "LICENSE",
            "NOTICE": "NOTICE",
            "licenses/LICENSE-d3": "LICENSE-d3",
        },
    ),
    "htmx": (
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def fetch(name: str, version: str, paths: dict[str, str]) -> dict[str, bytes]:
    """{file name kept: content}; the source-map line goes, since its map is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{name}@{version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        content = io.BytesIO(archive.read_bytes())
    with tarfile.open(fileobj=content) as package:
        raw = {kept: package.extractfile(f"package/{path}").read() for path, kept in paths.items()}
    return {
        kept: SOURCE_MAP.sub(b"\n", text) if kept.endswith((".js", ".css")) else text
        for kept, text in raw.items()
    }


def update(vendor: Path = VENDOR) -> None:
    manifest = {}
    for folder, (name, version, licence, paths) in PACKAGES.items():
        target = vendor / folder
        target.mkdir(parents=True, exist_ok=True)
        files = fetch(name, version, paths)
        for kept, content in files.items():
            (target / kept).write_bytes(content)
        manifest[folder] = {
            "name": name,
            "version": version,
            "licence": licence,
            "files": {kept: digest(content) for kept, content in sorted(files.items())},
        }
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    (vendor / "manifest.json").write_text(text)


def faults(vendor: Path = VENDOR) -> list[str]:
    """How the files kept differ from manifest.json, a sentence each; empty when all is well."""
    manifest = json.loads((vendor / "manifest.json").read_text())
    listed = {
        f"{folder}/{kept}": wanted
        for folder, package in manifest.items()
        for kept, wanted in package["files"].items()
    }
    present = {
        path.relative_to(vendor).as_posix(): path.read_bytes()
        for path in sorted(vendor.rglob("*"))
        if path.is_file() and path != vendor / "manifest.json"
    }
    found = [f"{name}: in the manifest, but missing" for name in sorted(listed.keys() - present)]
    found += [f"{name}: not in the manifest" for name in sorted(present.keys() - listed)]
    for name in sorted(listed.keys() & present):
        if digest(present[name]) != listed[name]:
            found.append(f"{name}: changed since it was fetched")
        if b"sourceMappingURL=" in present[name]:
            found.append(f"{name}: names a source map that is not kept")
    for folder in sorted(manifest):
        if f"{folder}/LICENSE" not in present:
            found.append(f"{folder}: has no LICENSE")
    return found


def main(verb: str) -> int:
    if verb == "update":
        update()
    found = faults()
    print("\n".join(found) or "static/vendor: every file is the one in its manifest")
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["check"], ["update"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))

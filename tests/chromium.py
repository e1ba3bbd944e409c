"""Finds a Chromium for the browser tests, or brings one."""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"  # the same engine without a window of its own, which takes a third less time
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [  # with which it is started
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PLAYWRIGHT = (sys.executable, "-m", "playwright")


def find_chromium(names=NAMES):
    """The path of the Chromium on this machine; None leaves it to playwright, which may have one of its own."""
    for name in names:
        path = shutil.which(name)
        # Where it is a mere pointer to a package that is not installed, it cannot tell its version.
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def ensure_chromium():
    """Where there is no Chromium, Debian's is installed or else playwright's is downloaded; its headless shell saves time."""
    missing = []
    if subprocess.run([*PLAYWRIGHT, "--version"], capture_output=True, check=False).returncode:
        missing.append("libatomic1")  # playwright's own Node needs it, and a small Debian does not have it
    if find_chromium() is None:
        missing.append("chromium")
    if find_chromium((SHELL,)) is None:
        missing.append(SHELL)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(missing)} for the browser tests...", flush=True)
        apt_get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        # One by one: a system that lacks one of them gets the others.
        for words in (["update"], *(["install", "-y", "--no-install-recommends", name] for name in missing)):
            subprocess.run([*apt_get, *words], env=environment, stdout=subprocess.DEVNULL, check=False)
    elif missing:
        print(f"The browser tests may need (on Debian): apt-get install {' '.join(missing)}", flush=True)
    if find_chromium() is None:
        print("Letting playwright bring a Chromium for the browser tests...", flush=True)
        subprocess.run([*PLAYWRIGHT, "install", "chromium"], check=False)

"""What figures depend on: the machine and the versions of programs. And a table of them."""

import os
import platform
import re
import shutil
import subprocess


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        models = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    processor = models[0] if models else platform.machine()
    return f"{os.cpu_count()} cores of {processor}, {memory:.0f} GiB of memory, {platform.system()} {platform.release()}"


def version(program):
    """Returns the version of a program, or None if it is not installed."""
    path = shutil.which(program)
    if not path:
        return None
    run = subprocess.run([path, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    number = re.search(r"\d+(\.\d+)*", run.stdout + run.stderr)
    return number[0] if number else "unknown"


def search_first(folder):
    """Makes programs of a folder come before others of the same name."""
    if folder:
        os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]


def peak_memory(process):
    """Returns the most memory that a running program and those that it has started have had so far, in bytes."""
    peak = 0
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as status:
            peak = sum(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as children:
            return peak + sum(peak_memory(int(child)) for child in children.read().split())
    except OSError:
        # It has just ended.
        return peak


def milliseconds(seconds):
    return f"{seconds * 1e3:,.1f}" if seconds < 0.1 else f"{seconds * 1e3:,.0f}"


def table(header, rows):
    """Returns a Markdown table. The columns after the first are numbers."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)

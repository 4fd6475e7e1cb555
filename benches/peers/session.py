"""A program in a pseudo-terminal, with the time at which each piece of its output was written.

A process of its own reads the output and notes the time, so that the program never waits for the terminal
model, and the model's time is in no figure. All times are seconds of the monotonic clock.
"""

import fcntl
import multiprocessing
import os
import pty
import signal
import struct
import subprocess
import tempfile
import termios
import time

from terminal import Terminal, has_text

COLUMNS, ROWS = 120, 40
# A key is answered when there has been no output for so long.
SILENCE = 0.015


class Stuck(Exception):
    """The screen did not show what it should in time."""


def record(terminal, output):
    while True:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            data = b""
        output.send_bytes(struct.pack("d", time.monotonic()) + data)
        if not data:
            return


class Session:
    def __init__(self, command):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.terminal = Terminal(COLUMNS, ROWS, lambda text: os.write(self.master, text.encode()))
        self.output, written = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        self.recorder = context.Process(target=record, args=(self.master, written), daemon=True)
        self.recorder.start()
        written.close()
        # Neither the settings of whoever runs this nor what an earlier run left behind.
        self.home = tempfile.TemporaryDirectory()
        environment = {
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": self.home.name,
        }
        self.started = self.written = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Its children too, which would take processor time from the next program.
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.recorder.kill()
        self.recorder.join()
        os.close(self.master)
        self.output.close()
        self.home.cleanup()

    def send(self, keys):
        """Types keys, and returns the time just before."""
        typed = time.monotonic()
        data = keys.encode()
        while data:
            data = data[os.write(self.master, data) :]
        return typed

    def read(self, timeout):
        """Returns the next output as its time and its bytes, or None if there is none in time."""
        if not self.output.poll(max(0, timeout)):
            return None
        message = self.output.recv_bytes()
        if len(message) == 8:
            raise Stuck("the program has ended")
        return struct.unpack("d", message[:8])[0], message[8:]

    def take(self, output):
        """Shows output on the screen."""
        self.written, data = output
        self.terminal.feed(data)

    def rest(self, silence=0.3, patience=3):
        """Takes output until there is no text for a while."""
        for output in self.outputs(silence, patience):
            self.take(output)

    def outputs(self, silence, patience):
        """Iterates over output until there is no text for a while. Some programs write sequences without
        any text at all times."""
        end = time.monotonic() + patience
        quiet = time.monotonic() + silence
        while output := self.read(min(quiet, end) - time.monotonic()):
            yield output
            if has_text(output[1]):
                quiet = time.monotonic() + silence

    def until(self, wanted, timeout, again=None, period=None):
        """Takes output until the screen is as wanted, and returns when that was written. Types the keys
        `again` after every period."""
        end = time.monotonic() + timeout
        turn = time.monotonic() + period if period else end
        if wanted(self.terminal.lines()):
            return self.written
        while time.monotonic() < end:
            output = self.read(min(turn, end) - time.monotonic())
            if output:
                self.take(output)
                if wanted(self.terminal.lines()):
                    return self.written
            if time.monotonic() >= turn and turn < end:
                self.send(again)
                turn = time.monotonic() + period
        raise Stuck(f"not shown within {timeout} s")

    def burst(self, key, count, wanted, timeout):
        """Types a key many times at once, and returns the seconds until the screen is as wanted. There may be
        a frame for every key, so all output is taken before the terminal model sees it."""
        typed = self.send(key * count)
        for output in list(self.outputs(2, timeout)):
            self.take(output)
            if wanted(self.terminal.lines()):
                return self.written - typed
        raise Stuck(f"{count} keys end elsewhere")

    def answer(self, key, timeout=5):
        """Types a key, and returns the seconds until the last text that it has caused."""
        before = self.terminal.lines()
        typed = self.send(key)
        answered, end = None, time.monotonic() + timeout
        while time.monotonic() < end and (output := self.read(SILENCE if answered else timeout)):
            self.take(output)
            if answered and self.written - answered > SILENCE:
                break
            if has_text(output[1]):
                answered = self.written
        if not answered or self.terminal.lines() == before:
            raise Stuck(f"the key {key!r} changes nothing")
        return answered - typed

"""The part of a terminal that decides which text is where on the screen. Colours are ignored."""

import codecs
import re
import unicodedata

TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b(?P<escape>[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])",
    re.DOTALL,
)
NO_TEXT = re.compile(rb"\x1b\[[^@-~]*[@-~]|\x1b[^\[]|[\x00-\x20]")


def has_text(data):
    """Returns whether output is more than control sequences."""
    return bool(NO_TEXT.sub(b"", data))


def cells(char):
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Terminal:
    def __init__(self, columns, rows, reply):
        self.columns, self.rows, self.reply = columns, rows, reply
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest = ""
        self.reset()

    def reset(self):
        self.grid = [self.blank() for _ in range(self.rows)]
        self.x = self.y = 0
        self.saved = (0, 0)
        self.top, self.bottom = 0, self.rows - 1
        self.last = " "

    def blank(self):
        return [" "] * self.columns

    def lines(self):
        return ["".join(line).rstrip() for line in self.grid]

    def feed(self, data):
        """Takes output."""
        text = self.rest + self.decoder.decode(data)
        at = 0
        while token := TOKEN.match(text, at):
            at = token.end()
            if token["text"]:
                self.write(token["text"])
            elif token["final"]:
                self.sequence(token["mark"] + token["middle"] + token["final"], token["numbers"])
            elif token["escape"]:
                self.escape(token["escape"])
            elif token["control"]:
                self.control(token["control"])
        self.rest = text[at:]

    def write(self, text):
        if text.isascii() and self.x + len(text) <= self.columns:
            self.grid[self.y][self.x : self.x + len(text)] = text
            self.x += len(text)
            self.last = text[-1]
            return
        for char in text:
            width = cells(char)
            if width == 0:
                continue
            if self.x + width > self.columns:
                self.x = 0
                self.line_feed()
            self.grid[self.y][self.x : self.x + width] = [char, ""][:width]
            self.x += width
            self.last = char

    def control(self, char):
        if char == "\r":
            self.x = 0
        elif char in "\n\v\f":
            self.line_feed()
        elif char == "\b":
            self.x = max(0, min(self.x, self.columns - 1) - 1)
        elif char == "\t":
            self.x = min(self.columns - 1, self.x // 8 * 8 + 8)

    def escape(self, char):
        if char == "7":
            self.saved = (self.x, self.y)
        elif char == "8":
            self.x, self.y = self.saved
        elif char == "D":
            self.line_feed()
        elif char == "E":
            self.x = 0
            self.line_feed()
        elif char == "M":
            if self.y == self.top:
                self.scroll(self.top, -1)
            else:
                self.y = max(0, self.y - 1)
        elif char == "c":
            self.reset()

    def line_feed(self):
        if self.y == self.bottom:
            self.scroll(self.top, 1)
        else:
            self.y = min(self.rows - 1, self.y + 1)

    def scroll(self, top, count):
        """Moves the lines from `top` to the bottom margin up, or down if the count is negative."""
        for _ in range(min(abs(count), self.rows)):
            self.grid.insert(self.bottom + 1 if count > 0 else top, self.blank())
            del self.grid[top if count > 0 else self.bottom + 1]

    def sequence(self, name, numbers):
        values = [int(number.split(":")[0] or 0) for number in numbers.split(";")]
        first, count = values[0], max(1, values[0])
        line = self.grid[self.y]
        x = min(self.x, self.columns - 1)
        if name in ("H", "f"):
            column = values[1] if len(values) > 1 else 1
            self.y = min(count, self.rows) - 1
            self.x = min(max(1, column), self.columns) - 1
        elif name == "A":
            self.y = max(0, self.y - count)
        elif name in ("B", "e"):
            self.y = min(self.rows - 1, self.y + count)
        elif name in ("C", "a"):
            self.x = min(self.columns - 1, x + count)
        elif name == "D":
            self.x = max(0, x - count)
        elif name == "E":
            self.x, self.y = 0, min(self.rows - 1, self.y + count)
        elif name == "F":
            self.x, self.y = 0, max(0, self.y - count)
        elif name in ("G", "`"):
            self.x = min(count, self.columns) - 1
        elif name == "d":
            self.y = min(count, self.rows) - 1
        elif name == "J":
            self.erase_screen(first, x)
        elif name == "K":
            start, end = ((x, self.columns), (0, x + 1), (0, self.columns))[min(first, 2)]
            line[start:end] = " " * (end - start)
        elif name == "X":
            end = min(self.columns, x + count)
            line[x:end] = " " * (end - x)
        elif name == "P":
            del line[x : x + count]
            line.extend(" " * (self.columns - len(line)))
        elif name == "@":
            line[x:x] = " " * count
            del line[self.columns :]
        elif name == "L":
            self.scroll(self.y, -count)
        elif name == "M":
            self.scroll(self.y, count)
        elif name == "S":
            self.scroll(self.top, count)
        elif name == "T":
            self.scroll(self.top, -count)
        elif name == "b":
            self.write(self.last * count)
        elif name == "r":
            bottom = values[1] if len(values) > 1 and values[1] else self.rows
            self.top, self.bottom = count - 1, min(bottom, self.rows) - 1
            self.x = self.y = 0
        elif name == "s":
            self.saved = (self.x, self.y)
        elif name == "u":
            self.x, self.y = self.saved
        elif name == "?h" and 1049 in values:
            self.reset()
        elif name == "c":
            self.reply("\x1b[?62;22c")
        elif name == "n" and first == 6:
            self.reply(f"\x1b[{self.y + 1};{x + 1}R")

    def erase_screen(self, which, x):
        whole = range(self.rows)
        if which == 0:
            self.grid[self.y][x:] = " " * (self.columns - x)
            whole = range(self.y + 1, self.rows)
        elif which == 1:
            self.grid[self.y][: x + 1] = " " * (x + 1)
            whole = range(self.y)
        for row in whole:
            self.grid[row] = self.blank()

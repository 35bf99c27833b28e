#!/usr/bin/env python3
"""Energy meters on a Modbus RTU line, with the standard library alone.

    meter_simulator.py KIND ADDRESS LINK

makes a pseudo-terminal, lets LINK lead to it, and answers there as a meter would. Orders come on standard input, one a
line, and are answered with "ok" on standard output once they hold:

    well              every request is answered (so it is at the start)
    cut N             of each answer only the first N bytes are sent
    flip              one bit of each answer is wrong
    silent            nothing is sent
    late MS           each answer is sent MS milliseconds too late
    garbage           bytes of nothing go before each answer
    echo              what is received comes back before each answer, as on two wires
    stranger          another unit's answer is sent instead
    exception N       each request is refused with this code
    babble            bytes go out without end
    unplug, plug      the line goes away, and comes back as another device behind LINK
    energy KWH        what the import register says

The register tables below are written down from the makers' documents, not from the program under test.
"""
import os
import select
import struct
import sys
import termios
import time
import tty


def crc(data):
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return struct.pack("<H", value)


VOLTS, AMPS, WATTS = (230.1, 231.2, 229.3), (16.01, 15.52, 0.25), (3684.1, 3588.2, -57.3)
EXPORTED = 0.5


def float_be(value):
    return struct.unpack(">2H", struct.pack(">f", value))


def int32_be(value):
    return struct.unpack(">2H", struct.pack(">i", round(value)))


def int32_le_words(value):
    return int32_be(value)[::-1]


def uint64_be(value):
    return struct.unpack(">4H", struct.pack(">Q", round(value)))


def eastron(phases, imported):
    table = {}
    for phase in range(phases):
        table[0x00 + 2 * phase] = float_be(VOLTS[phase])
        table[0x06 + 2 * phase] = float_be(AMPS[phase])
        table[0x0C + 2 * phase] = float_be(WATTS[phase])
    if phases == 3:
        table[0x34] = float_be(sum(WATTS))
    table[0x48] = float_be(imported)
    table[0x4A] = float_be(EXPORTED)
    return 4, table, 60, range(0, 0x180), 0


def abb(phases, imported):
    table = {0x5000: uint64_be(imported * 100), 0x5004: uint64_be(EXPORTED * 100)}
    for phase in range(phases):
        table[0x5B00 + 2 * phase] = int32_be(VOLTS[phase] * 10)
        table[0x5B0C + 2 * phase] = int32_be(AMPS[phase] * 100)
        if phases == 3:
            table[0x5B16 + 2 * phase] = int32_be(WATTS[phase] * 100)
    table[0x5B14] = int32_be(sum(WATTS[:phases]) * 100)
    return 3, table, 125, list(range(0x5000, 0x5040)) + list(range(0x5B00, 0x5B40)), 0xFFFF


def gavazzi(import_at, partial_at, export_at):
    def build(imported):
        table = {
            import_at: int32_le_words(imported * 10),
            partial_at: int32_le_words(1234),
            export_at: int32_le_words(EXPORTED * 10),
            0x28: int32_le_words(sum(WATTS) * 10),
        }
        for phase in range(3):
            table[0x00 + 2 * phase] = int32_le_words(VOLTS[phase] * 10)
            table[0x0C + 2 * phase] = int32_le_words(AMPS[phase] * 1000)
            table[0x12 + 2 * phase] = int32_le_words(WATTS[phase] * 10)
        return 4, table, 11, range(0, 0x70), 0

    return build


KINDS = {
    "sdm120": lambda imported: eastron(1, imported),
    "sdm230": lambda imported: eastron(1, imported),
    "sdm630": lambda imported: eastron(3, imported),
    "b21": lambda imported: abb(1, imported),
    "b23": lambda imported: abb(3, imported),
    "em24": gavazzi(0x3E, 0x42, 0x5C),
    "em340": gavazzi(0x34, 0x3C, 0x4E),
}


class Meter:
    def __init__(self, kind, address, link):
        self.kind, self.address, self.link = kind, address, link
        self.mood, self.number, self.imported = "well", 0, 1234.5
        self.master = self.slave = None
        self.due = []
        self.heard = b""
        self.plug()

    def plug(self):
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave, termios.TCSANOW)
        os.set_blocking(self.master, False)
        if os.path.islink(self.link):
            os.unlink(self.link)
        os.symlink(os.ttyname(self.slave), self.link)

    def unplug(self):
        os.unlink(self.link)
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = None
        self.due, self.heard = [], b""

    def order(self, words):
        if words[0] == "plug":
            self.plug()
        elif words[0] == "unplug":
            self.unplug()
        elif words[0] == "energy":
            self.imported = float(words[1])
        else:
            self.mood = words[0]
            self.number = int(words[1]) if len(words) > 1 else 0
        print("ok", flush=True)

    def received(self, data):
        self.heard += data
        for start in range(max(0, len(self.heard) - 7)):
            request = self.heard[start : start + 8]
            if request[0] == self.address and crc(request[:6]) == request[6:]:
                self.heard = b""
                self.answer(request)
                return
        self.heard = self.heard[-64:]

    def registers(self, function, start, count):
        wanted, table, most, known, filler = KINDS[self.kind](self.imported)
        if function != wanted:
            return 1, b""
        if count < 1 or count > most:
            return 3, b""
        words = []
        for address in range(start, start + count):
            if address not in known:
                return 2, b""
            words.append(filler)
        for address, value in table.items():
            for i, word in enumerate(value):
                if start <= address + i < start + count:
                    words[address + i - start] = word
        return 0, struct.pack(">%dH" % count, *words)

    def answer(self, request):
        _, function, start, count = struct.unpack(">BBHH", request[:6])
        code, data = self.registers(function, start, count)
        if self.mood == "exception":
            code = self.number
        body = bytes([self.address, function | 0x80, code]) if code else bytes([self.address, function, len(data)]) + data
        frame = body + crc(body)
        delay = 0.0
        if self.mood == "cut":
            frame = frame[: self.number]
        elif self.mood == "flip":
            frame = frame[:4] + bytes([frame[4] ^ 0x10]) + frame[5:]
        elif self.mood == "silent":
            frame = b""
        elif self.mood == "late":
            delay = self.number / 1000
        elif self.mood == "garbage":
            frame = bytes([0x00, 0xFF, self.address, function, 0xAA, self.address]) + frame
        elif self.mood == "echo":
            frame = request + frame
        elif self.mood == "stranger":
            body = bytes([self.address % 247 + 1]) + body[1:]
            frame = body + crc(body)
        self.due.append((time.monotonic() + delay, frame))

    def send(self):
        now = time.monotonic()
        while self.due and self.due[0][0] <= now:
            os.write(self.master, self.due.pop(0)[1])
        if self.mood == "babble" and self.master is not None:
            try:
                os.write(self.master, b"\x55\x01\x03")
            except BlockingIOError:
                pass

    def run(self):
        print("ok", flush=True)
        while True:
            self.send()
            wait = 0.002 if self.mood == "babble" else 0.2
            if self.due:
                wait = max(0.0, self.due[0][0] - time.monotonic())
            ready, _, _ = select.select([0] + ([self.master] if self.master is not None else []), [], [], wait)
            if 0 in ready:
                line = sys.stdin.readline()
                if not line:
                    return
                self.order(line.split())
            elif self.master in ready:
                try:
                    self.received(os.read(self.master, 256))
                except OSError:
                    time.sleep(0.01)


if __name__ == "__main__":
    Meter(sys.argv[1], int(sys.argv[2]), sys.argv[3]).run()

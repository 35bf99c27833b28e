#!/usr/bin/env python3
"""A vehicle instrument at a serial line, with the standard library alone.

    instrument.py --link PATH [--control SOCKET] [--name NAME] [--without VERB,VERB]
    instrument.py --port /dev/ttyUSB0 ...

Speaks version 1 of the protocol of README.md. With --link it makes a pseudo-terminal and lets PATH lead to it. The
circuit behind it is a small one of its own (a charger, a cable, a vehicle), or, with --control, that of a running
bench, at the simulator's control socket. Written from README.md, it shares nothing with the program that drives it;
the class Protocol has nothing of a computer in it and may serve as the pattern for a microcontroller.

Orders on standard input make the line bad, for tests: "drop N" swallows the next N commands, "mute N" does them and
swallows the replies, "garble N" spoils the next N replies, "noise" sends nonsense. Each is answered with "ok".
"""
import argparse
import json
import os
import select
import socket
import sys
import termios
import time
import tty

VERSION = "1"
MAX_BYTES = 256
RESTS_AFTER_SECONDS = 2.0
CABLES = ("13A", "20A", "32A", "63A")
MOST_AMPS = 80.0


def crc(text):
    value = 0xFFFF
    for byte in text.encode("ascii"):
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return "%04X" % value


class Refused(Exception):
    """Carries one of the protocol's error words."""


class Protocol:
    """Lines in, lines out. The circuit does what they say."""

    def __init__(self, circuit, name, without=()):
        self.circuit, self.name = circuit, name
        self.verbs = {
            "PLUG": self.plug,
            "UNPLUG": lambda words: self.none(words) or circuit.unplug(),
            "S2": lambda words: circuit.s2(self.choice(words, "CLOSE", "OPEN") == "CLOSE"),
            "VENTILATION": lambda words: circuit.ventilation(self.choice(words, "ON", "OFF") == "ON"),
            "DRAW": self.draw,
            "DIODE": lambda words: circuit.diode(self.choice(words, "OK", "SHORT")),
            "PILOT": lambda words: circuit.pilot(self.choice(words, "OK", "SHORT")),
            "PROXIMITY": lambda words: circuit.proximity(self.choice(words, "OK", "SHORT", "OPEN")),
            "RESIDUAL": self.residual,
            "EARTH": lambda words: circuit.earth(self.choice(words, "OK", "LOST")),
        }
        self.can = [verb for verb in self.verbs if verb not in without and verb not in circuit.cannot]
        self.last = None
        self.heard_at = None

    def tick(self, now):
        """To be called often: an instrument whose master has gone rests."""
        if self.heard_at is not None and now - self.heard_at > RESTS_AFTER_SECONDS:
            self.heard_at = None
            self.last = None
            self.circuit.rest()

    def reply(self, line, now):
        """The reply to one line without its end; None to an empty one."""
        line = line[line.rfind("@"):] if "@" in line else line
        if not line.strip():
            return None
        head, asterisk, check = line.rpartition("*")
        if not asterisk or not head.startswith("@") or not head.endswith(" ") or crc(head) != check:
            return self.sealed("0", "ERR CRC")
        number, _, text = head[1:-1].partition(" ")
        if not number.isdigit() or not 0 < int(number) < 65536 or not text:
            return self.sealed("0", "ERR FORM")
        self.heard_at = now
        if self.last is not None and self.last[0] == (number, text):
            return self.last[1]
        try:
            answer = self.do(text.split(" "))
        except Refused as refused:
            answer = "ERR " + str(refused)
        reply = self.sealed(number, answer)
        self.last = ((number, text), reply)
        return reply

    @staticmethod
    def sealed(number, text):
        head = "@%s %s " % (number, text)
        return head + "*" + crc(head)

    def do(self, words):
        if words[0] == "HELLO":
            if words[1:] != ["STANCHION-VEHICLE", VERSION]:
                raise Refused("VERSION " + VERSION)
            self.circuit.rest()
            return "OK NAME=%s CAN=%s SEES=%s" % (self.name, ",".join(self.can), ",".join(self.circuit.measure()))
        if words[0] == "MEASURE":
            self.none(words[1:])
            return "OK " + " ".join("%s=%s" % pair for pair in self.circuit.measure().items())
        if words[0] == "REST":
            self.none(words[1:])
            self.circuit.rest()
            return "OK"
        if words[0] not in self.verbs:
            raise Refused("UNKNOWN " + words[0])
        if words[0] not in self.can:
            raise Refused("CANNOT " + words[0])
        self.verbs[words[0]](words[1:])
        return "OK"

    @staticmethod
    def none(words):
        if words:
            raise Refused("FORM nothing may follow")

    @staticmethod
    def choice(words, *allowed):
        if len(words) != 1 or words[0] not in allowed:
            raise Refused("FORM one of " + ",".join(allowed))
        return words[0]

    @staticmethod
    def quantity(word, unit, most):
        try:
            if not word.endswith(unit):
                raise ValueError
            value = float(word[: -len(unit)])
        except ValueError:
            raise Refused("FORM a number with " + unit) from None
        if not 0 <= value <= most:
            raise Refused("RANGE 0 to %g%s" % (most, unit))
        return value

    def plug(self, words):
        if len(words) != 1 or words[0] not in CABLES:
            raise Refused("RANGE one of " + ",".join(CABLES))
        self.circuit.plug(int(words[0][:-1]))

    def draw(self, words):
        if len(words) != 2 or words[1] not in ("1P", "2P", "3P"):
            raise Refused("FORM a current and 1P, 2P or 3P")
        self.circuit.draw(self.quantity(words[0], "A", MOST_AMPS), int(words[1][0]))

    def residual(self, words):
        if len(words) != 2 or words[1] not in ("AC", "DC"):
            raise Refused("FORM a current and AC or DC")
        self.circuit.residual(self.quantity(words[0], "mA", 500), words[1])


class OwnCircuit:
    """A charger of ten lines, its cable and a vehicle: enough to try the protocol without any hardware."""

    cannot = ("RESIDUAL", "EARTH", "PROXIMITY")

    def __init__(self):
        self.rest()

    def rest(self):
        self.cable, self.closed, self.vent, self.shorted, self.diode_ok = None, False, False, False, True
        self.amps, self.phases = 16.0, 1
        self.since = self.settle = time.monotonic()
        self.energy, self.poles, self.want = 0.0, False, False

    def plug(self, cable):
        self.step()
        self.cable, self.closed, self.energy = cable, False, 0.0

    def unplug(self):
        self.step()
        self.cable, self.closed = None, False

    def s2(self, closed):
        self.step()
        self.closed = closed and self.cable is not None

    def ventilation(self, on):
        self.vent = on

    def draw(self, amps, phases):
        self.step()
        self.amps, self.phases = amps, phases

    def diode(self, state):
        self.step()
        self.diode_ok = state == "OK"

    def pilot(self, state):
        self.step()
        self.shorted = state != "OK"

    def offered(self):
        return min(16.0, float(self.cable or 0))

    def flowing(self):
        return min(self.amps, self.offered()) if self.poles and self.closed else 0.0

    def step(self):
        """The charger: poles follow a closed S2 after 300 ms, an open one after 50 ms."""
        now = time.monotonic()
        self.energy += self.flowing() * self.phases * 230.0 * (now - self.since) / 3600
        self.since = now
        want = self.closed and self.cable is not None and not self.shorted and self.diode_ok and not self.vent
        if want != self.want:
            self.want, self.settle = want, now
        if now - self.settle >= (0.3 if want else 0.05):
            self.poles = want

    def measure(self):
        self.step()
        source, ohms = 12.0, 1000.0
        if self.shorted:
            high, low = 0.0, 0.0
        elif self.cable is None:
            high = low = source
        else:
            load = 2740.0
            if self.closed:
                load = 1 / (1 / 2740.0 + 1 / (270.0 if self.vent else 1300.0))
            high = 0.7 + (source - 0.7) * load / (load + ohms)
            low = -source if self.diode_ok else -source * load / (load + ohms)
        duty = 100.0 if self.cable is None or self.shorted else self.offered() / 0.6
        return {
            "CPHI": "%.2fV" % high,
            "CPLO": "%.2fV" % low,
            "DUTY": "%.2f%%" % duty,
            "LOAD": "%.1fV" % (230.0 if self.poles else 0.0),
            "AMPS": "%.2fA" % self.flowing(),
            "WH": "%.3fWh" % self.energy,
        }


class BenchCircuit:
    """The circuits of a running bench, by its control socket."""

    cannot = ()

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.lines = self.socket.makefile("r", encoding="utf-8")
        self.plugged_at = 0.0
        self.plugged = False

    def ask(self, line):
        self.socket.sendall((line + "\n").encode())
        answer = self.lines.readline().rstrip("\n")
        if answer.startswith("error "):
            raise Refused("HARDWARE " + answer[6:100].replace("*", " "))
        return answer

    def rest(self):
        for line in ("unplug", "diode ok", "pilot ok", "proximity ok", "residual 0mA ac", "earth ok", "ventilation off"):
            self.ask(line)
        self.plugged = False

    def plug(self, cable):
        self.ask("plug cable %dA" % cable)
        self.plugged_at = json.loads(self.ask("truth"))["energyTruthWh"]
        self.plugged = True

    def unplug(self):
        self.ask("unplug")
        self.plugged = False

    def s2(self, closed):
        self.ask("s2 close" if closed else "s2 open")

    def ventilation(self, on):
        self.ask("ventilation on" if on else "ventilation off")

    def draw(self, amps, phases):
        self.ask("draw %.2fA phases %d" % (amps, phases))

    def diode(self, state):
        self.ask("diode " + state.lower())

    def pilot(self, state):
        self.ask("pilot " + state.lower())

    def proximity(self, state):
        self.ask("proximity " + state.lower())

    def residual(self, milliamps, kind):
        self.ask("residual %gmA %s" % (milliamps, kind.lower()))

    def earth(self, state):
        self.ask("earth " + state.lower())

    def measure(self):
        truth = json.loads(self.ask("truth"))
        waves = json.loads(self.ask("waves"))
        pilot = sorted(waves["pilot"]["volts"])
        high = [v for v in pilot if v > 0.5]
        low = [v for v in pilot if v <= 0.5]
        mains = waves["mains"]
        live = truth["contactor"] == "closed"

        def rms(values):
            return (sum(v * v for v in values) / len(values)) ** 0.5 if values else 0.0

        return {
            "CPHI": "%.2fV" % (high[len(high) // 2] if high else low[len(low) // 2] if low else 0.0),
            "CPLO": "%.2fV" % (low[len(low) // 2] if low else high[len(high) // 2] if high else 0.0),
            "DUTY": "%.2f%%" % truth["dutyPercent"],
            "LOAD": "%.1fV" % (rms(mains["volts"][0]) if live else 0.0),
            "AMPS": "%.2fA" % (rms(mains["amps"][0]) if live else 0.0),
            "WH": "%.4fWh" % (truth["energyTruthWh"] - self.plugged_at if self.plugged else 0.0),
        }


class Line:
    """Bytes of a terminal, and the ways in which a line is bad."""

    def __init__(self, options, protocol):
        self.protocol = protocol
        self.received = b""
        self.drop = self.mute = self.garble = 0
        if options.link:
            self.fd, self.other = os.openpty()
            tty.setraw(self.other, termios.TCSANOW)
            if os.path.islink(options.link):
                os.unlink(options.link)
            os.symlink(os.ttyname(self.other), options.link)
        else:
            self.fd = os.open(options.port, os.O_RDWR | os.O_NOCTTY)
            tty.setraw(self.fd, termios.TCSANOW)
            modes = termios.tcgetattr(self.fd)
            modes[4] = modes[5] = termios.B115200
            termios.tcsetattr(self.fd, termios.TCSANOW, modes)

    def order(self, words):
        if words[0] == "noise":
            os.write(self.fd, b"\x00@9 OK *0000\n@\xff@12 OK CPHI=1.00V *FFFF\nxyz")
        else:
            setattr(self, words[0], int(words[1]))
        print("ok", flush=True)

    def bytes(self, data):
        self.received += data
        while True:
            ends = [at for at in (self.received.find(b"\n"), self.received.find(b"\r")) if at >= 0]
            if not ends:
                break
            line, self.received = self.received[: min(ends)], self.received[min(ends) + 1:]
            self.line(line.decode("ascii", "replace"))
        self.received = self.received[-MAX_BYTES:]

    def line(self, line):
        if line.strip() and self.drop > 0:
            self.drop -= 1
            return
        reply = self.protocol.reply(line, time.monotonic())
        if reply is None:
            return
        if self.mute > 0:
            self.mute -= 1
            return
        if self.garble > 0:
            self.garble -= 1
            reply = reply[:-6] + "x" + reply[-5:]
        os.write(self.fd, (reply + "\n").encode("ascii", "replace"))

    def run(self):
        print("ok", flush=True)
        watched = [self.fd, 0]
        while True:
            ready, _, _ = select.select(watched, [], [], 0.1)
            self.protocol.tick(time.monotonic())
            if 0 in ready:
                order = sys.stdin.readline()
                if order.strip():
                    self.order(order.split())
                else:
                    watched = [self.fd]
            if self.fd in ready:
                self.bytes(os.read(self.fd, 256))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--link", help="make a pseudo-terminal and let this path lead to it")
    where.add_argument("--port", help="answer at this serial port, 115200 baud 8N1")
    parser.add_argument("--control", help="the control socket of a running bench's simulator")
    parser.add_argument("--name", default="python-stand-in")
    parser.add_argument("--without", default="", help="verbs it shall not be able to do")
    options = parser.parse_args()
    circuit = BenchCircuit(options.control) if options.control else OwnCircuit()
    Line(options, Protocol(circuit, options.name, options.without.split(","))).run()


if __name__ == "__main__":
    main()

package stanchion.image.check;

import static stanchion.image.check.ImageCheck.bootLimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An image that runs: what it says, what it sends, what listens in it.
final class RunningCheck {
    private static final Duration TELEMETRY_LIMIT = Duration.ofMinutes(8);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(3);
    private static final double MOST_EXPOSED = 2.0;
    private static final Set<String> NOTIFICATION = Set.of("boot", "event");

    /// Waits for the verdict to have taken effect, whichever it is.
    private static final String SETTLED =
            "until systemctl -q is-active stanchion-gateway || systemctl -q is-active"
                    + " stanchion-notify; do sleep 1; done";

    private static final String HANG =
            "unit=stanchion-charger; before=$(systemctl show -P NRestarts $unit);"
                    + " kill -STOP $(systemctl show -P MainPID $unit);"
                    + " until [ $(systemctl show -P NRestarts $unit) != $before ]; do sleep 1; done;"
                    + " journalctl -b -o cat --no-pager -u $unit | grep Watchdog;"
                    + " echo restarts $(($(systemctl show -P NRestarts $unit) - before))";

    /// As small as an alteration can be, in a file that is only data.
    private static final String ALTER =
            "printf ' ' >>/var/lib/stanchion/slots/A/board.conf; sync;"
                    + " (sleep 2; systemctl poweroff) >/dev/null 2>&1 &";

    private final ImageCheck check;
    private final Outside outside;
    private final Verdicts verdicts;

    RunningCheck(ImageCheck check, Outside outside) {
        this.check = check;
        this.outside = outside;
        this.verdicts = check.verdicts();
    }

    /// A new card.
    ///
    /// @param alter whether a slot is altered before the machine is switched off
    void start(Path disk, boolean alter) throws IOException {
        verdicts.part("start: a new card is switched on");
        try (Circuits circuits = Circuits.open(check.folder().resolve("circuits"));
                Guest guest =
                        check.start(disk, "start", wires(Optional.of(circuits.terminals())))) {
            boolean settled = guest.ask(SETTLED, bootLimit()).isPresent();
            verdicts.judge(settled, "start", "a verdict within 12 min", seconds(guest));
            boolean online =
                    guest.comesTo(
                            TELEMETRY_LIMIT,
                            () -> outside.heard().getOrDefault("status", "").contains("online"));
            verdicts.judge(online, "broker outside", "status online", topics().toString());
            Answers answers = look(guest);
            verdict(answers, "BOOT A ");
            common(answers);
            exposed(answers, "stanchion-charger");
            exposed(answers, "stanchion-gateway");
            data(answers);
            new ChargeCheck(guest, circuits, outside, verdicts).run();
            hangs(guest);
            look(guest);
            if (alter) {
                alter(guest);
            }
        }
        packets("start");
    }

    /// A new card, only so far that its slot can be altered.
    void first(Path disk) throws IOException {
        verdicts.part("first: a new card is switched on");
        try (Guest guest = check.start(disk, "first", wires(Optional.empty()))) {
            boolean settled = guest.ask(SETTLED, bootLimit()).isPresent();
            verdicts.judge(settled, "start", "a verdict within 12 min", seconds(guest));
            alter(guest);
        }
    }

    private void alter(Guest guest) throws IOException {
        guest.ask(ALTER, ANSWER_LIMIT);
        verdicts.judge(
                guest.ends(bootLimit()), "slot A", "one byte more, then off", seconds(guest));
    }

    /// The same card, a slot of which is another now.
    ///
    /// @param quiet how long it is listened to, from its start
    void altered(Path disk, Duration quiet) throws IOException {
        verdicts.part("notify: slot A was altered, listening for " + quiet.toSeconds() + " s");
        outside.forget();
        try (Guest guest = check.start(disk, "notify", wires(Optional.empty()))) {
            boolean settled = guest.ask(SETTLED, bootLimit()).isPresent();
            verdicts.judge(settled, "start", "a verdict within 12 min", seconds(guest));
            boolean told =
                    guest.comesTo(
                            TELEMETRY_LIMIT,
                            () -> outside.heard().keySet().containsAll(NOTIFICATION));
            verdicts.judge(told, "owner and maker", "topics boot and event", topics().toString());
            verdicts.note("event: " + outside.heard().getOrDefault("event", "none"));
            Answers answers = look(guest);
            verdict(answers, "NOTIFY-ONLY");
            common(answers);
            exposed(answers, "stanchion-notify");
            String units = answers.section("units");
            verdicts.judge(
                    units.contains("charger inactive") && units.contains("gateway inactive"),
                    "units",
                    "charger and gateway inactive",
                    units);
            guest.comesTo(quiet.minus(guest.running()), () -> false);
            verdicts.judge(
                    NOTIFICATION.containsAll(topics()),
                    "broker outside after " + seconds(guest),
                    "nothing but boot and event",
                    topics().toString());
        }
        packets("notify");
    }

    private GuestMachine.Wires wires(Optional<Path> terminals) {
        return new GuestMachine.Wires(outside.port(), terminals);
    }

    private Set<String> topics() {
        return new TreeSet<>(outside.heard().keySet());
    }

    /// A process that stands still is ended and started again.
    private void hangs(Guest guest) throws IOException {
        String said = guest.ask(HANG, ANSWER_LIMIT).orElse("no answer");
        verdicts.judge(
                said.contains("Watchdog timeout") && said.contains("restarts 1"),
                "charger stopped by SIGSTOP",
                "Watchdog timeout, 1 restart",
                said);
    }

    private Answers look(Guest guest) throws IOException {
        Path script = check.order().recipe().folder().resolve("test/look");
        Optional<String> said = guest.ask(Files.readString(script), ANSWER_LIMIT);
        Files.writeString(check.folder().resolve("look.txt"), said.orElse(""));
        return new Answers(said.orElse(""));
    }

    private void verdict(Answers answers, String begin) {
        String said = answers.section("verdict");
        verdicts.judge(said.contains(begin), "verifier", begin.strip(), said);
    }

    private void common(Answers answers) {
        String listening = answers.section("listening");
        boolean looked = !answers.section("uptime").isEmpty();
        verdicts.judge(looked && listening.isEmpty(), "ss -lntup", "nothing", listening);
        verdicts.note("failed units: " + answers.section("failed").replace("\n", ", "));
    }

    private void exposed(Answers answers, String unit) {
        double level = answers.exposure(unit);
        verdicts.judge(
                level <= MOST_EXPOSED,
                "systemd-analyze security " + unit,
                "at most " + MOST_EXPOSED,
                Double.toString(level));
    }

    private void data(Answers answers) {
        String mounts = answers.section("mounts");
        verdicts.judge(
                mounts.contains("/dev/mapper/data /var/lib ext4 rw")
                        && answers.section("data").contains("type:    LUKS2"),
                "data partition",
                "ext4 on LUKS2, on /var/lib",
                mounts);
        verdicts.judge(mounts.contains(" / squashfs ro"), "root", "squashfs, read-only", mounts);
    }

    private void packets(String start) throws IOException {
        PacketCapture capture =
                PacketCapture.read(check.folder().resolve(start).resolve(PacketCapture.FILE));
        verdicts.note("packets sent: " + capture.sent());
        verdicts.judge(
                !capture.sent().isEmpty() && capture.unexpected(GuestMachine.PEER).isEmpty(),
                "packet capture",
                "nothing but ARP, DHCP, DNS and TCP to the broker",
                "besides these " + capture.unexpected(GuestMachine.PEER));
    }

    private static String seconds(Guest guest) {
        return guest.running().toSeconds() + " s";
    }
}

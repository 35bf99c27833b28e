package stanchion.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The arrows between the rooms and the manners of the house. Module descriptors keep the arrows
/// between modules; these rules keep those inside a module, and what `java.base` would allow to
/// everybody.
class HouseRulesTest {
    private static final String[] PURE = {
        "stanchion.pilot..",
        "stanchion.metering..",
        "stanchion.session..",
        "stanchion.safety..",
        "stanchion.control..",
        "stanchion.link..",
        "stanchion.journal..",
        "stanchion.schedule.."
    };

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("stanchion");

    @Test
    void theBoardPortKnowsNobodyOfOurs() {
        holds(onlyKnow("stanchion.units..", "stanchion.units.."));
        holds(onlyKnow("stanchion.hal", "stanchion.units..", "stanchion.hal"));
    }

    @Test
    void theVerifierKnowsNobodyOfOurs() {
        holds(onlyKnow("stanchion.boot..", "stanchion.boot.."));
    }

    @Test
    void theDecisionsAreMadeOfValuesAlone() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .dependOnClassesThat(
                                resideOutsideOfPackages(
                                        concat(
                                                PURE,
                                                "stanchion.units..",
                                                "stanchion.hal",
                                                "java.lang..",
                                                "java.util..",
                                                "java.time..",
                                                "java.nio",
                                                "java.nio.charset.."))));
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.util.concurrent..",
                                "java.util.random..",
                                "java.util.logging..",
                                "java.lang.foreign..",
                                "java.lang.reflect.."));
    }

    @Test
    void theDecisionsReadNoClockAndNoDice() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.time.Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class));
    }

    @Test
    void theUpdateKnowsTheVerifierAlone() {
        holds(onlyKnow("stanchion.update..", "stanchion.update..", "stanchion.boot"));
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("stanchion.update..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "java.util.concurrent.."));
    }

    /// So that it runs unchanged on a file system that loses what was not synced.
    @Test
    void theUpdateIsGivenItsFilesAndItsClock() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("stanchion.update..")
                        .should()
                        .callMethod(java.nio.file.Path.class, "of", String.class, String[].class)
                        .orShould()
                        .callMethod(java.nio.file.Paths.class, "get", String.class, String[].class)
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.io.File.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.io.RandomAccessFile.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.time.Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.security.SecureRandom.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class));
    }

    @Test
    void theInterlockSeesNoSession() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("stanchion.safety..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "stanchion.session..", "stanchion.control..", "stanchion.link.."));
    }

    @Test
    void theChargerHasNoNetworkAndNoLog() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "stanchion.charger..", "stanchion.board..", "stanchion.hal..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("java.net..", "java.net.http..", "org.tinylog..")
                                        .and(not(named("java.net.UnixDomainSocketAddress")))
                                        .and(not(named("java.net.StandardProtocolFamily")))
                                        .and(not(named("java.net.ProtocolFamily")))
                                        .and(not(named("java.net.SocketAddress")))));
    }

    @Test
    void theGatewayHasNoDevices() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("stanchion.gateway..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "stanchion.hal.linux..",
                                "stanchion.board..",
                                "stanchion.charger..",
                                "stanchion.control..",
                                "com.pi4j..",
                                "com.fazecast.."));
    }

    @Test
    void whatIsShippedKnowsNoTool() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                concat(
                                        PURE,
                                        "stanchion.units..",
                                        "stanchion.hal..",
                                        "stanchion.board..",
                                        "stanchion.boot..",
                                        "stanchion.update..",
                                        "stanchion.charger..",
                                        "stanchion.gateway.."))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "stanchion.sim..",
                                "stanchion.bench..",
                                "stanchion.benchboard..",
                                "stanchion.release..",
                                "stanchion.fleet..",
                                "stanchion.powercut..",
                                "stanchion.replay..",
                                "stanchion.machine..",
                                "stanchion.image..",
                                "stanchion.attack.."));
    }

    @Test
    void eachFixedLibraryIsSeenInOneRoomOnly() {
        holds(
                onlyIn(
                        "org.eclipse.paho..",
                        "stanchion.gateway.telemetry..",
                        "stanchion.bench.broker.."));
        holds(onlyIn("com.pi4j..", "stanchion.hal.linux.."));
        holds(onlyIn("org.slf4j..", "stanchion.hal.linux.pi4j.."));
        holds(onlyIn("com.fazecast..", "stanchion.hal.linux.."));
        holds(onlyIn("org.bouncycastle..", "stanchion.release.."));
        holds(
                onlyIn(
                        "java.sql..",
                        "stanchion.gateway.store..",
                        "stanchion.gateway.history..",
                        "stanchion.fleet.."));
        holds(onlyIn("com.hivemq.client..", "stanchion.fleet.."));
        holds(onlyIn("com.hivemq.embedded..", "stanchion.bench.broker.."));
    }

    /// A driver's caller sees the kernel's terms, whichever library carries them.
    @Test
    void noDriverShowsItsLibrary() {
        holds(
                methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("stanchion.hal.linux")
                        .and()
                        .areDeclaredInClassesThat()
                        .arePublic()
                        .and()
                        .arePublic()
                        .should()
                        .notHaveRawReturnType(inLibrary())
                        .andShould()
                        .notHaveRawParameterTypes(anyInLibrary()));
    }

    /// Pi4J finds providers, and a mock for hardware, where one lies about: ours are named, one by
    /// one, and nothing of Pi4J's own makes a device.
    @Test
    void everyProviderOfPi4jIsOurs() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("stanchion..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("com.pi4j.Pi4J")
                        .orShould()
                        .callMethod("com.pi4j.context.ContextBuilder", "autoDetect")
                        .orShould()
                        .callMethod("com.pi4j.context.ContextBuilder", "autoDetectProviders")
                        .orShould()
                        .callMethod("com.pi4j.context.ContextBuilder", "autoDetectMockPlugins"));
    }

    @Test
    void namesSayWhatAThingIs() {
        holds(noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)"));
        // what Paho, SLF4J, TLS, the JDK's sockets and file systems call must bear the names they
        // gave it
        holds(
                methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo("org.eclipse.paho.mqttv5.client.internal.NetworkModule")
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(
                                "org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory")
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo("org.slf4j.spi.SLF4JServiceProvider")
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.security.Key.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo("javax.net.ssl.X509ExtendedKeyManager")
                        .and()
                        .areDeclaredInClassesThat(
                                noneOf(
                                        java.nio.file.FileSystem.class,
                                        java.nio.file.FileStore.class,
                                        java.nio.file.Path.class,
                                        java.nio.file.spi.FileSystemProvider.class,
                                        java.nio.file.attribute.PosixFileAttributeView.class,
                                        java.security.Principal.class))
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.nio.file.FileSystem.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.nio.file.spi.FileSystemProvider.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.nio.file.Path.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.nio.file.FileStore.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(java.net.Socket.class)
                        .should()
                        .haveNameNotMatching("get[A-Z].*"));
    }

    @Test
    void nothingIsMutableAndShared() {
        holds(fields().that().areStatic().should().beFinal());
    }

    private static ArchRule onlyKnow(String room, String... known) {
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(known, "java.."));
    }

    private static ArchRule onlyIn(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> noneOf(Class<?>... types) {
        return DescribedPredicate.describe(
                "none of " + java.util.Arrays.toString(types),
                found -> java.util.Arrays.stream(types).noneMatch(found::isAssignableTo));
    }

    private static DescribedPredicate<JavaClass> inLibrary() {
        return resideInAnyPackage("com.pi4j..", "com.fazecast..", "org.slf4j..");
    }

    private static DescribedPredicate<java.util.List<JavaClass>> anyInLibrary() {
        return DescribedPredicate.describe(
                "a type of a library", types -> types.stream().anyMatch(inLibrary()));
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().equals(name));
    }

    private static void holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    private static String[] concat(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}

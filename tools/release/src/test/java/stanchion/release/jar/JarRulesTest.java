package stanchion.release.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;

/// A jar of a slot is a folder of classes, and nothing in it changes what else is loaded.
final class JarRulesTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class-Path: evil.jar",
                "class-path: evil.jar",
                "Class-Path: ev\r\n il.jar",
                "Launcher-Agent-Class: a.B",
                "Premain-Class: a.B",
                "Agent-Class: a.B",
                "Boot-Class-Path: evil.jar",
                "Multi-Release: true",
                "Add-Exports: java.base/sun.misc",
                "Add-Opens: java.base/java.lang",
                "Enable-Native-Access: ALL-UNNAMED",
                "Extension-List: x"
            })
    void attributeThatChangesWhatIsLoadedIsRefusedWhenStrictAndGoneOtherwise(String line)
            throws Exception {
        byte[] jar = with(line);
        assertThatThrownBy(() -> JarIntake.STRICT.take("x.jar", jar, List.of()))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("x.jar: entry META-INF/MANIFEST.MF has ")
                .hasMessageContaining("build the jar without it");
        byte[] resolved = JarIntake.RESOLVE.take("x.jar", jar, List.of());
        assertThatCode(() -> JarRules.check("x.jar", resolved)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/INDEX.LIST", "META-INF/versions/9/A.class", "META-INF/X.SF",
                "META-INF/X.RSA", "META-INF/X.EC", "META-INF/SIG-X"
            })
    void entryThatChangesWhatIsLoadedIsRefusedWhenStrictAndGoneOtherwise(String name)
            throws Exception {
        byte[] jar =
                new Jars()
                        .stored(MANIFEST, "Manifest-Version: 1.0\r\n\r\n")
                        .stored("A.class", "a")
                        .stored(name, "b")
                        .bytes();
        assertThatThrownBy(() -> JarRules.check("x.jar", jar))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("x.jar: entry " + name + " ");
        byte[] resolved = JarIntake.RESOLVE.take("x.jar", jar, List.of());
        assertThat(ZipReader.read("x.jar", resolved)).containsOnlyKeys(MANIFEST, "A.class");
    }

    @Test
    void attributeThatIsSaidTwiceIsRefused() {
        assertThatThrownBy(() -> JarRules.check("x.jar", with("Main-Class: a\r\nmain-class: b")))
                .hasMessageContaining("says main-class twice");
        assertThatThrownBy(() -> JarRules.check("x.jar", with("no colon")))
                .hasMessageContaining("no attribute");
    }

    @Test
    void innocentJarIsTakenAndTakenAgainTheSame() throws Exception {
        byte[] jar = with("Automatic-Module-Name: a.b\r\nBuilt-By: nobody");
        byte[] once = JarIntake.STRICT.take("x.jar", jar, List.of());
        assertThat(JarIntake.STRICT.take("x.jar", once, List.of())).isEqualTo(once);
    }

    @Test
    void ambiguousStructureIsRefusedAlsoWhenNotStrict() {
        byte[] twice = new Jars().stored("a", "1").stored("a", "2").bytes();
        assertThatThrownBy(() -> JarIntake.RESOLVE.take("x.jar", twice, List.of()))
                .hasMessage("x.jar: entry a is there twice; rename or remove it");
    }

    private static byte[] with(String line) {
        return new Jars()
                .stored(MANIFEST, "Manifest-Version: 1.0\r\n" + line + "\r\n\r\n")
                .deflated("A.class", "a")
                .bytes();
    }
}

package stanchion.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The list of attacks as such.
final class CatalogueTest {
    private final List<Case> all = Catalogue.all();

    @Test
    void idsCountUpFromOneInEachGroup() {
        List<String> counted = new ArrayList<>();
        for (Catalogue.Group group : Catalogue.Group.values()) {
            long size = all.stream().filter(one -> one.group().equals(group.name())).count();
            for (int i = 1; i <= size; i++) {
                counted.add(String.format(Locale.ROOT, "%s%02d", group, i));
            }
        }
        assertThat(all).extracting(Case::id).containsExactlyElementsOf(counted);
    }

    @Test
    void noTwoCasesSayTheSame() {
        assertThat(all).extracting(Case::sentence).doesNotHaveDuplicates();
    }
}

package stanchion.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreAddressTest {
    @Test
    void userAndPasswordBecomePropertiesOfTheDriver() {
        assertThat(StoreAddress.driverAddress("postgresql://u:p@h:5/d?ssl=true"))
                .isEqualTo("postgresql://h:5/d?user=u&password=p&ssl=true");
        assertThat(StoreAddress.driverAddress("postgresql://u@h/d"))
                .isEqualTo("postgresql://h/d?user=u");
        assertThat(StoreAddress.driverAddress("postgresql://h/d?user=u"))
                .isEqualTo("postgresql://h/d?user=u");
    }
}

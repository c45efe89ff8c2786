package dev.tenantry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MadeOnceTest {
    private final ArrayList<String> made = new ArrayList<>();

    @Test
    void isMadeAtTheFirstUseAndOnce() {
        var once = new MadeOnce<>(() -> {
            made.add("client");
            return "client " + made.size();
        });
        assertThat(made).isEmpty();

        assertThat(once.get()).isEqualTo("client 1");
        assertThat(once.get()).isEqualTo("client 1");
    }

    @Test
    void whatCouldNotBeMadeIsTriedAgain() {
        var once = new MadeOnce<>(() -> {
            made.add("client");
            if (made.size() == 1) {
                throw new IllegalStateException("not yet");
            }
            return "client " + made.size();
        });

        assertThatIllegalStateException().isThrownBy(once::get);
        assertThat(once.get()).isEqualTo("client 2");
    }
}

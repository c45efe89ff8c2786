package dev.tenantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    private static final String TASK = "{\"Type\": \"Task\", \"End\": true}";

    @Test
    void addsUpWhatFollowsEachOther() throws JsonProcessingException {
        var machine = json("""
                {"StartAt": "a", "States": {"a": {"Type": "Task", "Next": "b"}, "b": %s}}""".formatted(TASK));

        assertThat(CriticalPath.of(machine, Map.of("a", 2.0, "b", 3.0)::get))
                .isEqualTo(new CriticalPath(5, List.of("a", "b")));
    }

    @Test
    void takesTheLongestBranch() throws JsonProcessingException {
        var machine = json("""
                {"StartAt": "a", "States": {
                  "a": {"Type": "Task", "Next": "both"},
                  "both": {"Type": "Parallel", "Next": "d", "Branches": [
                    {"StartAt": "b", "States": {"b": %1$s}},
                    {"StartAt": "c", "States": {"c": %1$s}}]},
                  "d": %1$s}}""".formatted(TASK));

        assertThat(CriticalPath.of(machine, Map.of("a", 1.0, "b", 7.0, "c", 8.0, "d", 2.0)::get))
                .isEqualTo(new CriticalPath(11, List.of("a", "c", "d")));
        assertThat(CriticalPath.of(machine, Map.of("a", 1.0, "b", 9.0, "c", 8.0, "d", 2.0)::get))
                .isEqualTo(new CriticalPath(12, List.of("a", "b", "d")));
    }

    /** The longest single state, x, is not on the longest way. */
    @Test
    void comparesWholeBranchesAlsoInsideBranches() throws JsonProcessingException {
        var machine = json("""
                {"StartAt": "all", "States": {"all": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "x", "States": {"x": %1$s}},
                  {"StartAt": "inner", "States": {
                    "inner": {"Type": "Parallel", "Next": "z", "Branches": [
                      {"StartAt": "y", "States": {"y": %1$s}},
                      {"StartAt": "none", "States": {"none": %1$s}}]},
                    "z": %1$s}}]}}}""".formatted(TASK));

        assertThat(CriticalPath.of(machine, Map.of("x", 10.0, "y", 6.0, "none", 0.0, "z", 5.0)::get))
                .isEqualTo(new CriticalPath(11, List.of("y", "z")));
    }

    @Test
    void refusesAStateThatItDoesNotKnow() throws JsonProcessingException {
        var machine = json("""
                {"StartAt": "a", "States": {"a": {"Type": "Wait", "Seconds": 1, "End": true}}}""");

        assertThatIllegalArgumentException().isThrownBy(() -> CriticalPath.of(machine, _ -> 0));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}

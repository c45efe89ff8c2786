package dev.tenantry.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.template.evaluation.TemplateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes of CloudFormation User Guide, "Parameters section syntax reference". */
class ParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Type: String, AllowedValues: [a, b] | c | is none of AllowedValues",
                "Type: String, AllowedPattern: '[a-z]+' | 9 | does not match",
                "Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: lower case only | A | lower case only",
                "Type: String, MinLength: 3 | ab | below MinLength",
                "Type: String, MaxLength: 3 | abcd | above MaxLength",
                "Type: Number, MinValue: 10 | 9 | below MinValue",
                "Type: Number, MaxValue: 10 | 10.5 | above MaxValue",
                "Type: Number | ten | is no number",
                "Type: List<Number> | 1,x | is no number",
                "Type: String, Colour: red | x | Parameters.P.Colour is not supported",
                "Type: AWS::EC2::KeyPair::KeyName | k | Parameters.P.Type is not supported",
            })
    void aValueThatBreaksTheDeclarationIsRefused(String declaration, String value, String message) {
        assertThatThrownBy(() -> outputOf(declaration, Map.of("P", value)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aGivenValueReplacesTheDefault() {
        assertThat(outputOf("Type: String, Default: own", Map.of())).isEqualTo("own");
        assertThat(outputOf("Type: String, Default: own", Map.of("P", "given"))).isEqualTo("given");
    }

    @Test
    void aParameterWithoutAnyValueIsAnError() {
        assertThatThrownBy(() -> outputOf("Type: String", Map.of())).hasMessageContaining("P has no value");
    }

    @Test
    void aValueForNoParameterIsAnError() {
        assertThatThrownBy(() -> outputOf("Type: String, Default: a", Map.of("Q", "x")))
                .hasMessageContaining("There is no parameter Q");
    }

    @Test
    void theValueOfARefusedParameterStaysOutOfTheMessage() {
        assertThatThrownBy(() -> outputOf("Type: String, AllowedPattern: '[0-9]+'", Map.of("P", "hunter2")))
                .message()
                .doesNotContain("hunter2");
    }

    private static String outputOf(String declaration, Map<String, String> given) {
        return Templates.output("!Ref P", "Parameters:\n  P: {" + declaration + "}\n", given);
    }
}

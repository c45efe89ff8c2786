package dev.tenantry.local.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After Amazon EventBridge User Guide, "Creating Amazon EventBridge event patterns" and "Comparison operators". */
class EventPatternTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // pattern | event | fits
                "{'a':['x']} | {'a':'x'} | true",
                "{'a':['x','y']} | {'a':'y'} | true",
                "{'a':['x']} | {'a':'z'} | false",
                "{'a':['x']} | {} | false",
                "{'a':['x'],'b':[1]} | {'a':'x','b':1} | true",
                "{'a':['x'],'b':[1]} | {'a':'x','b':2} | false",
                "{'a':{'b':['x']}} | {'a':{'b':'x','c':1}} | true",
                "{'a':{'b':['x']}} | {'a':'x'} | false",
                "{'a':['x']} | {'a':['w','x']} | true",
                "{'a':{'b':['x']}} | {'a':[{'b':'w'},{'b':'x'}]} | true",
                "{'a':[null]} | {'a':null} | true",
                "{'a':[null]} | {} | false",
                "{'a':['']} | {'a':''} | true",
                "{'a':[true]} | {'a':true} | true",
                "{'a':[300]} | {'a':300.0} | true",
                "{'a':['300']} | {'a':300} | false",
                "{'a':[{'prefix':'us-'}]} | {'a':'us-east-1'} | true",
                "{'a':[{'prefix':'us-'}]} | {'a':'eu-west-1'} | false",
                "{'a':[{'prefix':{'equals-ignore-case':'US-'}}]} | {'a':'us-east-1'} | true",
                "{'a':[{'suffix':'.png'}]} | {'a':'i.png'} | true",
                "{'a':[{'suffix':'.png'}]} | {'a':'i.jpg'} | false",
                "{'a':[{'equals-ignore-case':'aLice'}]} | {'a':'Alice'} | true",
                "{'a':[{'wildcard':'dir/*/f.??'}]} | {'a':'dir/a/b/f.??'} | true",
                "{'a':[{'wildcard':'dir/*.png'}]} | {'a':'dir/a.jpg'} | false",
                "{'a':[{'wildcard':'1\\\\*2'}]} | {'a':'1*2'} | true",
                "{'a':[{'wildcard':'1\\\\*2'}]} | {'a':'1x2'} | false",
                "{'a':[{'anything-but':'x'}]} | {'a':'y'} | true",
                "{'a':[{'anything-but':'x'}]} | {'a':'x'} | false",
                "{'a':[{'anything-but':'x'}]} | {} | false",
                "{'a':[{'anything-but':['x','y']}]} | {'a':'y'} | false",
                "{'a':[{'anything-but':[1,2]}]} | {'a':3} | true",
                "{'a':[{'anything-but':{'prefix':'init'}}]} | {'a':'initial'} | false",
                "{'a':[{'anything-but':{'prefix':'init'}}]} | {'a':'final'} | true",
                "{'a':[{'exists':true}]} | {'a':null} | true",
                "{'a':[{'exists':true}]} | {} | false",
                "{'a':[{'exists':false}]} | {} | true",
                "{'a':[{'exists':false}]} | {'a':1} | false",
                "{'a':{'b':[{'exists':false}]}} | {} | true",
                "{'a':[{'numeric':['>',0,'<=',5]}]} | {'a':5} | true",
                "{'a':[{'numeric':['>',0,'<=',5]}]} | {'a':0} | false",
                "{'a':[{'numeric':['=',3.018e2]}]} | {'a':301.8} | true",
                "{'a':[{'numeric':['>',0]}]} | {'a':'5'} | false",
                "{'$or':[{'a':['x']},{'b':['y']}]} | {'b':'y'} | true",
                "{'$or':[{'a':['x']},{'b':['y']}]} | {'b':'z'} | false",
                "{'a':['x',{'prefix':'y'}]} | {'a':'yz'} | true",
                "{'a':[{'cidr':'10.0.0.0/24'}]} | {'a':'10.0.0.255'} | true",
                "{'a':[{'cidr':'10.0.0.0/24'}]} | {'a':'10.0.1.0'} | false",
                // Comparisons are about values, and an object is none: "Event patterns only match leaf nodes".
                "{'a':[{'exists':true}]} | {'a':{'b':1}} | false",
                "{'a':[{'exists':false}]} | {'a':{'b':1}} | true",
                "{'a':[{'anything-but':'x'}]} | {'a':{'b':1}} | false",
                "{'a':[{'anything-but':{'prefix':'x'}}]} | {'a':{'b':1}} | false",
                "{'a':{'b':[{'exists':false}]}} | {'a':{'b':{'c':1}}} | true",
            })
    void fitsAsEventBridgeSays(String pattern, String event, boolean fits) throws JsonProcessingException {
        var read = EventPattern.of(JSON.readTree(pattern.replace('\'', '"')));

        assertThat(read.matches(JSON.readTree(event.replace('\'', '"')))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Empty objects are not allowed",
                "[] | Filter is not an object",
                "{'a':'x'} | must be an object or an array",
                "{'a':[]} | Empty arrays are not allowed",
                "{'a':[{'near':'x'}]} | Unrecognized match type near",
                "{'a':[{'prefix':1}]} | prefix match pattern must be a string",
                "{'a':[{'numeric':['>']}]} | Value of > must be numeric",
                "{'a':[{'numeric':['~',1]}]} | Unrecognized numeric range operator: ~",
                "{'a':[{'prefix':'x','suffix':'y'}]} | Only one key allowed",
            })
    void whatItDoesNotKnowIsAnError(String pattern, String message) {
        assertThatThrownBy(() -> EventPattern.of(JSON.readTree(pattern.replace('\'', '"'))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}

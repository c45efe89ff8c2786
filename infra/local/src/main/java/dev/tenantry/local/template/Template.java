package dev.tenantry.local.template;

import dev.tenantry.local.cloudwatch.AlarmResource;
import dev.tenantry.local.template.evaluation.EvaluatedTemplate;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.template.evaluation.TemplateException;
import dev.tenantry.local.template.evaluation.UnsupportedPropertyException;
import dev.tenantry.local.template.support.PropertySupport;
import dev.tenantry.local.template.support.PropertyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A SAM template, resolved for a local run.
 *
 * @param functions its functions
 * @param httpApis its HTTP APIs, each with its routes
 * @param webSocketApis its WebSocket APIs
 * @param stateMachines its state machines
 * @param tables its tables
 * @param queues its queues, those that SAM makes for dead letters included
 * @param keys its KMS keys
 * @param ssmParameters its parameters of Systems Manager
 * @param alarms its alarms
 * @param parameters the values of its own parameters; a list's items are joined by commas
 * @param outputs its outputs by name
 * @param uses every property that a resource sets, with what a local run does with it
 */
public record Template(
        List<FunctionResource> functions,
        List<HttpApiResource> httpApis,
        List<WebSocketApiResource> webSocketApis,
        List<StateMachineResource> stateMachines,
        List<TableResource> tables,
        List<QueueResource> queues,
        List<KeyResource> keys,
        List<ParameterResource> ssmParameters,
        List<AlarmResource> alarms,
        Map<String, String> parameters,
        SequencedMap<String, String> outputs,
        List<PropertyUse> uses) {

    /** Copies the collections. */
    public Template {
        functions = List.copyOf(functions);
        httpApis = List.copyOf(httpApis);
        webSocketApis = List.copyOf(webSocketApis);
        stateMachines = List.copyOf(stateMachines);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        keys = List.copyOf(keys);
        ssmParameters = List.copyOf(ssmParameters);
        alarms = List.copyOf(alarms);
        parameters = Map.copyOf(parameters);
        outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
        uses = List.copyOf(uses);
    }

    /**
     * Reads a template.
     *
     * @param file the template; its relative paths start at its folder
     * @param stack what CloudFormation would know besides
     * @return the resolved template
     * @throws IOException if the file cannot be read
     * @throws TemplateException if the template is wrong
     * @throws UnsupportedPropertyException if it uses what a local run neither honours nor knows to be without effect
     */
    public static Template read(Path file, Stack stack) throws IOException {
        return read(Files.readString(file), file.toAbsolutePath().getParent(), stack);
    }

    /**
     * Reads a template from a text.
     *
     * @param yaml the text
     * @param folder where the template's relative paths start
     * @param stack what CloudFormation would know besides
     * @return the resolved template
     * @throws TemplateException if the template is wrong
     */
    public static Template read(String yaml, Path folder, Stack stack) {
        return new TemplateReader(EvaluatedTemplate.of(yaml, stack), folder).read();
    }

    /**
     * What the template declares that a local run accepts without doing anything about it.
     *
     * @return a line for each reason, naming the properties
     */
    public List<String> withoutEffect() {
        return PropertySupport.withoutEffect(uses);
    }
}

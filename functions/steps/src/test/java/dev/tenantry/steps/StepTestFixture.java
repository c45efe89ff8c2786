package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.execution.FailedExecution;
import dev.tenantry.core.execution.JobFinalizer;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.job.Consent;
import dev.tenantry.core.job.Execution;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.job.SubaccountChoice;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.pendingreview.PendingReview;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.Voice;
import dev.tenantry.core.readiness.ReportedStatus;
import dev.tenantry.core.readiness.ReportedStatus.State;
import dev.tenantry.core.readiness.ReportedStatuses;
import dev.tenantry.core.secret.SecretKind;
import dev.tenantry.core.storage.CapacityMeter;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.LocalTable;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.drift.DriftReport;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.rollback.RollbackInput;
import dev.tenantry.twilio.simulator.storage.Checkpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The steps' handlers between a table, a simulated Twilio and a clock that stands still: everything real but AWS and
 * Twilio themselves. Every call of a handler goes through {@link #outbound()}; what the test itself asks does not.
 */
final class StepTestFixture implements BeforeEachCallback, AfterEachCallback {
    static final OrgId ACME = new OrgId("acme");

    /** A plan that leaves nothing out. */
    static final Plan EVERYTHING = new Plan(
            Optional.of("Acme Ltd"),
            List.of(NumberGroup.of("US", NumberType.LOCAL, 2)),
            new Messaging(
                    Optional.of(URI.create("https://acme.example/sms")),
                    Optional.of(URI.create("https://acme.example/status")),
                    Optional.of("Acme Ltd")),
            Optional.of(new Voice(URI.create("https://acme.example/voice"), Optional.empty())),
            true,
            Optional.of(new SipTrunk(URI.create("sip:pbx.acme.example"))),
            Optional.of(new EmergencyAddress("Acme Ltd", "1 Market St", "San Francisco", "CA", "94105", "US")),
            Optional.of(SpendAlarm.DEFAULT));

    /** How long a function may live, as the template has it. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private final Optional<LocalTable> local;
    private final List<CapacityMeter> meters;
    private final MovedClock clock = new MovedClock();

    private SimulatedTwilio twilio;
    private Table table;
    private FunctionProcess.Tables tables;
    private FunctionProcess process;
    /** These two are started when they are first used: most tests need neither. */
    private FunctionProcess another;

    private FunctionProcess outside;
    private final List<FunctionProcess> running = new ArrayList<>();
    private final TaskTokens tokens = new TaskTokens();
    private Consumer<JobId> attendance = this::approve;
    private BusinessProfile business = RegistrationPlans.ACME;
    private Supplier<GetSecretValueResponse> secret;
    private Supplier<Duration> remainingTime = () -> LIFE;

    /** A rig with a table in DynamoDB Local. */
    StepTestFixture() {
        this(Optional.of(new LocalTable()));
    }

    private StepTestFixture(Optional<LocalTable> local) {
        this(local, List.of());
    }

    private StepTestFixture(Optional<LocalTable> local, List<CapacityMeter> meters) {
        this.local = local;
        this.meters = meters;
    }

    /** A rig whose handlers' requests are metered. */
    static StepTestFixture metered(CapacityMeter meter) {
        return new StepTestFixture(Optional.of(new LocalTable()), List.of(meter));
    }

    /** A rig that is in a hurry: with a {@link MemoryTable}. */
    static StepTestFixture inMemory() {
        return new StepTestFixture(Optional.empty());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        if (local.isPresent()) {
            local.get().beforeEach(context);
            table = local.get().table();
            tables = outbound -> local.get()
                    .table(Stream.concat(Stream.of(outbound.interceptor()), meters.stream())
                            .toArray(ExecutionInterceptor[]::new));
        } else {
            var memory = new MemoryTable();
            table = new Table(memory, "memory");
            tables = outbound -> new Table(memory.behind(outbound), "memory");
        }
        twilio = new SimulatedTwilio();
        process = startProcess();
        storeSecret("{\"accountSid\":\"%s\",\"authToken\":\"%s\"}".formatted(twilio.accountSid(), twilio.authToken()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        stopProcesses();
        twilio.close();
        if (local.isPresent()) {
            local.get().afterEach(context);
        }
    }

    private synchronized FunctionProcess startProcess() {
        try {
            var started = new FunctionProcess(new FunctionProcess.Surroundings(
                    twilio.baseUrl(), tables, () -> secret.get(), clock, tokens, id -> attendance.accept(id)));
            running.add(started);
            return started;
        } catch (Exception failure) {
            throw new IllegalStateException("A process does not start", failure);
        }
    }

    private synchronized void stopProcesses() throws Exception {
        for (var each : running) {
            each.stop();
        }
        running.clear();
        another = null;
        outside = null;
    }

    /** Replaces all processes by ones that reach the table like this. */
    void weaken(UnaryOperator<DynamoDbClient> guards) throws Exception {
        stopProcesses();
        var guarded = tables;
        tables = outbound -> {
            var behind = guarded.behind(outbound);
            return new Table(guards.apply(behind.client()), behind.name());
        };
        process = startProcess();
    }

    /** What the table, Twilio and Step Functions have now, and the time. Processes keep nothing that matters. */
    Checkpoint checkpoint() {
        var items = items();
        var others = List.of(twilio.checkpoint(), tokens.checkpoint(), clock.checkpoint());
        return () -> {
            replaceItems(items);
            others.forEach(Checkpoint::restore);
        };
    }

    private void replaceItems(List<Map<String, AttributeValue>> items) {
        for (var item : items()) {
            var key = Map.of("PK", item.get("PK"), "SK", item.get("SK"));
            table.client().deleteItem(request -> request.tableName(table.name()).key(key));
        }
        for (var item : items) {
            table.client().putItem(request -> request.tableName(table.name()).item(item));
        }
    }

    /** The process of the functions. */
    FunctionProcess process() {
        return process;
    }

    /** What others do about a job's reviews, from now on, whenever a step waits; at first they approve. */
    void attend(Consumer<JobId> action) {
        attendance = action;
    }

    /** All reviewers approve, and somebody looks. A review is decided once, so one at a time. */
    void approve(JobId id) {
        synchronized (tokens) {
            twilio.approveAll();
        }
        hearOfNumbers(id);
        look(id);
    }

    /** Twilio reports which numbers of a job's organisation the carriers have registered for its approved campaign. */
    void hearOfNumbers(JobId id) {
        var job = job(id);
        if (job.step(StepName.REGISTER_CAMPAIGN).status() == StepStatus.COMPLETE) {
            twilio.registeredNumbers(job.orgId()).forEach(sid -> report(job.orgId(), sid, State.APPROVED));
        }
    }

    /** An event of Twilio's about a number, a campaign or a verification has arrived. */
    void report(OrgId orgId, String sid, State state) {
        new ReportedStatuses(table).store(orgId, new ReportedStatus(sid, state, clock.instant()));
    }

    /** What events have reported about an organisation's registrations. */
    Map<String, ReportedStatus> reports(OrgId orgId) {
        return new ReportedStatuses(table).of(orgId);
    }

    /** Somebody looks at all that a job's organisation waits for. */
    void look(JobId id) {
        var reviews = outside().reviews();
        reviews.pending().of(job(id).orgId()).forEach(reviews.checker()::check);
    }

    /** What a step's execution was told, if it was told anything by the token that counts. */
    Optional<TaskTokens.End> endOf(JobId id, StepName step) {
        return tokens.endOf(id.value(), step);
    }

    /** Whether the last attempt at a step that waits failed, so that its state makes another one. */
    boolean mustTryAgain(JobId id, StepName step) {
        return tokens.hasFailed(id.value(), step);
    }

    /** Runs only the function of a step that waits. */
    String submit(JobId id, StepName step) {
        return process.submit(step, new StepInput(id.value(), id.value(), 0), newInvocation())
                .message();
    }

    /** Ends a job of which a step has failed, and takes it up again with a decision about its subaccount. */
    void retry(JobId id, SubaccountChoice choice) {
        cancel(id);
        jobs().update(
                        id,
                        job -> Optional.of(job.retry(
                                job.plan(),
                                Optional.of(choice),
                                Consent.NONE,
                                List.of(job.lastExecution().redriven()),
                                "somebody",
                                clock.instant())));
    }

    /** What an organisation waits for. */
    List<PendingReview> waits(OrgId orgId) {
        return outside().reviews().pending().of(orgId);
    }

    /** Whom plans register from now on, that register somebody; at first it is Acme. */
    void register(BusinessProfile whom) {
        business = whom;
    }

    /** Who the organisation's business is, nobody knows any more. */
    void erase(OrgId orgId) {
        outside().businesses().erase(orgId);
    }

    /** Whether anybody's data of an organisation's business are kept. */
    boolean knowsBusiness(OrgId orgId) {
        return items().stream()
                .anyMatch(item -> item.get("PK").s().equals("ORG#" + orgId.value())
                        && item.get("SK").s().startsWith("BUSINESS#"));
    }

    /** Ends the part of a job that has failed, and takes it up again. */
    void retry(JobId id, StepGroup group) {
        retry(id, group, Consent.NONE);
    }

    /** The same, with somebody's consent. */
    void retry(JobId id, StepGroup group, Consent consent) {
        jobs().update(id, job -> job.finish(clock.instant()));
        jobs().update(
                        id,
                        job -> Optional.of(job.retry(
                                job.plan(),
                                Optional.empty(),
                                consent,
                                List.of(new Execution(
                                        id + "-" + group.word() + "-r"
                                                + job.executions().size(),
                                        "arn")),
                                "somebody",
                                clock.instant())));
    }

    /** A second process of the same functions, which runs when the test says so. */
    synchronized FunctionProcess another() {
        if (another == null) {
            another = startProcess();
        }
        return another;
    }

    /** The process of those who look at reviews. */
    private synchronized FunctionProcess outside() {
        if (outside == null) {
            outside = startProcess();
        }
        return outside;
    }

    MovedClock clock() {
        return clock;
    }

    OutboundCalls outbound() {
        return process.outbound();
    }

    SimulatedTwilio twilio() {
        return twilio;
    }

    TwilioRelay relay() {
        return process.relay();
    }

    JobStore jobs() {
        return new JobStore(table);
    }

    Ledger ledger() {
        return new Ledger(table, clock);
    }

    /** What the operator's secret holds from now on. */
    void storeSecret(String text) {
        answerSecret(() -> GetSecretValueResponse.builder().secretString(text).build());
    }

    /** How Secrets Manager answers from now on. */
    void answerSecret(Supplier<GetSecretValueResponse> answer) {
        secret = answer;
    }

    /** How long the function may live at each moment, from now on, while the clock stands still. */
    void remain(Supplier<Duration> time) {
        remainingTime = time;
    }

    /** Compares an organisation's tenant with Twilio and the plan of its newest job. */
    DriftReport drift(OrgId orgId) {
        return process.drift().scan(List.of(jobs().latest(orgId).orElseThrow()));
    }

    RequestHandler<StepInput, StepOutput> createSubaccount() {
        return handler(StepName.CREATE_SUBACCOUNT);
    }

    RequestHandler<StepInput, StepOutput> buyNumbers() {
        return handler(StepName.BUY_NUMBERS);
    }

    RequestHandler<StepInput, StepOutput> checkSetup() {
        return handler(StepName.CHECK_SETUP);
    }

    /** The handler of a step. */
    RequestHandler<StepInput, StepOutput> handler(StepName step) {
        return process.handler(step);
    }

    RequestHandler<RollbackInput, StepOutput> undo() {
        return process.undo();
    }

    /** Undoes a step once, as its state does. */
    String undo(JobId id, StepName step) {
        return undo(undo(), id, step);
    }

    /** Undoes a step once, in a process. */
    String undo(RequestHandler<RollbackInput, StepOutput> handler, JobId id, StepName step) {
        return undo(handler, id, step, new Execution(id.value(), "arn"));
    }

    /** Undoes a step once, in a process, as its state does in this execution. */
    String undo(RequestHandler<RollbackInput, StepOutput> handler, JobId id, StepName step, Execution execution) {
        var input = new RollbackInput(id.value(), step.id(), execution.name(), execution.redriveCount());
        return handler.handleRequest(input, newInvocation()).message();
    }

    /** Undoes everything, each step once. */
    void undoAll(JobId id) {
        StepName.inRollbackOrder().forEach(step -> undo(id, step));
    }

    /** Asks for a rollback, of which nothing is done yet. */
    void rollBack(JobId id, Rollback choices) {
        jobs().update(
                        id,
                        job -> Optional.of(job.rollBack(
                                choices,
                                new Execution(id + "-rb" + job.executions().size(), "arn"),
                                "somebody",
                                clock.instant())));
    }

    /** Stops a job as the finalizer does when somebody has cancelled it. */
    void cancel(JobId id) {
        var closing = new FailedExecution.Stopped();
        new JobFinalizer(jobs(), clock).finalizeJob(id, job(id).lastExecution(), closing);
    }

    RequestHandler<StepInput, StepOutput> complete() {
        return process.complete();
    }

    /** A job, just asked for: later than all that was done before. */
    JobId newJob(OrgId orgId, Plan plan) {
        clock.advance(Duration.ofMillis(1));
        var id = JobId.next();
        var creation = jobs().create(Job.create(
                id,
                orgId,
                withBusiness(orgId, plan),
                new Execution(id.value(), "arn"),
                true,
                "somebody",
                clock.instant()));
        assertThat(creation).isInstanceOf(JobStore.Creation.Created.class);
        return id;
    }

    /** A plan that registers somebody, with whom that is. */
    private Plan withBusiness(OrgId orgId, Plan plan) {
        return plan.business().isEmpty()
                ? plan
                : plan.withRegistrations(
                        Optional.of(outside().businesses().keep(orgId, business)),
                        plan.a2p(),
                        plan.tollFreeVerification());
    }

    /** A job of acme's whose subaccount is there. */
    JobId newJobWithSubaccount(Plan plan) {
        var id = newJob(ACME, plan);
        run(createSubaccount(), id);
        return id;
    }

    /** Runs a step once, as its function does. */
    String run(RequestHandler<StepInput, StepOutput> handler, JobId id) {
        return run(handler, id, new Execution(id.value(), "arn"));
    }

    /** Runs a step once, as its function does in this execution. */
    String run(RequestHandler<StepInput, StepOutput> handler, JobId id, Execution execution) {
        var input = new StepInput(id.value(), execution.name(), execution.redriveCount());
        return handler.handleRequest(input, newInvocation()).message();
    }

    private LambdaContext newInvocation() {
        var begin = clock.instant();
        return new LambdaContext(() -> remainingTime.get().minus(Duration.between(begin, clock.instant())));
    }

    /** Runs a step once, which must fail so. */
    <T extends Throwable> T fail(Class<T> type, RequestHandler<StepInput, StepOutput> handler, JobId id) {
        return fail(type, handler, id, new Execution(id.value(), "arn"));
    }

    /** Runs a step once in this execution, which must fail so. */
    <T extends Throwable> T fail(
            Class<T> type, RequestHandler<StepInput, StepOutput> handler, JobId id, Execution execution) {
        var failure = catchThrowable(() -> run(handler, id, execution));
        assertThat(failure).isExactlyInstanceOf(type);
        return type.cast(failure);
    }

    /**
     * Runs a step again and again: first with its first call going wrong, then with its second, and so on, until
     * nothing is left to go wrong. Each failure must be one that the state machine tries again.
     *
     * @return how many runs failed
     */
    int runWithEachCallGoingWrong(RequestHandler<StepInput, StepOutput> handler, JobId id, OutboundCalls.Fault fault) {
        for (var index = 0; ; index++) {
            outbound().reset();
            outbound().plan(index, fault);
            try {
                run(handler, id);
                return index;
            } catch (NotProcessedException again) {
                assertThat(again).hasMessageContaining("operator: ");
            }
        }
    }

    /** Runs all steps, and ends the job. */
    void provision(JobId id) {
        run(id, StepName.values());
        run(complete(), id);
    }

    /** Runs these steps, each once. */
    void run(JobId id, StepName... steps) {
        for (var step : steps) {
            run(handler(step), id);
        }
    }

    Job job(JobId id) {
        return jobs().find(id).orElseThrow();
    }

    Step step(JobId id, StepName name) {
        return job(id).step(name);
    }

    /** What the ledger keeps as the secret of a resource, decrypted. */
    String secretOf(ResourceKey key) {
        var kind = key.kind() == ResourceKind.ACCOUNT ? SecretKind.AUTH_TOKEN : SecretKind.API_KEY;
        return process.box().decrypt(key.orgId(), kind, ledger().secret(key).orElseThrow());
    }

    /** The whole table, as it lies there. */
    String everythingStored() {
        return items().toString();
    }

    /** Every item of the table. */
    List<Map<String, AttributeValue>> items() {
        return table.client().scan(scan -> scan.tableName(table.name())).items();
    }

    List<JsonNode> events(JobId id) {
        return jobs().events(id, 0, 1000);
    }

    /** What people read of a step, in order; once where it stays the same. */
    List<String> messages(JobId id, StepName name) {
        return events(id).stream()
                .filter(event -> event.at("/step/name").asText().equals(name.id()))
                .map(event -> event.at("/step/message").asText())
                .distinct()
                .toList();
    }

    /** A plan of so many US local numbers. */
    static Plan numbers(int count) {
        return Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.LOCAL, count));
    }
}

package dev.tenantry.local.template.evaluation;

/** The resource types that mean something to a local run. */
public final class ResourceType {

    public static final String FUNCTION = "AWS::Serverless::Function";
    public static final String HTTP_API = "AWS::Serverless::HttpApi";
    public static final String WEB_SOCKET_API = "AWS::Serverless::WebSocketApi";
    public static final String STATE_MACHINE = "AWS::Serverless::StateMachine";
    public static final String TABLE = "AWS::DynamoDB::Table";
    public static final String KEY = "AWS::KMS::Key";
    public static final String QUEUE = "AWS::SQS::Queue";
    public static final String LOG_GROUP = "AWS::Logs::LogGroup";
    public static final String PARAMETER = "AWS::SSM::Parameter";

    public static final String ALARM = "AWS::CloudWatch::Alarm";
    public static final String TOPIC = "AWS::SNS::Topic";

    private ResourceType() {}
}

package dev.tenantry.local.template;

/** The resource types that mean something to a local run. */
final class ResourceType {

    static final String FUNCTION = "AWS::Serverless::Function";
    static final String HTTP_API = "AWS::Serverless::HttpApi";
    static final String WEB_SOCKET_API = "AWS::Serverless::WebSocketApi";
    static final String STATE_MACHINE = "AWS::Serverless::StateMachine";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String KEY = "AWS::KMS::Key";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String LOG_GROUP = "AWS::Logs::LogGroup";
    static final String PARAMETER = "AWS::SSM::Parameter";

    private ResourceType() {}
}

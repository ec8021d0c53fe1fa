using Amazon.EC2;
using Amazon.KeyManagementService;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

namespace IrSdk.Aws;

// The SDK's own clients with our retries: a client's pipeline can only be reached from inside its type.

internal sealed class Ec2Client : AmazonEC2Client
{
    public Ec2Client(ClientSetup setup)
        : base(setup.Credentials, setup.Apply(new AmazonEC2Config())) => setup.Attach(RuntimePipeline);
}

internal sealed class S3Client : AmazonS3Client
{
    public S3Client(ClientSetup setup)
        : base(setup.Credentials, setup.Apply(new AmazonS3Config()))
    {
        setup.Attach(RuntimePipeline);
        RuntimePipeline.AddHandlerAfter<Marshaller>(new CopySources());
    }
}

internal sealed class SsmClient : AmazonSimpleSystemsManagementClient
{
    public SsmClient(ClientSetup setup)
        : base(setup.Credentials, setup.Apply(new AmazonSimpleSystemsManagementConfig())) => setup.Attach(RuntimePipeline);
}

internal sealed class StsClient : AmazonSecurityTokenServiceClient
{
    public StsClient(ClientSetup setup)
        : base(setup.Credentials, setup.Apply(new AmazonSecurityTokenServiceConfig())) => setup.Attach(RuntimePipeline);
}

internal sealed class KmsClient : AmazonKeyManagementServiceClient
{
    public KmsClient(ClientSetup setup)
        : base(setup.Credentials, setup.Apply(new AmazonKeyManagementServiceConfig())) => setup.Attach(RuntimePipeline);
}

using Amazon.Runtime;
using IrSdk.Aws.AutoScaling;
using IrSdk.Aws.CloudTrail;
using IrSdk.Aws.ElasticLoadBalancing;
using IrSdk.Aws.ElasticLoadBalancingV2;
using IrSdk.Aws.GuardDuty;
using IrSdk.Aws.IdentityManagement;
using IrSdk.Aws.Route53Resolver;

namespace IrSdk.Aws;

/// <summary>One account and region, entered for one purpose. Its clients are made when they are first asked for.</summary>
internal sealed class AwsAccess(AccountId account, ClientSetup setup) : IDisposable
{
    private readonly Dictionary<Type, AmazonServiceClient> made = [];

    public AccountId Account { get; } = account;

    public string Region => setup.Region.SystemName;

    public string Partition => setup.Region.PartitionName;

    public Ec2Client Ec2 => Client(static one => new Ec2Client(one));

    public S3Client S3 => Client(static one => new S3Client(one));

    public SsmClient Ssm => Client(static one => new SsmClient(one));

    public StsClient Sts => Client(static one => new StsClient(one));

    public KmsClient Kms => Client(static one => new KmsClient(one));

    public AmazonIdentityManagementServiceClient Iam => Client(one =>
    {
        var iam = new AmazonIdentityManagementServiceClient(one);
        IamClock.Listen(iam);
        return iam;
    });

    /// <summary>IAM's own time, once it has answered a call; ours before.</summary>
    public ServerClock IamClock { get; } = new(setup.Options.Time);

    public AmazonCloudTrailClient CloudTrail => Client(static one => new AmazonCloudTrailClient(one));

    public AmazonAutoScalingClient AutoScaling => Client(static one => new AmazonAutoScalingClient(one));

    public AmazonElasticLoadBalancingV2Client LoadBalancing => Client(static one => new AmazonElasticLoadBalancingV2Client(one));

    public AmazonElasticLoadBalancingClient ClassicLoadBalancing => Client(static one => new AmazonElasticLoadBalancingClient(one));

    public AmazonRoute53ResolverClient Resolver => Client(static one => new AmazonRoute53ResolverClient(one));

    public AmazonGuardDutyClient GuardDuty => Client(static one => new AmazonGuardDutyClient(one));

    /// <summary>The same, for a question that can do without an answer.</summary>
    public AwsAccess WithoutRetries() => new(Account, setup with { Until = null, Retried = null, Options = setup.Options with { RetryFor = TimeSpan.Zero } });

    public void Dispose()
    {
        lock (made)
        {
            foreach (var client in made.Values)
            {
                client.Dispose();
            }

            made.Clear();
        }
    }

    /// <summary>Handlers call services side by side.</summary>
    private TClient Client<TClient>(Func<ClientSetup, TClient> make)
        where TClient : AmazonServiceClient
    {
        lock (made)
        {
            if (!made.TryGetValue(typeof(TClient), out var client))
            {
                made[typeof(TClient)] = client = make(setup);
            }

            return (TClient)client;
        }
    }
}

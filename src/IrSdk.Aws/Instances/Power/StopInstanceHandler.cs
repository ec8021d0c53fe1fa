using System.Collections.Immutable;
using Amazon.EC2.Model;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>Stops an instance, after it has left its Auto Scaling group, which would terminate a stopped member.</summary>
internal sealed class StopInstanceHandler(HandlerAccess access) : Ending<StopInstance>(access), IAwsHandler<StopInstance>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "InstanceAttribute"),
        .. Ec2Permissions.OnInstance("StopInstances"),
        new("autoscaling:DescribeAutoScalingInstances"),
        new("autoscaling:EnterStandby", "arn:{partition}:autoscaling:*:{account}:autoScalingGroup:*"),
    ];

    protected override async Task EndAsync(string id, PowerBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        await AutoScalingGroups.StandByAsync(step, id, cancellationToken).ConfigureAwait(false);
        await step.Aws.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, cancellationToken).ConfigureAwait(false);
    }

    protected override bool IsEnded(Ec2Instance? host) => Host.IsGone(host) || Host.StateOf(host!) == "stopped";

    protected override string Detail(StopInstance action, PowerBefore prior) => "stopped";
}

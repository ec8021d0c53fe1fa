using System.Collections.Immutable;
using Amazon.EC2.Model;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// Terminates an instance, and lifts the protection against it that the snapshot has set. Volumes that are kept at termination
/// stay. Its Auto Scaling group starts another in its place.
/// </summary>
internal sealed class TerminateInstanceHandler(HandlerAccess access) : Ending<TerminateInstance>(access), IAwsHandler<TerminateInstance>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "InstanceAttribute"),
        .. Ec2Permissions.OnInstance("ModifyInstanceAttribute", "TerminateInstances"),
    ];

    protected override async Task EndAsync(string id, PowerBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        if (prior.RefusesTermination)
        {
            await step.Aws.Ec2.ModifyInstanceAttributeAsync(
                new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = false }, cancellationToken).ConfigureAwait(false);
        }

        await step.Aws.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, cancellationToken).ConfigureAwait(false);
    }

    protected override bool IsEnded(Ec2Instance? host) => host is null || Host.StateOf(host) == "terminated";

    protected override string Detail(TerminateInstance action, PowerBefore prior) => "terminated";
}

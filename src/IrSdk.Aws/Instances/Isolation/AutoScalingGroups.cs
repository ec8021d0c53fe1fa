using Amazon.Runtime;
using IrSdk.Aws.AutoScaling;

namespace IrSdk.Aws;

/// <summary>Takes an instance out of its Auto Scaling group, which would replace and terminate a host that no longer answers.</summary>
internal static class AutoScalingGroups
{
    private const string InService = "InService";

    public static async Task<ScalingBefore?> ReadAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var read = await step.Aws.AutoScaling.DescribeAutoScalingInstancesAsync(new() { InstanceIds = [id] }, cancellationToken).ConfigureAwait(false);
        return (read.AutoScalingInstances ?? []).Find(one => one.InstanceId == id) is { AutoScalingGroupName: { } group, LifecycleState: { } state }
            ? new(group, state)
            : null;
    }

    /// <summary>
    /// Puts it on standby. The group runs one instance less, so that coming back restores its size; where that would fall below
    /// the group's least, the group starts another one instead.
    /// </summary>
    public static async Task StandByAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is not { State: InService } member)
        {
            return;
        }

        try
        {
            await EnterAsync(step, id, member.Group, isCountedOut: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is "ValidationError" or "ValidationException")
        {
            // Either the answer of an earlier try was lost and it is on standby, or the group is at its least size.
            if (await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { State: InService })
            {
                await EnterAsync(step, id, member.Group, isCountedOut: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public static async Task ReturnAsync(AwsStep step, string id, ScalingBefore before, CancellationToken cancellationToken)
    {
        if (before.State == InService && await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { State: "Standby" or "EnteringStandby" })
        {
            await step.Aws.AutoScaling.ExitStandbyAsync(new() { AutoScalingGroupName = before.Group, InstanceIds = [id] }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether it serves again, or is on its way. One that has left the group since is not put back.</summary>
    public static async Task<bool> HasReturnedAsync(AwsStep step, string id, ScalingBefore before, CancellationToken cancellationToken) =>
        before.State != InService || await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is not { State: "Standby" or "EnteringStandby" };

    private static Task<EnterStandbyResponse> EnterAsync(AwsStep step, string id, string group, bool isCountedOut, CancellationToken cancellationToken) =>
        step.Aws.AutoScaling.EnterStandbyAsync(
            new() { AutoScalingGroupName = group, InstanceIds = [id], ShouldDecrementDesiredCapacity = isCountedOut }, cancellationToken);
}

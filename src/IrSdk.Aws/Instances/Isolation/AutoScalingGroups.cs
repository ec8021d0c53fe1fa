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
            await EnterAsync(step, id, member, isCountedOut: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is "ValidationError" or "ValidationException")
        {
            // The group is at its least size, unless another step has taken it out meanwhile.
            if (await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { State: InService })
            {
                await EnterAsync(step, id, member, isCountedOut: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public static async Task ReturnAsync(AwsStep step, string id, ScalingBefore before, CancellationToken cancellationToken)
    {
        if (before.State == InService && await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { State: "Standby" or "EnteringStandby" })
        {
            await ChangeAsync(
                step, id, before, state => state is not ("Standby" or "EnteringStandby"),
                () => step.Aws.AutoScaling.ExitStandbyAsync(new ExitStandbyRequest { AutoScalingGroupName = before.Group, InstanceIds = [id] }.Once(), cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether it serves again, or is on its way. One that has left the group since is not put back.</summary>
    public static async Task<bool> HasReturnedAsync(AwsStep step, string id, ScalingBefore before, CancellationToken cancellationToken) =>
        before.State != InService || await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is not { State: "Standby" or "EnteringStandby" };

    private static Task<ScalingBefore> EnterAsync(AwsStep step, string id, ScalingBefore member, bool isCountedOut, CancellationToken cancellationToken) => ChangeAsync(
        step, id, member, state => state != InService,
        () => step.Aws.AutoScaling.EnterStandbyAsync(
            new EnterStandbyRequest { AutoScalingGroupName = member.Group, InstanceIds = [id], ShouldDecrementDesiredCapacity = isCountedOut }.Once(), cancellationToken),
        cancellationToken);

    /// <summary>Each change moves the group's size by one, and must not do so twice when an answer is lost.</summary>
    private static Task<ScalingBefore> ChangeAsync(AwsStep step, string id, ScalingBefore member, Predicate<string> isDone, Func<Task> change, CancellationToken cancellationToken) =>
        CalledOnce.MakeAsync(
            async () => await ReadAsync(step, id, cancellationToken).ConfigureAwait(false) is { } now && isDone(now.State) ? now : null,
            async () =>
            {
                await change().ConfigureAwait(false);
                return member;
            },
            step,
            cancellationToken);
}

using IrSdk.Runtime;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>Ends an instance and waits, within the step's time, until it shows.</summary>
internal abstract class Ending<TAction>(HandlerAccess access) : Containing<TAction, PowerBefore>(access)
    where TAction : ContainingAction
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>What is left of a step's time for the last reading.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    protected override async Task<PowerBefore> ReadAsync(TAction action, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        var reading = Host.ReadAsync(step, id, cancellationToken);
        var protections = await Protections.ReadAsync(step, id, reading, cancellationToken).ConfigureAwait(false);
        return new(Host.StateOf(await reading.ConfigureAwait(false)), protections.RefusesTermination);
    }

    protected sealed override async Task ApplyAsync(TAction action, PowerBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        if (await Host.FindAsync(step, id, cancellationToken).ConfigureAwait(false) is not { } host || Host.IsGone(host))
        {
            return;
        }

        if (!IsEnded(host))
        {
            await EndAsync(id, prior, step, cancellationToken).ConfigureAwait(false);
        }

        while (!IsEnded(await Host.FindAsync(step, id, cancellationToken).ConfigureAwait(false))
            && step.Context.Time.GetUtcNow() + Pause + Reserve < step.Context.Deadline)
        {
            await Task.Delay(Pause, step.Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    protected sealed override async Task<string?> DriftAsync(TAction action, PowerBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        await Host.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is { } host && !IsEnded(host) ? $"it is {Host.StateOf(host)}" : null;

    /// <summary>Calls for its end.</summary>
    protected abstract Task EndAsync(string id, PowerBefore prior, AwsStep step, CancellationToken cancellationToken);

    /// <summary>Whether it has ended. Null: the account no longer shows it.</summary>
    protected abstract bool IsEnded(Ec2Instance? host);
}

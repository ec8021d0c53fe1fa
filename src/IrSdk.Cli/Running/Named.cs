using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Cli.Running;

/// <summary>
/// Watches the look-ups of what an alert names. One that fails must not keep the response from the others; where all fail, the
/// credentials, the region or the account are wrong, and whoever typed the command can still mend that before anything is done.
/// </summary>
internal sealed class Named(IAccountDirectory directory, IEnumerable<Alert> alerts) : IAccountDirectory
{
    private readonly ImmutableSortedSet<ResourceId> named = [.. alerts.SelectMany(alert => alert.Resources).Select(resource => resource.Id)];
    private readonly ConcurrentDictionary<ResourceId, string> failed = [];

    public async ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken)
    {
        try
        {
            var described = await directory.DescribeAsync(resource, cancellationToken).ConfigureAwait(false);
            if (described is null)
            {
                failed[resource.Id] = $"{resource} does not exist; check its name, account and region.";
            }

            return described;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            failed[resource.Id] = error.Message;
            throw;
        }
    }

    /// <summary>Where nothing that was named could be looked up, nothing that it leads to is asked for: each would wait for the same failure.</summary>
    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) =>
        AllFailed ? new([]) : directory.RelatedAsync(resource, relation, window, cancellationToken);

    /// <exception cref="CliFailure">Nothing that the alerts name could be looked up.</exception>
    public void RequireSome()
    {
        if (AllFailed)
        {
            throw new CliFailure(ExitCodes.Usage, $"Nothing was done, for nothing that the alert names could be looked up: {failed[named[0]]}");
        }
    }

    private bool AllFailed => !named.IsEmpty && named.All(failed.ContainsKey);
}

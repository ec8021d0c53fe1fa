using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Testing;

/// <summary>
/// A playbook whose answers come from elsewhere, from a process of its own for one. The drill's thread waits for each: its clock stands
/// still meanwhile, and the drill goes on where it was.
/// </summary>
internal sealed class AwaitedPlaybook(IPlaybook playbook) : IPlaybook
{
    public string Name => playbook.Name;

    public IncidentKind Kind => playbook.Kind;

    public TimeSpan Deadline => playbook.Deadline;

    public ImmutableArray<string> Techniques => playbook.Techniques;

    public string? Assembly => playbook.Assembly;

    public ValueTask<BoundResponse> RespondAsync(Incident incident, CancellationToken cancellationToken) => new(Awaited(playbook.RespondAsync(incident, cancellationToken)));

    public ValueTask<BoundResponse?> ReassessAsync(Incident incident, Outcomes outcomes, CancellationToken cancellationToken) => new(Awaited(playbook.ReassessAsync(incident, outcomes, cancellationToken)));

    private static T Awaited<T>(ValueTask<T> answer) => answer.AsTask().GetAwaiter().GetResult();
}

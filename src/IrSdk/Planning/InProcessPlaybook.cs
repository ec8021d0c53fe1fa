using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>A playbook whose code runs on the caller's thread, without a limit: one of your own program, a drill's, a test's. What it throws is thrown.</summary>
/// <param name="playbook">The playbook.</param>
/// <param name="assembly">SHA-256 of the assembly that holds it, in lower-case hexadecimal. Null: it is not from a script.</param>
public sealed class InProcessPlaybook(Playbook playbook, string? assembly = null) : IPlaybook
{
    /// <inheritdoc/>
    public string Name => playbook.Name;

    /// <inheritdoc/>
    public IncidentKind Kind => playbook.Kind;

    /// <inheritdoc/>
    public TimeSpan Deadline => playbook.Deadline;

    /// <inheritdoc/>
    public ImmutableArray<string> Techniques => playbook.Techniques;

    /// <inheritdoc/>
    public string? Assembly => assembly;

    /// <inheritdoc/>
    public ValueTask<BoundResponse> RespondAsync(Incident incident, CancellationToken cancellationToken) => new(BoundResponse.Of(playbook.FirstResponse(incident), incident));

    /// <inheritdoc/>
    public ValueTask<BoundResponse?> ReassessAsync(Incident incident, Outcomes outcomes, CancellationToken cancellationToken) =>
        new(playbook.NextResponse?.Invoke(incident, outcomes) is { } response ? BoundResponse.Of(response, incident) : null);
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrSdk;

/// <summary>A playbook that has a name, and still needs the incident type that it handles.</summary>
public sealed class NamedPlaybook
{
    private readonly string name;

    internal NamedPlaybook(string name) => this.name = name;

    /// <summary>The incident type that it responds to.</summary>
    public HandlingPlaybook Handles(IncidentKind kind) => new(name, kind);
}

/// <summary>A playbook that still needs the techniques that it is against.</summary>
public sealed partial class HandlingPlaybook
{
    private readonly string name;
    private readonly IncidentKind kind;

    internal HandlingPlaybook(string name, IncidentKind kind) => (this.name, this.kind) = (name, kind);

    /// <summary>The MITRE ATT&amp;CK techniques that it is against.</summary>
    /// <param name="technique">An id such as <c>T1078.004</c>.</param>
    /// <param name="more">More ids.</param>
    /// <exception cref="ArgumentException">An id has another form.</exception>
    public TargetedPlaybook Against(string technique, params ReadOnlySpan<string> more)
    {
        ImmutableArray<string> techniques = [technique, .. more];
        foreach (var id in techniques.Where(id => !TechniqueId().IsMatch(id)))
        {
            throw new ArgumentException($"'{id}' is not an ATT&CK technique; write an id such as T1078.004.", nameof(technique));
        }

        return new(name, kind, techniques);
    }

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex TechniqueId();
}

/// <summary>A playbook that still needs its deadline.</summary>
public sealed class TargetedPlaybook
{
    private readonly string name;
    private readonly IncidentKind kind;
    private readonly ImmutableArray<string> techniques;

    internal TargetedPlaybook(string name, IncidentKind kind, ImmutableArray<string> techniques) =>
        (this.name, this.kind, this.techniques) = (name, kind, techniques);

    /// <summary>The time from the acceptance of the alert to containment.</summary>
    /// <param name="deadline">A positive span of time.</param>
    public TimedPlaybook ContainWithin(TimeSpan deadline)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        return new(name, kind, techniques, deadline);
    }
}

/// <summary>A playbook that still needs its response.</summary>
public sealed class TimedPlaybook
{
    private readonly string name;
    private readonly IncidentKind kind;
    private readonly ImmutableArray<string> techniques;
    private readonly TimeSpan deadline;

    internal TimedPlaybook(string name, IncidentKind kind, ImmutableArray<string> techniques, TimeSpan deadline) =>
        (this.name, this.kind, this.techniques, this.deadline) = (name, kind, techniques, deadline);

    /// <summary>The same response to every incident.</summary>
    public Playbook Respond(Response response) => Respond(_ => response);

    /// <summary>A response that ordinary C# decides from the incident. It must have no side effects.</summary>
    public Playbook Respond(Func<Incident, Response> response) => new(name, kind, techniques, deadline, response);
}

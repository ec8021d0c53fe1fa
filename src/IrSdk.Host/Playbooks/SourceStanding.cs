using IrSdk.Scripting;
using IrSdk.Sources;

namespace IrSdk.Host.Playbooks;

/// <summary>Where a source stands.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Development">Whether nobody need have reviewed it.</param>
/// <param name="At">When it was last looked at, in UTC.</param>
/// <param name="Reason">Why its newest commit does not serve. Null: it does.</param>
/// <param name="Serving">The commit that serves. Null: none, or the source is a folder.</param>
public sealed record SourceStanding(string Source, bool Development, DateTimeOffset At, string? Reason, ServedCommit? Serving)
{
    /// <summary>The commit that was refused. Null: none.</summary>
    public string? Refused { get; init; }

    /// <summary>Its place in the sources file, from 0.</summary>
    public int Order { get; init; }
}

using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>Where a playbook came from, and who answers for it: kept in the journal of every incident that it responds to.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Location">The repository's address, or the folder.</param>
/// <param name="Gate">What the gate said, in a few words.</param>
public sealed record PlaybookOrigin(string Source, string Location, string Gate)
{
    /// <summary>The commit's full id. Null: it is from a folder.</summary>
    public string? Commit { get; init; }

    /// <summary>The full id of the commit's tree. Null: it is from a folder.</summary>
    public string? Tree { get; init; }

    /// <summary>Who signed the commit. Empty: nobody.</summary>
    public ImmutableArray<string> Signers { get; init; } = [];

    /// <summary>Who else signed its tree. Empty: nobody.</summary>
    public ImmutableArray<string> Approvals { get; init; } = [];

    /// <summary>Whether it is a development source, which nobody need have reviewed. Then everything that people read says so.</summary>
    public bool Development { get; init; }

    /// <summary>It in one sentence.</summary>
    public override string ToString()
    {
        var from = Commit is null ? $"source {Source}, the folder {Location}" : $"source {Source} at {Commit[..12]}";
        return Development
            ? $"Unreviewed development source: the playbook is from {from}; use a source with signers for real incidents."
            : $"The playbook is from {from}, signed by {Names(Signers)}, approved by {Names(Approvals)}; the gate {Gate}.";
    }

    private static string Names(ImmutableArray<string> names) => names.IsEmpty ? "nobody" : string.Join(", ", names);
}

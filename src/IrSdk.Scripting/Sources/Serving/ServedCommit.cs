using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>A commit that was taken from a source.</summary>
public sealed record ServedCommit
{
    /// <summary>Its full id.</summary>
    public required string Commit { get; init; }

    /// <summary>Its tree's full id.</summary>
    public required string Tree { get; init; }

    /// <summary>When it was taken, in UTC, by our own clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The signatures that counted. Empty: nobody need have signed.</summary>
    public required ImmutableArray<CommitSignature> Signatures { get; init; }

    /// <summary>Its playbooks, each of which passed the gate.</summary>
    public required ImmutableArray<ServedPlaybook> Playbooks { get; init; }

    /// <summary>SHA-256 over its files, in lower-case hexadecimal.</summary>
    public required string Content { get; init; }

    /// <summary>Whether it was taken from a development source, unreviewed.</summary>
    public bool Development { get; init; }
}

/// <summary>A playbook of a commit that was taken.</summary>
/// <param name="Path">Its script, from the source's folder.</param>
/// <param name="Name">Its name.</param>
/// <param name="Assembly">SHA-256 of the assembly that it became.</param>
/// <param name="Warnings">How many warnings the gate had.</param>
public sealed record ServedPlaybook(string Path, string Name, string Assembly, int Warnings);

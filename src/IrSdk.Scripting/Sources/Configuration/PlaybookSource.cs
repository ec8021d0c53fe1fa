using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Where playbooks come from, and who must have signed them. Read from a sources file; see <see cref="SourcesFile"/>.</summary>
public sealed record PlaybookSource
{
    internal PlaybookSource(string name) => Name = name;

    /// <summary>Its name: two or more lower-case letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>The repository: an https or ssh URL, or a full path. Null: a folder on this machine (<see cref="Directory"/>).</summary>
    public string? Repository { get; internal init; }

    /// <summary>A local folder that is used as it is; only of a development source. Null: a repository.</summary>
    public string? Directory { get; internal init; }

    /// <summary>The branch. Default: <c>main</c>.</summary>
    public string Branch { get; internal init; } = "main";

    /// <summary>The folder of the repository that holds the playbooks. Empty: all of it.</summary>
    public string Folder { get; internal init; } = "";

    /// <summary>How many people besides the commit's signer must have signed its tree. Default: 1.</summary>
    public int Approvals { get; internal init; } = 1;

    /// <summary>Whether nobody need have signed; then every page, journal and message says so. Default: false.</summary>
    public bool Development { get; internal init; }

    /// <summary>How large a commit may be.</summary>
    public SourceLimits Limits { get; internal init; } = new();

    internal ImmutableArray<AllowedSigner> Signers { get; init; } = [];

    internal ImmutableArray<SigningKey> MergeKeys { get; init; } = [];

    internal PackagePolicy Packages { get; init; } = PackagePolicy.None;
}

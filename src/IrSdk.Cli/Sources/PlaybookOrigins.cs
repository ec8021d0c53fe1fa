using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Sources;

/// <summary>Where a playbook of a source came from, as journals and pages say it. Shared by <c>ir</c> and the host.</summary>
internal static class PlaybookOrigins
{
    public static PlaybookOrigin Of(PlaybookSource source, ServedSource served, int warnings)
    {
        var commit = served.Commit;
        return new(source.Name, source.Repository ?? served.Folder, warnings switch { 0 => "passed it", 1 => "passed it with 1 warning", _ => $"passed it with {warnings} warnings" })
        {
            Commit = commit?.Commit,
            Tree = commit?.Tree,
            Signers = [.. (commit?.Signatures ?? []).Where(one => one.Role != SignatureRole.Approval).Select(one => one.Signer)],
            Approvals = [.. (commit?.Signatures ?? []).Where(one => one.Role == SignatureRole.Approval).Select(one => one.Signer)],
            Development = source.Development,
        };
    }
}

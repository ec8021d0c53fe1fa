namespace IrSdk.Scripting.Tests;

/// <summary>Scripts that several tests share.</summary>
internal static class Scripts
{
    public const string Head = """Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes())""";

    public const string Plain = $"return {Head}.Respond(Preserve.Snapshot().Then.Quarantine());";

    /// <summary>The playbook of the design.</summary>
    public const string CredentialCompromise = """
        return Playbook.Named("credential-compromise")
            .Handles(IncidentKind.CredentialCompromise)
            .Against("T1078.004", "T1550.001")
            .ContainWithin(5.Minutes())
            .Respond(Preserve
                .Identity()
                .And.ApiActivity(last: 72.Hours())
                .And.Snapshot()
                .And.Processes()
                .And.NetworkFlows()
                .Then.RevokeKeys()
                .And.RevokeSessions()
                .And.Quarantine()
                .Then.OpenTicket()
                .Then.PageOnCall());
        """;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrSdk.Tests.Playbooks;

/// <summary>What must not compile does not, and says why.</summary>
public sealed class StagingTests
{
    [Theory]
    [InlineData("Preserve.Quarantine()", "CS1929")]
    [InlineData("Preserve.RevokeKeys()", "CS1929")]
    [InlineData("Preserve.OpenTicket()", "CS1929")]
    [InlineData("Preserve.Snapshot().And.Quarantine()", "CS1929")]
    [InlineData("Preserve.Snapshot().Then.Quarantine().And.Snapshot()", "CS1929")]
    [InlineData("Preserve.Snapshot().Then.Quarantine().OrContinue()", "CS1929")]
    [InlineData("Preserve.Snapshot().RequireApproval()", "CS1929")]
    [InlineData("new SnapshotVolumes(new Bucket(new AccountId(\"111122223333\"), \"us-east-1\", \"b\"))", "CS1503")]
    [InlineData("Playbook.Named(\"x\").Respond(Preserve.Snapshot())", "CS1061")]
    [InlineData("Playbook.Named(\"x\").Handles(IncidentKind.Malware).ContainWithin(5.Minutes())", "CS1061")]
    [InlineData("Playbook.Named(\"x\").Handles(IncidentKind.Malware).Against(\"T1078\").Respond(Preserve.Snapshot())", "CS1061")]
    [InlineData("Playbook.Named(\"x\").Handles(IncidentKind.Malware).Against().ContainWithin(5.Minutes())", "CS7036")]
    public void Expression_OutOfOrder_DoesNotCompile(string expression, string id) =>
        ErrorsOf(expression).Should().Contain(id);

    [Theory]
    [InlineData("Preserve.Snapshot().Then.Quarantine()")]
    [InlineData("Preserve.Snapshot(i => i.Instances.Where(x => x.IsProduction)).OrWait(5.Minutes()).Then.Quarantine().RequireApproval()")]
    [InlineData("Preserve.Identity().And.ApiActivity(last: 72.Hours()).Then.RevokeKeys().And.RevokeSessions().Then.OpenTicket().Then.PageOnCall()")]
    [InlineData("Preserve.Snapshot().Then.Quarantine().Then.Memory().Then.Scan().MaxAffected(3).Without(Evidence.Processes, on: i => i.Instances, because: \"no agent\")")]
    [InlineData("Playbook.Named(\"x\").Handles(IncidentKind.Malware).Against(\"T1078\").ContainWithin(5.Minutes()).Respond(i => i.Confidence.Value > 80 ? Preserve.Snapshot().Then.Quarantine() : Preserve.Snapshot()).Reassess((i, o) => o.Rounds > 2 ? null : Preserve.Identity())")]
    public void Expression_InOrder_Compiles(string expression) => ErrorsOf(expression).Should().BeEmpty();

    private static string[] ErrorsOf(string expression)
    {
        var source = $$"""
            using System; using System.Linq; using IrSdk; using static IrSdk.First;
            static class Snippet { static object Value() => {{expression}}; }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "snippet", [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)], references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.Id)];
    }
}

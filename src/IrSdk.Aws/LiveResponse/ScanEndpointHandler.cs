using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Scans a host through its SSM agent: with ClamAV where it is installed, and for what hostile code does to stay. It reports and
/// removes nothing; the report is kept with the evidence.
/// </summary>
internal sealed class ScanEndpointHandler(HandlerAccess access) : AwsHandler<ScanEndpoint>(access), IAwsHandler<ScanEndpoint>
{
    private const string Name = "scan.txt";

    public static ImmutableArray<AwsPermission> Permissions => HostAgent.Permissions;

    protected override async Task<StepResult> ExecuteAsync(ScanEndpoint action, AwsStep step, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(HostAgent.SecondsFor(step) - 15, 5).ToString(CultureInfo.InvariantCulture);
        var script = new HostScript("scan.sh") { Variables = new Dictionary<string, string> { ["IRSDK_SECONDS"] = seconds } };
        return await ResultAsync(step, await HostReport.CaptureAsync(step, action.Resource.Id.Name, script, Name, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<Reconciliation> ReconcileAsync(ScanEndpoint action, AwsStep step, CancellationToken cancellationToken) =>
        await step.Evidence.FindAsync(step.Context, Name, cancellationToken).ConfigureAwait(false) is { } stored
            ? Reconciliation.Done(await ResultAsync(step, stored, cancellationToken).ConfigureAwait(false))
        : await HostAgent.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is null ? Reconciliation.NotDone
        : Reconciliation.PartlyDone;

    private static async Task<StepResult> ResultAsync(AwsStep step, StoredEvidence stored, CancellationToken cancellationToken)
    {
        var lines = Encoding.UTF8.GetString(await step.Evidence.ReadAsync(step.Context, stored, cancellationToken).ConfigureAwait(false)).Split('\n');
        var findings = lines.Count(line => line.StartsWith("finding: ", StringComparison.Ordinal));
        var said = findings == 0 ? "nothing found" : string.Create(CultureInfo.InvariantCulture, $"{findings} {(findings == 1 ? "finding" : "findings")}");
        return new()
        {
            Detail = lines.Contains("scanner: none") ? $"{said}, without a scanner on the host" : said,
            Proof = Proof.Verified,
            Reference = stored.Location,
        };
    }
}

using IrSdk.Aws.Wire;

namespace IrSdk.Aws.GuardDuty;

/// <summary>GuardDuty, with the names of the official package.</summary>
internal sealed class AmazonGuardDutyClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("GuardDuty", "guardduty", "guardduty", WireProtocol.RestJson);

    public Task<ListDetectorsResponse> ListDetectorsAsync(ListDetectorsRequest request, CancellationToken cancellationToken = default) => CallAsync<ListDetectorsResponse>(request, cancellationToken);

    public Task<GetFindingsResponse> GetFindingsAsync(GetFindingsRequest request, CancellationToken cancellationToken = default) => CallAsync<GetFindingsResponse>(request, cancellationToken);
}

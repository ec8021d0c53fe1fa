using IrSdk.Aws.Wire;

namespace IrSdk.Aws.CloudTrail;

/// <summary>CloudTrail, with the names of the official package.</summary>
internal sealed class AmazonCloudTrailClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("CloudTrail", "cloudtrail", "cloudtrail", WireProtocol.Json)
    {
        TargetPrefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
    };

    public Task<DescribeTrailsResponse> DescribeTrailsAsync(DescribeTrailsRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeTrailsResponse>(request, cancellationToken);

    public Task<GetTrailStatusResponse> GetTrailStatusAsync(GetTrailStatusRequest request, CancellationToken cancellationToken = default) => CallAsync<GetTrailStatusResponse>(request, cancellationToken);

    public Task<GetEventSelectorsResponse> GetEventSelectorsAsync(GetEventSelectorsRequest request, CancellationToken cancellationToken = default) => CallAsync<GetEventSelectorsResponse>(request, cancellationToken);

    public Task<LookupEventsResponse> LookupEventsAsync(LookupEventsRequest request, CancellationToken cancellationToken = default) => CallAsync<LookupEventsResponse>(request, cancellationToken);

    public Task<CreateTrailResponse> CreateTrailAsync(CreateTrailRequest request, CancellationToken cancellationToken = default) => CallAsync<CreateTrailResponse>(request, cancellationToken);

    public Task<StartLoggingResponse> StartLoggingAsync(StartLoggingRequest request, CancellationToken cancellationToken = default) => CallAsync<StartLoggingResponse>(request, cancellationToken);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Web;

namespace IrSdk.Aws.Tests;

/// <summary>A call as it went over the wire.</summary>
/// <param name="Order">From 1, in the order in which calls were sent.</param>
/// <param name="Service">The signed service, such as <c>iam</c>.</param>
/// <param name="Operation">The operation, such as <c>UpdateAccessKey</c>.</param>
/// <param name="Status">The answer's status; 0 when there was none.</param>
public sealed record RecordedCall(int Order, string Service, string Operation, int Status)
{
    /// <summary>The IAM action that allows it.</summary>
    public string Action => Service == "s3" ? $"s3:{S3Action}" : $"{Service}:{Operation}";

    private string S3Action => Operation switch
    {
        "ListObjectsV2" or "HeadBucket" => "ListBucket",
        "HeadObject" => "GetObject",
        "HeadObjectVersion" => "GetObjectVersion",
        "CopyObject" or "UploadPart" or "CreateMultipartUpload" or "CompleteMultipartUpload" => "PutObject",
        _ => Operation,
    };
}

/// <summary>Records every call that leaves the provider, in order.</summary>
public sealed class CallLog(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<RecordedCall> calls = new();
    private readonly ConcurrentDictionary<int, string> places = new();
    private int sent;

    /// <summary>The path of each call, by its order.</summary>
    public IReadOnlyDictionary<int, string> Places => places;

    public ImmutableArray<RecordedCall> Calls => [.. calls.OrderBy(call => call.Order)];

    /// <summary>The IAM actions of the calls so far, each once.</summary>
    public ImmutableArray<string> Actions => [.. calls.Select(call => call.Action).Distinct().Order(StringComparer.Ordinal)];

    public void Clear() => calls.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var order = Interlocked.Increment(ref sent);
        var (service, operation) = await NameAsync(request, cancellationToken);
        places[order] = request.RequestUri!.AbsolutePath;
        var status = 0;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            return response;
        }
        finally
        {
            calls.Enqueue(new(order, service, operation, status));
        }
    }

    /// <summary>Service and operation of a signed request.</summary>
    public static async Task<(string Service, string Operation)> NameAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signed = request.Headers.TryGetValues("Authorization", out var values) ? string.Concat(values) : "";
        var scope = signed.Split("Credential=").ElementAtOrDefault(1)?.Split(',')[0].Split('/');
        var service = scope?.ElementAtOrDefault(3) ?? "unsigned";
        if (request.Headers.TryGetValues("X-Amz-Target", out var target))
        {
            return (service, string.Concat(target).Split('.')[^1]);
        }

        if (service == "s3")
        {
            return (service, S3Operation.Of(request));
        }

        if (request.Content?.Headers.ContentType?.MediaType == "application/x-www-form-urlencoded")
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken);
            var form = HttpUtility.ParseQueryString(await request.Content.ReadAsStringAsync(cancellationToken));
            return (service, form["Action"] ?? "unknown");
        }

        return (service, $"{request.Method} {request.RequestUri!.AbsolutePath}");
    }
}

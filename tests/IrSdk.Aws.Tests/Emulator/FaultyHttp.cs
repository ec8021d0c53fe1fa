using System.Net;
using System.Text;

namespace IrSdk.Aws.Tests;

/// <summary>How often what goes wrong, each from 0 to 1.</summary>
public sealed record FaultRates
{
    /// <summary>Refused as too fast, before the server sees it.</summary>
    public double Throttled { get; init; }

    /// <summary>Answered 503, before the server sees it.</summary>
    public double Unavailable { get; init; }

    /// <summary>Done by the server, and the answer lost.</summary>
    public double Lost { get; init; }

    /// <summary>Added to every call.</summary>
    public TimeSpan Latency { get; init; }
}

/// <summary>A network that throttles, fails, loses answers and is slow, from a seed.</summary>
public sealed class FaultyHttp(HttpMessageHandler inner, FaultRates rates, int seed) : DelegatingHandler(inner)
{
    private readonly Random random = new(seed);
    private int faults;

    /// <summary>How many calls went wrong.</summary>
    public int Faults => faults;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        double roll;
        lock (random)
        {
            roll = random.NextDouble();
        }

        if (rates.Latency > TimeSpan.Zero)
        {
            await Task.Delay(rates.Latency, cancellationToken);
        }

        if (roll < rates.Throttled + rates.Unavailable)
        {
            Interlocked.Increment(ref faults);
            return await RefuseAsync(request, roll < rates.Throttled, cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (roll < rates.Throttled + rates.Unavailable + rates.Lost)
        {
            Interlocked.Increment(ref faults);
            response.Dispose();
            throw new HttpRequestException("The connection was closed before the answer came.", new IOException("Connection reset by peer"));
        }

        return response;
    }

    /// <summary>As each protocol writes it.</summary>
    internal static async Task<HttpResponseMessage> RefuseAsync(HttpRequestMessage request, bool throttled, CancellationToken cancellationToken)
    {
        var (service, _) = await CallLog.NameAsync(request, cancellationToken);
        var code = (service, throttled) switch
        {
            ("s3", _) => "SlowDown",
            ("ec2", true) => "RequestLimitExceeded",
            (_, true) => "ThrottlingException",
            _ => "ServiceUnavailable",
        };
        var isJson = request.Headers.Contains("X-Amz-Target") || service is "guardduty";
        var body = isJson ? $$"""{"__type":"{{code}}","message":"Rate exceeded"}"""
            : service == "ec2" ? $"<Response><Errors><Error><Code>{code}</Code><Message>Request limit exceeded.</Message></Error></Errors><RequestID>1</RequestID></Response>"
            : service == "s3" ? $"<Error><Code>{code}</Code><Message>Please reduce your request rate.</Message><RequestId>1</RequestId></Error>"
            : $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        return new(throttled && service is not ("s3" or "ec2") ? HttpStatusCode.BadRequest : HttpStatusCode.ServiceUnavailable)
        {
            RequestMessage = request,
            Content = new StringContent(body, Encoding.UTF8, isJson ? "application/x-amz-json-1.1" : "text/xml"),
        };
    }
}

/// <summary>Answers some operations 503, always; the server never sees them.</summary>
internal sealed class Unavailable(HttpMessageHandler inner, params string[] operations) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
        return operations.Contains(operation)
            ? await FaultyHttp.RefuseAsync(request, throttled: false, cancellationToken)
            : await base.SendAsync(request, cancellationToken);
    }
}

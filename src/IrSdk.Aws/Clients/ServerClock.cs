using System.Globalization;
using Amazon.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// The service's own clock, from the <c>Date</c> header of its answers. What AWS compares with its clock must be said by it:
/// a responder's clock that is slow, or in local time, would leave sessions alive.
/// </summary>
internal sealed class ServerClock(TimeProvider time)
{
    private TimeSpan ahead;

    public DateTimeOffset Now => time.GetUtcNow() + ahead;

    public void Listen(AmazonServiceClient client) => client.AfterResponseEvent += (_, answered) =>
    {
        if (answered is WebServiceResponseEventArgs { ResponseHeaders: { } headers }
            && headers.TryGetValue("Date", out var date)
            && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var said))
        {
            ahead = said - time.GetUtcNow();
        }
    };
}

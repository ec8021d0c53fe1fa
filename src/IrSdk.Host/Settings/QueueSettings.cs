namespace IrSdk.Host.Settings;

/// <summary>A queue of Amazon SQS that alerts come by, reached with the SDK's own credentials (environment, profile, the machine's role).</summary>
public sealed class QueueSettings
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>The queue's URL, such as <c>https://sqs.eu-west-1.amazonaws.com/111122223333/irsdk-alerts</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>The queue's region. Default: the one in its URL.</summary>
    public string? Region { get; set; }

    /// <summary>How many messages are taken at once, 1 to 100. Default: 10.</summary>
    public int AtOnce { get; set; } = 10;

    /// <summary>For how long a message is hidden from others at a time, while it is being taken again and again: how soon it comes again when the host has died. 5 seconds to 12 hours. Default: 30 seconds.</summary>
    public TimeSpan Visibility { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long a message is held back from others while the journal cannot be written, 1 minute to 12 hours. Default: an hour; after it the message comes again.</summary>
    public TimeSpan LongestVisibility { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The URL of the queue, in the same region, that messages which cannot be read are moved to. Null: they are kept in the journal only, by hash and beginning.</summary>
    public Uri? Parking { get; set; }

    /// <summary>The region that the settings come to. Null: neither says one.</summary>
    internal string? RegionName => Region ?? (Address?.Host.Split('.') is ["sqs", var region, "amazonaws", ..] ? region : null);

    internal IEnumerable<string> Mistakes
    {
        get
        {
            if (!IsQueue(Address))
            {
                yield return $"Alerts:Queue:Address is '{Address}'; write the queue's URL.";
            }

            if (IsQueue(Address) && RegionName is null)
            {
                yield return $"Alerts:Queue:Region is missing, and the queue's URL names none; write the region.";
            }

            if (Parking is not null && !IsQueue(Parking))
            {
                yield return $"Alerts:Queue:Parking is '{Parking}'; write the queue's URL, or leave it out.";
            }

            if (Parking is not null && Parking == Address)
            {
                yield return "Alerts:Queue:Parking is the queue itself, so what cannot be read would come again for ever; name another queue.";
            }

            if (AtOnce is < 1 or > 100)
            {
                yield return $"Alerts:Queue:AtOnce is {AtOnce}; write 1 to 100.";
            }

            if (Visibility < TimeSpan.FromSeconds(5) || Visibility > Longest)
            {
                yield return $"Alerts:Queue:Visibility is {Visibility}; write 00:00:05 to 12:00:00.";
            }

            if (LongestVisibility < TimeSpan.FromMinutes(1) || LongestVisibility > Longest)
            {
                yield return $"Alerts:Queue:LongestVisibility is {LongestVisibility}; write 00:01:00 to 12:00:00.";
            }
        }
    }

    private static bool IsQueue(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" or "http" } && address.AbsolutePath.Length > 1;
}

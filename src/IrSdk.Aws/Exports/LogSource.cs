using System.Globalization;
using System.Text.RegularExpressions;

namespace IrSdk.Aws;

/// <summary>Log objects that a service delivers to a bucket, under keys that sort by time.</summary>
/// <param name="Kind">What they are evidence of.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What all keys begin with; the date follows.</param>
internal sealed partial record LogSource(Evidence Kind, string Bucket, string Prefix)
{
    /// <summary>How the date follows the prefix. Default: folders of year, month and day.</summary>
    public string DateFormat { get; init; } = "yyyy/MM/dd/";

    /// <summary>What keys must contain besides. Null: nothing.</summary>
    public string? Containing { get; init; }

    /// <summary>The region that the logs tell of. Null: they do not say.</summary>
    public string? Region { get; init; }

    /// <summary>After which key the window's first day begins.</summary>
    public string StartAfter(DateTimeOffset from) => Prefix + from.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>Whether an object may tell of a window: what was delivered before it cannot.</summary>
    public bool MayTellOf(string key, DateTimeOffset from) =>
        (Containing is null || key.Contains(Containing, StringComparison.Ordinal)) && !(DeliveredAt(key) < from.AddMinutes(-1));

    /// <summary>When an object was delivered, by its name. Null: its name does not say.</summary>
    public static DateTimeOffset? DeliveredAt(string key) =>
        Delivery().Match(key) is { Success: true } found
        && DateTimeOffset.TryParseExact(found.Groups[1].Value, "yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    [GeneratedRegex(@"_(\d{8}T\d{4})(?:\d{2})?Z(?:_|\.)", RegexOptions.RightToLeft, 1000)]
    private static partial Regex Delivery();
}

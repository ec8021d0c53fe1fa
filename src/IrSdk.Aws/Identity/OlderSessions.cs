using System.Globalization;
using System.Text.Json;

namespace IrSdk.Aws;

/// <summary>The deny of all sessions that were issued before a moment, named as the AWS console names it.</summary>
internal static class OlderSessions
{
    public const string Policy = "AWSRevokeOlderSessions";

    private const string Operator = "DateLessThan";
    private const string Key = "aws:TokenIssueTime";

    /// <summary>
    /// How far past the service's time the deny reaches: a session that is minted in the seconds that the policy takes to be seen
    /// everywhere must fall under it too.
    /// </summary>
    public static TimeSpan Margin { get; } = TimeSpan.FromSeconds(10);

    /// <summary>In UTC and said to be: the same text in local time would leave sessions alive.</summary>
    public static string Document(DateTimeOffset before) => PolicyDocument.DenyAll(
        new(Operator, Key, before.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    /// <summary>The moment that a policy denies sessions before. Null: it is no such policy.</summary>
    public static DateTimeOffset? Before(string? document)
    {
        if (document is null)
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.TryGetProperty("Statement", out var statements) && statements is { ValueKind: JsonValueKind.Array }
            && statements.EnumerateArray().Select(Before).FirstOrDefault(before => before is not null) is { } found ? found : null;
    }

    private static DateTimeOffset? Before(JsonElement statement) =>
        statement.TryGetProperty("Effect", out var effect) && effect.ValueEquals("Deny")
        && statement.TryGetProperty("Action", out var action) && IsAll(action)
        && statement.TryGetProperty("Resource", out var resource) && IsAll(resource)
        && statement.TryGetProperty("Condition", out var condition) && condition.TryGetProperty(Operator, out var date)
        && condition.EnumerateObject().Count() == 1 && date.EnumerateObject().Count() == 1
        && date.TryGetProperty(Key, out var before) && DateTimeOffset.TryParse(First(before), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static bool IsAll(JsonElement element) => First(element) == "*";

    private static string? First(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().Select(one => one.GetString()).FirstOrDefault()
        : element.GetString();
}

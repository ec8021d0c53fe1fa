using System.Globalization;

namespace IrSdk.Aws.Tests;

/// <summary>Objects as CloudTrail delivers them.</summary>
internal static class TrailObjects
{
    public static string Log(AccountId account, string region, DateTimeOffset at, string root = "AWSLogs/") => string.Create(
        CultureInfo.InvariantCulture, $"{root}{account}/CloudTrail/{region}/{at:yyyy/MM/dd}/{account}_CloudTrail_{region}_{at:yyyyMMdd'T'HHmm}Z_Abcd.json.gz");

    public static string Digest(AccountId account, string region, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"AWSLogs/{account}/CloudTrail-Digest/{region}/{at:yyyy/MM/dd}/{account}_CloudTrail-Digest_{region}_audit_{region}_{at:yyyyMMdd'T'HHmmss}Z.json.gz");
}

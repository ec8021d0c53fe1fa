using System.Text.Json;

namespace IrSdk.Cli.Decisions;

/// <summary>What a host says when it refuses.</summary>
internal static class HostAnswer
{
    public static string Detail(string text)
    {
        try
        {
            return JsonElement.Parse(text) is var problem && problem.TryGetProperty("detail", out var detail) ? detail.GetString() ?? text : problem.GetProperty("title").GetString() ?? text;
        }
        catch (Exception failed) when (failed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text.Length > 0 ? text : "it said nothing.";
        }
    }
}

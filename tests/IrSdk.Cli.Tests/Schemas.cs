using System.Text.Json;
using Json.Schema;

namespace IrSdk.Cli.Tests;

/// <summary>Whether what <c>ir</c> prints has the shape that is published.</summary>
internal static class Schemas
{
    private static readonly Lazy<JsonSchema> Sarif = new(ReadSarif);

    /// <param name="json">What was printed.</param>
    /// <param name="schema">The name of one of the command line's schemas.</param>
    public static void Fits(string json, string schema) =>
        Fits(json, JsonSchema.FromText(File.ReadAllText(Path.Combine(Cli.Repository, "src", "IrSdk.Cli", "Schemas", schema + ".schema.json"))), schema);

    /// <summary>SARIF 2.1.0's schema as it is published.</summary>
    public static void FitsSarif(string json) => Fits(json, Sarif.Value, "SARIF 2.1.0");

    /// <summary>Of the published schema's draft 4 only the two names at its head mean something else to a newer reader.</summary>
    private static JsonSchema ReadSarif()
    {
        var published = File.ReadAllText(Path.Combine(Cli.Repository, "tests", "IrSdk.Cli.Tests", "Checking", "sarif-2.1.0-rtm.5.schema.json"));
        var head = published[..1_000].Replace("draft-04", "draft-07", StringComparison.Ordinal).Replace("\"id\":", "\"$id\":", StringComparison.Ordinal);
        return JsonSchema.FromText(head + published[1_000..]);
    }

    private static void Fits(string json, JsonSchema schema, string name)
    {
        var result = schema.Evaluate(JsonDocument.Parse(json).RootElement, new() { OutputFormat = OutputFormat.List });
        result.IsValid.Should().BeTrue(
            "{0} must fit its schema: {1}", name, string.Join("; ", result.Details?.Where(one => one.Errors is not null).Select(one => $"{one.InstanceLocation}: {string.Join(", ", one.Errors!.Values)}") ?? []));
    }
}

using System.Text.Json;
using Json.Schema;

namespace IrSdk.Connectors.Tests;

/// <summary>A vendor's documented request schema.</summary>
public sealed class Schema(string name)
{
    private readonly JsonSchema schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", $"{name}.json")), new BuildOptions { SchemaRegistry = new() });

    /// <summary>What is wrong with a request. Null: nothing.</summary>
    public string? Check(string body)
    {
        using var document = JsonDocument.Parse(body);
        var result = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? null : string.Join("; ", (result.Details ?? []).Where(one => one.Errors is not null).SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}")));
    }
}

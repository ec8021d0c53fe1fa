using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>IAM policies as text.</summary>
internal static class PolicyDocument
{
    /// <summary>Allows permissions, and nothing else; those on the same resource under the same condition share a statement.</summary>
    public static string Allow(IEnumerable<AwsPermission> permissions, PolicyScope scope)
    {
        var statements = permissions
            .GroupBy(permission => (Resource: scope.Fill(permission.Resource), permission.Condition))
            .OrderBy(group => group.Key.Resource, StringComparer.Ordinal).ThenBy(group => group.Key.Condition?.ToString(), StringComparer.Ordinal)
            .Select(group => Statement("Allow", group.Select(permission => permission.Action).Distinct().Order(StringComparer.Ordinal).ToArray(), group.Key.Resource, Filled(group.Key.Condition, scope)));
        return Write([.. statements]);
    }

    /// <summary>Denies everything, under a condition when one is given.</summary>
    public static string DenyAll(AwsCondition? condition = null) => Write([Statement("Deny", "*", "*", condition)]);

    /// <summary>Whether two policies say the same, however they are written. Null: there is no policy.</summary>
    public static bool Same(string? one, string? other) =>
        one is null || other is null ? one is null && other is null : JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));

    public static Dictionary<string, object> Statement(string effect, object action, object resource, AwsCondition? condition)
    {
        var statement = new Dictionary<string, object> { ["Effect"] = effect, ["Action"] = action, ["Resource"] = resource };
        if (condition is not null)
        {
            statement["Condition"] = new Dictionary<string, object> { [condition.Operator] = new Dictionary<string, string> { [condition.Key] = condition.Value } };
        }

        return statement;
    }

    public static string Write(ImmutableArray<Dictionary<string, object>> statements) =>
        JsonSerializer.Serialize(new Dictionary<string, object> { ["Version"] = "2012-10-17", ["Statement"] = statements }, IrJson.Options);

    private static AwsCondition? Filled(AwsCondition? condition, PolicyScope scope) =>
        condition is null ? null : condition with { Value = scope.Fill(condition.Value) };
}

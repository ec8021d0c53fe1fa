using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Intake;

namespace IrSdk.Cli.Drills.Live;

/// <summary>A recorded alert as it would come from the drill account: the same story, of the resources that are really there.</summary>
internal static class LiveAlert
{
    public static byte[] Write(Alert recorded, ImmutableArray<Resource> resources, AccountId account, string region, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["schema"] = "irsdk.alert/v1",
                ["id"] = $"drill-{recorded.Id}-{now.ToUnixTimeSeconds()}",
                ["source"] = "ir drill --live",
                ["title"] = recorded.Title,
                ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(recorded.Kind.ToString()),
                ["confidence"] = recorded.Confidence.Value,
                ["severity"] = JsonNamingPolicy.CamelCase.ConvertName(recorded.Severity.ToString()),
                ["firstSeen"] = now - (recorded.LastSeen - recorded.FirstSeen),
                ["lastSeen"] = now,
                ["account"] = account.ToString(),
                ["region"] = region,
                ["techniques"] = new JsonArray([.. recorded.Techniques.Select(technique => JsonValue.Create(technique.ToString()))]),
                ["resources"] = new JsonArray([.. resources.Where(resource => resource is not Account).Select(Node)]),
            },
            IrJson.Indented);

    public static Alert Read(byte[] document) => AlertReader.Read(document) is { Refusal: null, Alerts: [var alert] }
        ? alert
        : throw new InvalidOperationException("The live alert that was just written cannot be read.");

    private static JsonObject Node(Resource resource)
    {
        var node = new JsonObject
        {
            ["type"] = resource.Id.Type,
            ["id"] = resource is RoleSession session ? session.SessionName : resource.Id.Name,
            ["involvement"] = JsonNamingPolicy.CamelCase.ConvertName(resource.Involvement.ToString()),
            ["account"] = resource.Account.ToString(),
            ["region"] = resource.Id.Region,
        };
        foreach (var (name, value) in new[]
        {
            ("user", (resource as AccessKey)?.UserName),
            ("role", (resource as RoleSession)?.RoleName),
            ("vpc", (resource as Instance)?.VpcName),
        })
        {
            if (value is not null)
            {
                node[name] = value;
            }
        }

        return node;
    }
}

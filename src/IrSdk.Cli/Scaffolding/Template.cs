using System.Text.Json.Nodes;

namespace IrSdk.Cli.Scaffolding;

/// <summary>What a new playbook starts from: complete for its incident type, to be narrowed.</summary>
internal static class Template
{
    /// <summary>What OmniSharp reads beside a script.</summary>
    public const string EditorSettings = """
        { "script": { "enabled": true, "defaultTargetFramework": "net10.0", "rspFilePath": "./playbook.rsp" } }

        """;

    /// <summary>The usings that a playbook has without writing them, and the library of this <c>ir</c>.</summary>
    public static string EditorReferences(string toolFolder) => $"""
        /u:System
        /u:System.Linq
        /u:System.Collections.Generic
        /u:IrSdk
        /u:IrSdk.First
        /r:{Path.Combine(toolFolder, "IrSdk.dll")}

        """;

    public static string Script(string name, IncidentKind kind)
    {
        var (techniques, minutes, response) = kind switch
        {
            IncidentKind.CredentialCompromise => ("\"T1078.004\"", 5, """
                        .Identity()
                        .And.ApiActivity(last: 72.Hours())
                        .And.Snapshot()
                        .And.Processes()
                        .And.NetworkFlows()
                        .Then.RevokeKeys()
                        .And.RevokeSessions()
                        .And.Quarantine()
                """),
            IncidentKind.Malware => ("\"T1204\"", 10, """
                        .ApiActivity(last: 72.Hours())
                        .And.Snapshot()
                        .And.Memory()
                        .And.Processes()
                        .And.NetworkFlows()
                        .Then.Quarantine(keepLiveResponse: true)
                        .Then.Scan()
                """),
            IncidentKind.DataExfiltration => ("\"T1530\", \"T1048\"", 15, """
                        .Identity()
                        .And.ApiActivity(last: 72.Hours())
                        .And.AccessLogs()
                        .And.BucketState()
                        .And.NetworkFlows()
                        .Then.BlockEgress()
                        .And.BlockBucketAccess(i => i.Buckets)
                        .And.RevokeKeys()
                """),
            _ => ("\"T1078\"", 5, """
                        .Identity()
                        .And.SignIns()
                        .And.ApiActivity(last: 72.Hours())
                        .Then.RevokeSessions()
                        .And.RequireMfa()
                """),
        };
        return $"""
            // What this playbook is for, in a sentence that a responder understands at 3 a.m.
            return Playbook.Named("{name}")
                .Handles(IncidentKind.{kind})
                .Against({techniques})
                .ContainWithin({minutes}.Minutes())
                .Respond(Preserve
            {response}
                    .Then.OpenTicket()
                    .Then.PageOnCall());

            """;
    }

    public static JsonObject Alert(string name, IncidentKind kind) => new()
    {
        ["schema"] = "irsdk.alert/v1",
        ["id"] = $"{name}-first",
        ["source"] = "siem",
        ["title"] = $"What the first alert for {name} says",
        ["kind"] = Kinds.Name(kind),
        ["confidence"] = 90,
        ["severity"] = "high",
        ["firstSeen"] = "2026-01-01T00:00:00Z",
        ["lastSeen"] = "2026-01-01T00:01:00Z",
        ["account"] = "111122223333",
        ["region"] = "us-east-1",
        ["techniques"] = new JsonArray("T1078.004"),
        ["resources"] = new JsonArray(
        [
            .. kind switch
            {
                IncidentKind.CredentialCompromise => new[] { ResourceNode("access-key", "AKIAIOSFODNN7EXAMPLE") },
                IncidentKind.Malware => [ResourceNode("instance", "i-0a1b2c3d4e5f60718")],
                IncidentKind.DataExfiltration => [ResourceNode("instance", "i-0a1b2c3d4e5f60718"), ResourceNode("bucket", "customer-exports")],
                _ => [ResourceNode("user", "j.doe")],
            },
        ]),
    };

    private static JsonObject ResourceNode(string type, string id) => new() { ["type"] = type, ["id"] = id, ["involvement"] = "suspect" };
}

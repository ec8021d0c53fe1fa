using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Planning;

namespace IrSdk.Tests.Planning;

/// <summary>What is written member by member is what the serializer would write, which reads it back, and over which old journals have their hashes.</summary>
public sealed class PlanBodyTests
{
    private static readonly AccountId Account = new("111122223333");

    public static TheoryData<string> Kinds => [.. All.Select(one => one.Id.Type).Distinct()];

    private static IEnumerable<Resource> All =>
    [
        new Account(Account),
        new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE"),
        new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE") { UserName = "j.döe \"x\" <y> & 'z'", CreatedAt = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)) },
        new Bucket(Account, "eu-west-1", "some-bucket"),
        new IamRole(Account, "some-role"),
        new IamUser(Account, "j.doe"),
        new Instance(Account, "us-east-1", "i-0a1b"),
        new Instance(Account, "us-east-1", "i-0a1b") { VpcName = "vpc-1", RoleName = "role", Interfaces = ["eni-1", "eni-2"], Volumes = ["vol-1"], HasLiveResponse = false },
        new RoleSession(Account, "role", "session"),
        new RoleSession(Account, "role", "session") { MintedBy = new AccessKey(Account, "AKIAIOSFODNN7EXAMPLE").Id },
        new Vpc(Account, "us-east-1", "vpc-0a1b"),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_Resource_IsWhatTheSerializerWrites(string kind)
    {
        foreach (var bare in All.Where(one => one.Id.Type == kind))
        {
            foreach (var resource in new[] { bare, bare with { Involvement = Involvement.Suspect, FoundBy = "owner of\nAKIA…", ChangedAt = DateTimeOffset.UnixEpoch, Tags = Resource.NoTags.Add("Env", "prod").Add("a/b", "ü") } })
            {
                var step = JsonNode.Parse(PlanJson.Write(PlanOf(new Probe(resource))))!["steps"]![0]!;

                step["resource"]!.ToJsonString(IrJson.Options).Should().Be(Serialized(resource));
            }
        }
    }

    [Fact]
    public void Write_WaivedFindingsAndRules_AreWhatTheSerializerWrites()
    {
        var plan = PlanOf(new CaptureIdentity(new IamUser(Account, "j.doe")));

        using var json = JsonDocument.Parse(PlanJson.Write(plan));

        Raw(json, "waived").Should().Be(JsonSerializer.Serialize(plan.Waived, IrJson.Options));
        Raw(json, "findings").Should().Be(JsonSerializer.Serialize(plan.Findings, IrJson.Options));
        Raw(json, "deadline").Should().Be(JsonSerializer.Serialize(plan.Deadline, IrJson.Options));
        var step = json.RootElement.GetProperty("steps")[0];
        step.GetProperty("onFailure").GetRawText().Should().Be(JsonSerializer.Serialize(plan.Steps[0].OnFailure, IrJson.Options));
        step.GetProperty("preserves").GetRawText().Should().Be("""["apiActivity","identity"]""");
        step.GetProperty("disturbances")[0].GetProperty("kind").GetRawText().Should().Be(JsonSerializer.Serialize(Evidence.Identity | Evidence.Memory, IrJson.Options));
        step.GetProperty("disturbances")[1].GetProperty("kind").GetRawText().Should().Be(JsonSerializer.Serialize(Evidence.Volumes, IrJson.Options));
        step.GetProperty("waits")[0].GetProperty("because").GetRawText().Should().Be(JsonSerializer.Serialize(Order.Evidence, IrJson.Options));
        step.GetProperty("arguments").GetRawText().Should().Be("{}");
        PlanJson.Read(PlanJson.Write(plan), ActionCatalog.BuiltIn).Hash.Should().Be(plan.Hash);
    }

    private static string Raw(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetRawText();

    private static string Serialized(Resource resource)
    {
        var node = new JsonObject { ["type"] = resource.Id.Type, ["id"] = resource.Id.Name, ["account"] = resource.Account.ToString(), ["region"] = resource.Id.Region };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(resource, IrJson.Options)!.AsObject())
        {
            node[name] ??= value?.DeepClone();
        }

        return node.ToJsonString(IrJson.Options);
    }

    private static Plan PlanOf(ResponseAction action) => new()
    {
        Playbook = "test",
        Incident = new("inc-1"),
        Round = 1,
        Deadline = TimeSpan.FromMinutes(5),
        CriticalPath = TimeSpan.FromSeconds(90.5),
        Steps =
        [
            new()
            {
                Id = "s1",
                Action = action,
                Stage = 0,
                DependsOn = [new("s0", Order.Evidence, Evidence.Identity)],
                Timeout = TimeSpan.FromSeconds(30),
                OnFailure = FailureRule.Wait(TimeSpan.FromMinutes(3)),
                Preserves = Evidence.Identity | Evidence.ApiActivity,
                Disturbs = [new(Evidence.Identity | Evidence.Memory, action.Resource), new(Evidence.Volumes, action.Resource)],
            },
        ],
        Waived = [new(Evidence.Volumes, action.Resource.Id, "no \"agent\""), new(Evidence.Volumes | Evidence.Memory, action.Resource.Id, "none")],
        Findings = [new("IR1001", FindingSeverity.Warning, "Ümlaut <b>") { Step = "s1" }, new("IR2001", FindingSeverity.Info, "m") { File = "a.csx", Line = 3, Column = 4 }],
    };

    [Preserves(Evidence.Identity)]
    private sealed record Probe(Resource Probed) : PreservingAction(Probed);
}

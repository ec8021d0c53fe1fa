namespace IrSdk.Analyzers.Tests.Effects;

/// <summary>What the analyzers keep as tables, since they reference nothing of IrSdk, is what IrSdk says.</summary>
public sealed class TablesTests
{
    private static readonly AccountId Id = new("123456789012");

    private static readonly Resource[] Resources =
    [
        new Account(Id), new Vpc(Id, "eu-central-1", "vpc-1"), new Instance(Id, "eu-central-1", "i-1") { VpcName = "vpc-1" }, new IamUser(Id, "ann"),
        new AccessKey(Id, "AKIAIOSFODNN7EXAMPLE") { UserName = "ann" }, new IamRole(Id, "deploy"), new RoleSession(Id, "deploy", "s"), new Bucket(Id, "eu-central-1", "data"),
    ];

    [Fact]
    public void EvidenceKinds_Values_AreThoseOfEvidence() =>
        Enum.GetValues<Analyzers.EvidenceKinds>().Select(kind => (kind.ToString(), (int)kind)).Should().Equal(Enum.GetValues<Evidence>().Select(kind => (kind.ToString(), (int)kind)));

    [Fact]
    public void Relation_Values_AreThoseOfRelated() =>
        Enum.GetNames<Relation>().Should().Equal(Enum.GetNames<Related>());

    [Fact]
    public void Resources_OfTheTest_AreAll() =>
        Resources.Select(one => one.GetType()).Should().BeEquivalentTo(typeof(Resource).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Resource))));

    [Fact]
    public void EvidenceOf_EveryResource_IsWhatScopeSays()
    {
        foreach (var resource in Resources)
        {
            ((int)ResourceKinds.EvidenceOf(resource.GetType().Name)).Should().Be((int)Scope.EvidenceOf(resource), resource.GetType().Name);
        }
    }

    [Fact]
    public void Covers_EveryPair_IsWhatScopeSays()
    {
        foreach (var wider in Resources)
        {
            foreach (var narrower in Resources)
            {
                ResourceKinds.Covers(wider.GetType().Name, narrower.GetType().Name).Should().Be(Scope.Covers(wider, narrower), $"{wider} over {narrower}");
            }
        }
    }

    [Fact]
    public void Said_EveryKind_IsWhatPlansSay()
    {
        foreach (var kind in Enum.GetValues<Evidence>())
        {
            ((Analyzers.EvidenceKinds)(int)kind).Said().Should().Be(kind.Said());
        }
    }

    [Fact]
    public async Task VerbFor_EveryEvidenceOfEveryResource_PreservesIt()
    {
        foreach (var resource in Resources.Select(one => one.GetType().Name))
        {
            foreach (var kind in ResourceKinds.EvidenceOf(resource).Each())
            {
                ResourceKinds.VerbFor(kind, resource).Should().NotBeNull($"{kind} of {resource}");
            }
        }

        (await Source.FindingsAsync($"return {Source.Head}.Respond({string.Join(".And.", Verbs().Distinct().Select((verb, n) => n == 0 ? $"Preserve.{verb}()" : $"{verb}()"))});"))
            .Should().Equal("IR3004 Respond");

        static IEnumerable<string> Verbs() => Resources.Select(one => one.GetType().Name)
            .SelectMany(resource => ResourceKinds.EvidenceOf(resource).Each().Select(kind => ResourceKinds.VerbFor(kind, resource)!));
    }
}

namespace IrSdk.Scripting.Tests;

public sealed class AcceptedScriptTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    public static TheoryData<string, string> Accepted => new()
    {
        { "plain", Scripts.Plain },
        { "design", Scripts.CredentialCompromise },
        { "lambda", $"return {Scripts.Head}.Respond(incident => incident.Confidence.Value > 90 ? Preserve.Snapshot().Then.Quarantine() : Preserve.Snapshot());" },
        { "selector", $"return {Scripts.Head}.Respond(Preserve.Snapshot(i => i.Instances.Where(x => x.IsProduction)));" },
        { "local function", $$"""
            return {{Scripts.Head}}.Respond(Decide);
            Response Decide(Incident incident)
            {
                return incident.Instances.Any() ? Preserve.Snapshot() : Preserve.Identity();
            }
            """ },
        { "record", $$"""
            record Fleet(string Name, int Size) { public bool Big => Size > 10; }
            var fleets = new[] { new Fleet("a", 1), new Fleet("b", 20) };
            var big = fleets.Where(f => f.Big).Select(f => f with { Size = f.Size + 1 }).ToList();
            if (big[0] != new Fleet("b", 21)) throw new InvalidOperationException($"got {big[0]}");
            {{Scripts.Plain}}
            """ },
        { "record struct", $$"""
            readonly record struct Weight(int Value);
            var weights = new Dictionary<string, Weight> { ["a"] = new(1) };
            {{Scripts.Plain}}
            """ },
        { "switch expression", $$"""
            return {{Scripts.Head}}.Respond(incident => incident.Kind switch
            {
                IncidentKind.Malware => Preserve.Memory().Within(2.Minutes()).And.Snapshot().Then.Quarantine(),
                IncidentKind.DataExfiltration when incident.Buckets.Any() => Preserve.BucketState().Then.BlockBucketAccess(),
                _ => Preserve.Identity(),
            });
            """ },
        { "switch on text", $$"""
            static int Rank(string stage) => stage switch { "a" => 1, "b" => 2, "c" => 3, "d" => 4, "e" => 5, "f" => 6, "g" => 7, "h" => 8 };
            if (Rank("c") != 3) throw new ArgumentException("no");
            {{Scripts.Plain}}
            """ },
        { "query", $$"""
            return {{Scripts.Head}}.Respond(Preserve.Snapshot(incident =>
                from instance in incident.Instances
                where instance.IsSuspect && instance.Tags.ContainsKey("team")
                orderby instance.Name descending
                select instance));
            """ },
        { "reassess", $$"""
            return {{Scripts.Head}}
                .Respond(Preserve.Identity().Then.RevokeKeys())
                .Reassess((incident, outcomes) => outcomes.Rounds < 3 && incident.AccessKeys.Count() > 1
                    ? Preserve.Identity().Then.RevokeKeys(i => i.AccessKeys) : null);
            """ },
        { "interpolation", $$"""
            var names = new List<string>();
            foreach (var i in Enumerable.Range(0, 3)) { names.Add($"host-{i:D3} {i * 1.5,8:F2}"); }
            if (string.Join(',', names).Length == 0) throw new InvalidOperationException();
            {{Scripts.Plain}}
            """ },
        { "time values", $$"""
            var quiet = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            return {{Scripts.Head}}.Respond(incident => incident.AcceptedAt - quiet > 3.Days() && incident.AcceptedAt.DayOfWeek == DayOfWeek.Sunday
                ? Preserve.Snapshot() : Preserve.Identity());
            """ },
        { "collections", $$"""
            ImmutableArray<string> many = ["a", "b", .. new[] { "c" }];
            List<int> numbers = [1, 2, 3];
            HashSet<string> set = new(StringComparer.OrdinalIgnoreCase) { "x" };
            int[] some = [.. numbers, 4];
            IEnumerable<string> one = ["a"];
            IReadOnlyList<string> two = ["a", many[0]];
            IEnumerable<int> none = [];
            var slice = some[1..^1];
            var map = many.Zip(numbers).ToDictionary(p => p.First, p => p.Second);
            var frozen = many.ToImmutableSortedSet();
            {{Scripts.Plain}}
            """ },
        { "tuples and patterns", $$"""
            (string Name, int Count) pair = ("a", 1);
            var (name, count) = pair;
            object value = pair.Count;
            if (value is int and > 0 && new[] { 1, 2, 3 } is [1, .., var last] && pair == (name, count)) { }
            {{Scripts.Plain}}
            """ },
        { "iterator and closure", $$"""
            IEnumerable<int> Count(int to) { for (var i = 0; i < to; i++) { yield return i; } }
            var sum = 0;
            foreach (var i in Count(4)) { sum += i; }
            Func<int, int> add = x => x + sum;
            Action<int> nothing = _ => { };
            nothing(add(1));
            {{Scripts.Plain}}
            """ },
        { "extension and generic class", $$"""
            static class Extras
            {
                public static readonly ImmutableArray<string> Tiers = ["gold", "silver"];
                public static bool IsGold(this Instance instance) => instance.Tags.TryGetValue("tier", out var tier) && tier == Tiers[0];
                extension(Instance instance) { public bool Silver => instance.Tags.ContainsKey("silver"); }
            }
            sealed class Box<T>(T value) where T : class { public T Value { get; } = value; }
            var box = new Box<string>("x");
            return {{Scripts.Head}}.Respond(Preserve.Snapshot(i => i.Instances.Where(x => x.IsGold() || x.Silver)));
            """ },
        { "anonymous type and grouping", $$"""
            var groups = new[] { new { N = 1, S = "a" }, new { N = 2, S = "b" } }.GroupBy(x => x.S).Select(g => new { g.Key, Total = g.Sum(x => x.N) }).ToArray();
            if (groups.Length != 2) throw new InvalidOperationException($"{groups[0]}");
            {{Scripts.Plain}}
            """ },
        { "name of a refused type", $$"""
            const string Name = nameof(System.IO.File);
            {{Scripts.Plain}}
            """ },
        { "original document", $$"""
            return {{Scripts.Head}}.Respond(incident => incident.Alerts[0].Original.TryGetProperty("service", out var service) && service.GetProperty("count").GetInt32() > 3
                ? Preserve.Snapshot() : Preserve.Identity());
            """ },
        { "modifiers", $$"""
            #nullable enable
            #region a region
            return {{Scripts.Head}}.Respond(Preserve.Snapshot().Within(2.Minutes()).OrWait(atMost: 10.Minutes())
                .Then.Quarantine().RequireApproval().MaxAffected(5).Without(Evidence.Processes, "this fleet has no agent", on: i => i.Instances));
            #endregion
            """ },
        { "shebang", "#!/usr/bin/env ir\n" + Scripts.Plain },
        { "own namespace of names", "using Text = System.String;\nusing static System.Math;\nvar most = Max(1, 2); Text t = \"x\";\n" + Scripts.Plain },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task LoadAsync_PureScript_GivesItsPlaybook(string name, string text)
    {
        var result = await folder.LoadAsync(text);

        result.Diagnostics.Should().BeEmpty(because: name);
        using var loaded = result.Loaded!;
        loaded.Playbook.Name.Should().BeOneOf("test", "credential-compromise");
        loaded.AssemblyHash.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public async Task LoadAsync_DesignPlaybook_HasItsPromiseAndStages()
    {
        using var loaded = (await folder.LoadAsync(Scripts.CredentialCompromise)).Loaded!;

        loaded.Playbook.Deadline.Should().Be(TimeSpan.FromMinutes(5));
        loaded.Playbook.Techniques.Should().Equal("T1078.004", "T1550.001");
        loaded.Playbook.FirstResponse(null!).Stages.Select(stage => stage.Verbs.Length).Should().Equal(5, 3, 1, 1);
    }

    public void Dispose() => folder.Dispose();
}

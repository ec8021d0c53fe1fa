using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using IrSdk.Planning;

namespace IrSdk.Scripting.Tests.Planning;

[Collection(nameof(PlanningProcesses))]
public sealed class WorkerTests
{
    private const string Head = """Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(5.Minutes())""";

    /// <summary>A script that takes seconds, and ends.</summary>
    private const string Slow = $"return {Head}.Respond(i => {{ var n = 0L; while (n < 6_000_000_000L) {{ n++; }} return n > 5 ? Preserve.Snapshot() : Preserve.Identity(); }});";

    [Fact]
    public async Task PlanAsync_InAProcessOfItsOwn_IsThePlanOfThisProcess()
    {
        await using var bench = new Bench();
        var apart = await bench.PlaybookAsync(Scripts.CredentialCompromise);
        using var here = await bench.HereAsync(Scripts.CredentialCompromise);

        var plan = await Planner.PlanAsync(apart, Bench.Incident(), new(), CancellationToken.None);

        plan.Should().Be(Planner.Plan(here.Playbook, Bench.Incident(), new() { Assembly = here.AssemblyHash }));
        plan.Steps.Should().NotBeEmpty();
        (apart.Name, apart.Kind, apart.Deadline, apart.Assembly).Should().Be((here.Playbook.Name, here.Playbook.Kind, here.Playbook.Deadline, here.AssemblyHash));
    }

    [Fact]
    public async Task RespondAsync_FiftyIncidentsAtOnce_AnswersEachItsOwn()
    {
        await using var bench = new Bench(options => options with { KeepsSpare = true });
        var playbook = await bench.PlaybookAsync(Scripts.Plain);

        var plans = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Planner.PlanAsync(playbook, Bench.Incident(number), new(), CancellationToken.None).AsTask()));

        plans.Select(plan => (plan.Incident.ToString(), plan.Steps.Single(step => step.IsContaining).Action.Resource.Id.Name))
            .Should().Equal(Enumerable.Range(0, 50).Select(number => ($"inc-{number}", $"i-{number}")));
        Bench.Processes.Should().HaveCountLessThanOrEqualTo(3, "two are asked, and one waits");
    }

    [Fact]
    public async Task RespondAsync_MoreScriptsThanAreAskedAtOnce_EachKeepsItsProcess()
    {
        await using var bench = new Bench(options => options with { MaxWorkers = 1 });
        List<IsolatedPlaybook> playbooks = [await bench.PlaybookAsync(Scripts.Plain), await bench.PlaybookAsync(Scripts.CredentialCompromise), await bench.PlaybookAsync($"return {Head}.Respond(Preserve.Snapshot());")];
        var processes = Bench.Processes;

        foreach (var playbook in playbooks)
        {
            (await playbook.RespondAsync(Bench.Incident(), CancellationToken.None)).Verbs.Should().NotBeEmpty();
        }

        processes.Should().HaveCount(3);
        Bench.Processes.Should().BeEquivalentTo(processes);
    }

    [Fact]
    public async Task RespondAsync_MoreScriptsThanAreHeld_EndsTheOneAskedLongestAgo()
    {
        await using var bench = new Bench(options => options with { MaxWorkers = 1, MaxHeld = 1 });
        await bench.PlaybookAsync(Scripts.Plain);
        var first = Bench.Processes;

        await bench.PlaybookAsync(Scripts.CredentialCompromise);

        await Bench.EndedAsync(leaving: 1);
        Bench.Processes.Should().ContainSingle().Which.Should().NotBe(first.Single());
    }

    [Fact]
    public async Task RespondAsync_ProcessKilledOnce_IsAskedAgain()
    {
        await using var bench = new Bench(options => options with { Limit = TimeSpan.FromMinutes(2) });
        var playbook = await bench.PlaybookAsync(Slow);
        var replaced = new ConcurrentQueue<string?>();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listening) => Listen(instrument, listening) };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => replaced.Enqueue(tags[0].Value as string));
        listener.Start();
        var asked = playbook.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask();

        await KillAsync();

        (await asked).Verbs.Should().ContainSingle(verb => verb.Name == "Snapshot");
        replaced.Should().Contain("lost", "irsdk.planning.restarts says why processes were replaced");

        static void Listen(Instrument instrument, MeterListener listening)
        {
            if (instrument is { Meter.Name: "IrSdk", Name: "irsdk.planning.restarts" })
            {
                listening.EnableMeasurementEvents(instrument);
            }
        }
    }

    [Fact]
    public async Task RespondAsync_ProcessKilledTwice_IsRefused()
    {
        await using var bench = new Bench(options => options with { Limit = TimeSpan.FromMinutes(2) });
        var playbook = await bench.PlaybookAsync(Slow);
        var asked = playbook.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask();

        var first = await KillAsync();
        await KillAsync(first);

        await FluentActions.Awaiting(() => asked).Should().ThrowAsync<PlanningException>().WithMessage("*of a second attempt too; plan by hand, and look at what ends it.");
    }

    [Fact]
    public async Task Process_OfAScript_HasNothingOfTheCallers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It reads /proc.");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        try
        {
            await using var bench = new Bench();
            await bench.PlaybookAsync(Scripts.Plain);
            var process = Bench.Processes.Should().ContainSingle().Subject;

            File.ReadAllText($"/proc/{process}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Should().OnlyContain(variable => variable.StartsWith("DOTNET_", StringComparison.Ordinal) || variable == "TZ=UTC");
            Directory.GetFileSystemEntries(new FileInfo($"/proc/{process}/cwd").ResolveLinkTarget(returnFinalTarget: true)!.FullName).Should().BeEmpty();
            if (await bench.Workers.LackingAsync() is null)
            {
                File.ReadLines($"/proc/{process}/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim()).Should().Equal("lo");
                File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max data size", StringComparison.Ordinal)).Should().NotContain("unlimited");
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        }
    }

    [Fact]
    public async Task Process_CallerGoneWhileItsScriptLoops_Ends()
    {
        using var folder = new ScriptFolder();
        var files = await ScriptFiles.ReadAsync(folder.Write("test.csx", $"var n = 0; while (n >= 0) {{ n = n == 3 ? 0 : n + 1; }}\nreturn {Head}.Respond(Preserve.Snapshot());"), CancellationToken.None);
        var script = new IsolatedScript("test.csx", (await ScriptCompiler.CompileAsync(files, ScriptPackages.None, CancellationToken.None)).Script!, ScriptPackages.None);
        using var process = Process.Start(new ProcessStartInfo(Bench.Program.Path, Bench.Program.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await Frames.ReadAsync<WorkerAnswer>(process.StandardOutput.BaseStream, Frames.MostFromWorker, CancellationToken.None);
        await Frames.WriteAsync(process.StandardInput.BaseStream, script.Load, CancellationToken.None);

        process.StandardInput.Close();

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task OpenAsync_ScriptThatThrows_IsSaidAtItsLine()
    {
        await using var bench = new Bench();

        var refused = (await bench.OpenAsync($"var none = new List<int>();\nvar first = none[3];\nreturn {Head}.Respond(i => first > 0 ? Preserve.Snapshot() : Preserve.Identity());")).Diagnostics.Should().ContainSingle().Subject;

        (refused.Id, refused.Line, Path.GetFileName(refused.File)).Should().Be((ScriptRules.NoPlaybook, 2, "test.csx"));
    }

    [Fact]
    public async Task RespondAsync_ScriptThatThrows_IsSaidWithItsLine()
    {
        await using var bench = new Bench();
        var playbook = await bench.PlaybookAsync($"return {Head}\n.Respond(i => i.Buckets.First().IsSuspect ? Preserve.Snapshot() : Preserve.Identity());");

        await playbook.Invoking(it => it.RespondAsync(Bench.Incident(), CancellationToken.None).AsTask())
            .Should().ThrowAsync<PlanningException>().WithMessage("The playbook in test.csx threw InvalidOperationException (*) at test.csx(2,*); mend the script.");
    }

    [Fact]
    public async Task RespondAsync_ScriptThatCounts_KeepsNothingBetweenTwoIncidents()
    {
        await using var bench = new Bench();
        var playbook = await bench.PlaybookAsync($"var seen = new List<string>();\nreturn {Head}.Respond(i => {{ seen.Add(i.Id.ToString()); return Preserve.Snapshot().MaxAffected(seen.Count); }});");

        await playbook.RespondAsync(Bench.Incident(1), CancellationToken.None);

        (await playbook.RespondAsync(Bench.Incident(2), CancellationToken.None)).MaxAffected.Should().Be(1);
    }

    [Fact]
    public async Task OpenAsync_NoSuchProgram_SaysSo()
    {
        await using var bench = new Bench(options => options with { Program = new("/nowhere/ir", []) });

        (await bench.OpenAsync(Scripts.Plain)).Diagnostics.Should().ContainSingle().Which.Message.Should().StartWith("The playbook in test.csx gave no answer");
    }

    [Fact]
    public async Task OpenAsync_CachedAssemblyIsNotTheOneTaken_CompilesAnew()
    {
        await using var bench = new Bench();
        using var folder = new ScriptFolder();
        var path = folder.Write("test.csx", Scripts.Plain);
        var taken = (await folder.Loader.OpenAsync(path, bench.Workers, cancellationToken: CancellationToken.None)).Playbook!.Assembly;
        using var other = new ScriptFolder();
        await other.LoadAsync(Scripts.CredentialCompromise);
        File.Copy(Directory.GetFiles(other.Cache).Single(), Directory.GetFiles(folder.Cache).Single(), overwrite: true);

        var opened = await folder.Loader.OpenAsync(path, bench.Workers, taken, CancellationToken.None);

        (opened.FromCache, opened.Playbook!.Name, opened.Playbook.Assembly).Should().Be((false, "test", taken));
    }

    /// <summary>Kills the planning process as soon as there is one, or another than the one that was killed before.</summary>
    private static async Task<int> KillAsync(int? before = null)
    {
        while (true)
        {
            if (Bench.Processes.Find(id => id != before) is var id and > 0)
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                return id;
            }

            await Task.Yield();
        }
    }
}

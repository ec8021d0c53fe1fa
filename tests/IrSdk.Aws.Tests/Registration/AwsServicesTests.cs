using IrSdk.Aws.Tests.Preflight;
using IrSdk.Connectors;
using IrSdk.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace IrSdk.Aws.Tests.Registration;

/// <summary>A host's one line, and an incident handled by what it registers; a permission that is missing is told while the response goes on.</summary>
public sealed class AwsServicesTests(MotoServer moto) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-host-");

    [Fact]
    public async Task AddIrSdk_WithAws_HandlesAnIncident_AndTellsWhatIsNotPermittedFirst()
    {
        var account = MotoServer.NewAccount();
        using var stage = await CompromiseStage.SetAsync(moto.Options(), account);
        var simulator = new Simulator("iam:UpdateAccessKey");
        var said = new List<string>();

        // The simulator answers at once and everything else is slow, so that what is asked is known before what is done.
        var options = moto.Options(inner => simulator.Before(new FaultyHttp(inner, new() { Latency = TimeSpan.FromMilliseconds(100) }, seed: 1))) with
        {
            EvidenceBucket = await HandlerRig.EvidenceBucketAsync(moto),
            LogDelivery = TimeSpan.Zero,
            RetryFor = TimeSpan.Zero,
        };
        var services = new ServiceCollection();
        services.AddSingleton(new ResponderOptions { Said = new Hearing(said) });
        services.AddIrSdk(Path.Combine(folder.FullName, "j.db")).AddAws(options).Configure(provider => new NoticeOutbox(Path.Combine(folder.FullName, "outbox")).AddTo(provider));
        await using var host = services.BuildServiceProvider();

        var report = await host.GetRequiredService<Responder>().RespondAsync(CompromiseStage.Playbook, stage.Incident("inc-host"), null, TestContext.Current.CancellationToken);

        report.Status.Should().BeOneOf(RunStatus.Contained, RunStatus.PartlyContained);
        report.Page.Should().NotBeNull();
        var revoked = report.Steps.Single(step => step.Action == ActionEffects.Of(typeof(RevokeAccessKey)).Name);
        revoked.Lacks.Should().Be("role irsdk-containment lacks iam:UpdateAccessKey");
        revoked.Status.Should().Be(StepStatus.Done, "what the simulator says may be wrong, so the step is tried all the same");
        using var admin = await RawQuery.OfAsync(moto.Url, account);
        (await admin.KeyStatusAsync("deploy-bot", stage.Key.Name)).Should().Be("Inactive");
        var sentence = $"revoke key {stage.Key.Name} cannot be done: role irsdk-containment lacks iam:UpdateAccessKey; give it that now, the step is tried all the same.";
        said.Should().Contain(sentence);
        var records = await host.GetRequiredService<IJournal>().ReadAsync(0, report.Incident, TestContext.Current.CancellationToken);
        records.Count(record => record.Kind == JournalKinds.PreflightEnded).Should().Be(1);
        records.First(record => record.Kind == JournalKinds.PageIntended).Payload!.Value.GetProperty("notice").GetProperty("lines").EnumerateArray().Select(line => line.GetString()).Should().Contain(sentence);
        records.Count(record => record.Kind == JournalKinds.CompletionsAwaited).Should().BeLessThanOrEqualTo(1);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class Hearing(List<string> to) : IProgress<string>
    {
        public void Report(string value) => to.Add(value);
    }
}

using Microsoft.CodeAnalysis.Diagnostics;

namespace IrSdk.Analyzers.Tests;

[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

[Collection<Alone>]
public sealed class SpeedTests
{
    [Fact]
    public async Task Analyze_PlaybookOf400Lines_TakesLessThan200MillisecondsWarm()
    {
        var arms = string.Concat(Enumerable.Range(0, 75).Select(n => $$"""
                {{n}} => Secure(i => i.Instances.Where(x => x.Name != "i-{{n}}"))
                    .Then.BlockEgress(i => i.Instances.Where(x => x.Name != "i-{{n}}"))
                    .Then.PageOnCall(),

            """));
        var branches = string.Concat(Enumerable.Range(0, 6).Select(n => $$"""
                if (incident.Alerts.Length > {{n}})
                {
                    secured = secured.And.Snapshot(i => i.Instances.Where(x => x.Name != "i-{{n}}"));
                }

            """));
        var functions = string.Concat(Enumerable.Range(0, 30).Select(n => $$"""
            bool IsOf{{n}}(Instance instance)
            {
                return instance.Name.StartsWith("i-{{n}}");
            }


            """));
        var text = Source.Member($$"""
            return {{Source.Head}}.Respond(incident =>
            {
                var secured = Preserve.ApiActivity().And.NetworkFlows();
            {{branches}}
                return incident.Alerts.Length switch
                {
            {{arms}}
                _ => secured.Then.BlockEgress(),
                };
            });

            PreservingStage Secure(Func<Incident, IEnumerable<Instance>> on) => Preserve.ApiActivity().And.NetworkFlows(on);

            {{functions}}
            """);
        text.Split('\n').Should().HaveCountGreaterThan(400);

        // The analyzer's own time: what the compiler takes to bind the source is spent without it too.
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var compilation = Source.Compile(text);
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var analysis = compilation.WithAnalyzers([new ResponseAnalyzer()], options);
            (await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
            var telemetry = await analysis.GetAnalyzerTelemetryInfoAsync(analysis.Analyzers[0], TestContext.Current.CancellationToken);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, telemetry.ExecutionTime.Ticks));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{best.TotalMilliseconds:0} ms");
        best.Should().BePositive();
        best.Should().BeLessThan(TimeSpan.FromMilliseconds(200));
    }
}

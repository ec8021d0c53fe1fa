using System.CommandLine;
using IrSdk.Aws;
using IrSdk.Cli.Aws;
using IrSdk.Connectors;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Cli.Running;

/// <summary>Where a command's actions are done, as its options say.</summary>
internal sealed class ProviderChoice
{
    private readonly Option<string> provider = new("--provider") { Description = "Where actions are done: simulated, or aws.", DefaultValueFactory = _ => "simulated" };

    private readonly Option<FileInfo?> aws = AwsOption.Create();

    private readonly Option<DirectoryInfo?> outbox = new("--outbox")
    {
        Description = "With --provider aws: the folder that tickets, pages and messages are written to. Default: outbox, beside the journal.",
    };

    private readonly Option<FileInfo?> world = new("--world")
    {
        Description = "The file that keeps the simulated account between runs. Default: beside the journal.",
    };

    private readonly Option<int> latency = new("--latency")
    {
        Description = "How slow the simulated account is, in percent of a real one. Default: 100.",
        DefaultValueFactory = _ => 100,
    };

    public ProviderChoice() => provider.AcceptOnlyFromAmong("simulated", "aws");

    public void AddTo(Command command, bool withLatency)
    {
        command.Options.Add(provider);
        command.Options.Add(aws);
        command.Options.Add(outbox);
        command.Options.Add(world);
        if (withLatency)
        {
            command.Options.Add(latency);
        }
    }

    /// <summary>Opens the provider for a journal.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="journal">The journal; what is kept between runs stands beside it.</param>
    /// <param name="scenario">The scenario of a simulated account that is not there yet. Null: it must be there.</param>
    public OpenProvider Open(ParseResult parsed, FileInfo journal, Func<Scenario>? scenario)
    {
        if (parsed.GetValue(provider) == "aws")
        {
            return new(OnAws(parsed, journal), null);
        }

        var file = parsed.GetValue(world) ?? new(journal.FullName + ".world");
#pragma warning disable CA2000 // The open provider closes it.
        var kept = SimulatedWorld.Open(file, scenario ?? (() => throw new CliFailure(ExitCodes.Usage, $"There is no simulated account at {file}; give its file with --world.")));
#pragma warning restore CA2000
        return new(new SimulatedAccount(kept.State, TimeProvider.System, latency: SimulatedWorld.Latency(parsed.GetValue(latency))).Provider, kept);
    }

    /// <summary>The anchors of a journal that is kept in AWS. Null: the options say none, or they cannot be reached, which is said.</summary>
    public async Task<LockedAnchors?> TrustAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(provider) == "aws"
        ? await LockedTrust.TryOpenAsync(AwsOption.Read(parsed.GetValue(aws)), parsed.InvocationConfiguration.Error, cancellationToken).ConfigureAwait(false)
        : null;

    /// <summary>Looks whether the provider can be used as its options say; where it cannot, nothing is done.</summary>
    public Task RequireUsableAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(provider) == "aws"
        ? AwsProvider.RequireUsableAsync(AwsOption.Read(parsed.GetValue(aws)).Options(), cancellationToken)
        : Task.CompletedTask;

    /// <summary>The provider for a look that keeps nothing.</summary>
    public Provider OpenToLook(ParseResult parsed, Func<Scenario> scenario) => parsed.GetValue(provider) == "aws"
        ? AwsProvider.Create(AwsOption.Read(parsed.GetValue(aws)).Options())
        : new SimulatedAccount(new AccountState(scenario()), TimeProvider.System).Provider;

    private Provider OnAws(ParseResult parsed, FileInfo journal)
    {
        var folder = parsed.GetValue(outbox)?.FullName ?? Path.Combine(journal.DirectoryName!, "outbox");
        return new NoticeOutbox(folder).AddTo(AwsProvider.Create(AwsOption.Read(parsed.GetValue(aws)).Options()));
    }
}

/// <summary>A provider, and what is to be closed after it.</summary>
internal sealed class OpenProvider(Provider provider, IDisposable? kept) : IDisposable
{
    public Provider Provider => provider;

    public void Dispose() => kept?.Dispose();
}

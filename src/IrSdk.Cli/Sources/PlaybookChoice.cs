using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using IrSdk.Cli.Playbooks;
using IrSdk.Runtime;
using IrSdk.Scripting;
using IrSdk.Sources;

namespace IrSdk.Cli.Sources;

/// <summary>A playbook as the command line names it: a path, or <c>SOURCE:NAME</c> for the last good commit of a source.</summary>
internal sealed partial class PlaybookChoice
{
    private const string DefaultFile = "sources.json";

    private readonly PlaybookSource? source;
    private readonly ServedSource? served;

    private PlaybookChoice(string script, PlaybookSource? source = null, ServedSource? served = null) => (Script, this.source, this.served) = (script, source, served);

    /// <summary>The script on disk.</summary>
    public string Script { get; }

    /// <summary>What loads it.</summary>
    public ScriptLoader Loader => served?.Loader ?? new();

    /// <summary>Whether a name is that of a source's playbook, and no path.</summary>
    public static bool IsSourced(string playbook) => Named().IsMatch(playbook);

    public static Option<FileInfo> Option() => new("--sources")
    {
        Description = $"The sources file, for a playbook named SOURCE:NAME. Default: {DefaultFile}.",
        DefaultValueFactory = _ => new(DefaultFile),
    };

    public static PlaybookChoice Find(string playbook, FileInfo sources)
    {
        if (Named().Match(playbook) is not { Success: true } named)
        {
            return new(PlaybookFile.Find(playbook));
        }

        var source = Use(() => SourcesFile.Read(sources.FullName).Find(named.Groups["source"].Value));
        var served = Use(() => new SourceStore().Serve(source));
        var path = named.Groups["path"].Value;
        var full = Path.GetFullPath(path, served.Folder);
        return full.StartsWith(served.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && (Directory.Exists(full) || File.Exists(full))
            ? new(PlaybookFile.Find(full), source, served)
            : throw new CliFailure(ExitCodes.Usage, $"The source {source.Name} has no playbook '{path}'; 'ir sync {source.Name}' shows what it has.");
    }

    /// <summary>Loads it. What nobody has reviewed is said aloud on the error stream, where it is read beside JSON too.</summary>
    public async Task<SourcedPlaybook> LoadAsync(TextWriter error, CancellationToken cancellationToken)
    {
        if (source is null || served is null)
        {
            return new(await PlaybookFile.LoadAsync(Script, cancellationToken).ConfigureAwait(false), null);
        }

        var result = await PlaybookFile.LoadAsync(Script, served.Loader, cancellationToken).ConfigureAwait(false);
        var origin = PlaybookOrigins.Of(source, served, result.Warnings.Count(warning => warning.Severity == ScriptSeverity.Warning));
        if (origin.Development)
        {
            await error.WriteLineAsync($"ir: {origin}").ConfigureAwait(false);
        }

        return new(result.Loaded!, origin);
    }

    /// <summary>Loads it into a process of its own, without this one's credentials; what this system cannot hold it to is said on the error stream.</summary>
    public async Task<(IsolatedPlaybook Playbook, PlaybookOrigin? Origin)> OpenAsync(PlanningWorkers workers, TextWriter error, CancellationToken cancellationToken)
    {
        var taken = served?.Commit?.Playbooks.FirstOrDefault(one => Path.GetFullPath(one.Path, served.Folder) == Script)?.Assembly;
        var result = await PlaybookFile.OpenAsync(Script, Loader, workers, taken, cancellationToken).ConfigureAwait(false);
        if (await workers.LackingAsync().ConfigureAwait(false) is { } lacking)
        {
            await error.WriteLineAsync($"ir: {lacking}").ConfigureAwait(false);
        }

        var origin = source is null || served is null ? null : PlaybookOrigins.Of(source, served, result.Warnings.Count(warning => warning.Severity == ScriptSeverity.Warning));
        if (origin is { Development: true })
        {
            await error.WriteLineAsync($"ir: {origin}").ConfigureAwait(false);
        }

        return (result.Playbook!, origin);
    }

    /// <summary>Reads what the user gave; what is wrong with it ends the command.</summary>
    public static T Use<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    // A colon after one letter is a drive.
    [GeneratedRegex(@"^(?<source>[a-z0-9][a-z0-9-]+):(?<path>[^:]+)\z")]
    private static partial Regex Named();
}

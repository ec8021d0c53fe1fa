using System.Collections.Immutable;
using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>
/// What a reviewer wants to know of a playbook before it may run: what the gate and the analyzers say of its script, and what the
/// planner says of every recording and of random incidents.
/// </summary>
/// <example><code>
/// (await PlaybookCheck.RunAsync("playbooks/malware/malware.csx")).Findings.Should().BeEmpty();
/// </code></example>
public sealed record PlaybookCheck
{
    /// <summary>The script's full path.</summary>
    public required string Script { get; init; }

    /// <summary>The playbook's name. Null: the script was refused.</summary>
    public string? Playbook { get; init; }

    /// <summary>How many recordings were planned.</summary>
    public int Recordings { get; init; }

    /// <summary>How many random incidents were planned.</summary>
    public int Incidents { get; init; }

    /// <summary>What was found, in order of the files and lines; empty when nothing was.</summary>
    public required ImmutableArray<ScriptDiagnostic> Findings { get; init; }

    /// <summary>Checks a playbook. Its script runs on the caller's thread, without a limit of time: end the process of one that you do not trust.</summary>
    /// <param name="script">The <c>.csx</c> file.</param>
    /// <param name="options">How thoroughly. Default: as <see cref="CheckOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels between two incidents.</param>
    public static async Task<PlaybookCheck> RunAsync(string script, CheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(script);
        script = Path.GetFullPath(script);
        options ??= new();
        var result = await options.Loader.LoadAsync(script, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return new() { Script = script, Findings = result.Diagnostics };
        }

        using var loaded = result.Loaded;
        var place = ResponsePlace.Of(await File.ReadAllTextAsync(script, cancellationToken).ConfigureAwait(false));
        var findings = new CheckFindings(script, place, result.Warnings);
        var trial = new PlanTrial(loaded.Playbook, loaded.AssemblyHash);
        var recordings = await RecordedIncidents.PlanAsync(script, loaded.Playbook, trial, findings, cancellationToken).ConfigureAwait(false);
        await RandomIncidents.PlanAsync(trial, options, findings, cancellationToken).ConfigureAwait(false);
        return new() { Script = script, Playbook = loaded.Playbook.Name, Recordings = recordings, Incidents = options.Incidents, Findings = findings.All };
    }
}

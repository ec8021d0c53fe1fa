using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Scripting;

/// <summary>What a planning process is started through, so that the system holds it to its limits too. What a system does not have is said, not needed.</summary>
/// <param name="Prefix">The programs and their arguments that stand before the planning program; each becomes the next.</param>
/// <param name="Lacks">What this system does not give, as a sentence. Null: nothing.</param>
internal sealed record Confinement(ImmutableArray<string> Prefix, string? Lacks)
{
    /// <summary>What the runtime itself needs beside a script's objects: code, stacks, its own tables.</summary>
    private const long RuntimeBytes = 768L * 1024 * 1024;

    public static async Task<Confinement> FindAsync(long maxBytes, CancellationToken cancellationToken)
    {
        ImmutableArray<string> memory = ["prlimit", "--core=0", string.Create(CultureInfo.InvariantCulture, $"--data={maxBytes + RuntimeBytes}")];
        ImmutableArray<string> network = ["unshare", "--map-root-user", "--net"];
        var hasMemory = await WorksAsync(memory, cancellationToken).ConfigureAwait(false);
        var hasNetwork = await WorksAsync(network, cancellationToken).ConfigureAwait(false);
        var lacks = (hasMemory, hasNetwork) switch
        {
            (true, true) => null,
            (true, false) => "no network of its own, which holds nothing (unshare --map-root-user --net)",
            (false, true) => "no limit by the system to what its runtime allocates (prlimit)",
            _ => "no network of its own, which holds nothing (unshare --map-root-user --net), and no limit by the system to what its runtime allocates (prlimit)",
        };
        return new([.. hasMemory ? memory : [], .. hasNetwork ? network : []], lacks is null ? null : $"A planning process has {lacks} on this system; the gate alone keeps its script from that.");
    }

    /// <summary>The command that runs a program so.</summary>
    public ProcessStartInfo Command(PlanningProgram program)
    {
        ImmutableArray<string> all = [.. Prefix, program.Path, .. program.Arguments];
        return new(Prefix.IsEmpty ? program.Path : ProgramPath.Find(all[0]), all.Skip(1));
    }

    private static async Task<bool> WorksAsync(ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || !ProgramPath.Has(command[0]) || !ProgramPath.Has("true"))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(ProgramPath.Find(command[0]), [.. command.Skip(1), "true"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0;
    }
}

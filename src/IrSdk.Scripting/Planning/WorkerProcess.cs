using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Scripting;

/// <summary>A planning process, from outside. It answers one request at a time, and is ended when it does not.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MostSaid = 4_096;

    private readonly Process process;
    private readonly Task<string> said;

    private WorkerProcess(Process process)
    {
        this.process = process;
        said = SaidAsync();
    }

    /// <summary>SHA-256 of the assembly that it holds. Null: none yet.</summary>
    public string? Holds { get; set; }

    /// <summary>What the playbook in it says of itself. Null: none yet.</summary>
    public Promise? Promise { get; set; }

    /// <summary>Starts one, which then warms itself up.</summary>
    /// <exception cref="InvalidDataException">It cannot be started.</exception>
    public static WorkerProcess Start(PlanningOptions options, Confinement confinement, string folder)
    {
        var start = confinement.Command(options.Program);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in WorkerEnvironment.For(options.MaxBytes))
        {
            start.Environment[name] = value;
        }

        try
        {
            return new(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception cannot)
        {
            throw new InvalidDataException($"the planning process could not be started ({cannot.Message.TrimEnd('.')})", cannot);
        }
    }

    /// <summary>Waits until it can be asked.</summary>
    /// <exception cref="WorkerEndedException">It ended.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Asks it.</summary>
    /// <exception cref="WorkerEndedException">It ended.</exception>
    /// <exception cref="InvalidDataException">Its answer cannot be read.</exception>
    public async Task<WorkerAnswer> AskAsync(WorkerRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // A pipe to a process that does not read takes no cancellation: whoever gives up ends the process.
            await Frames.WriteAsync(process.StandardInput.BaseStream, request, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await EndedAsync().ConfigureAwait(false);
        }

        return await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task<WorkerAnswer> ReadAsync(CancellationToken cancellationToken) =>
        await Frames.ReadAsync<WorkerAnswer>(process.StandardOutput.BaseStream, Frames.MostFromWorker, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false)
        ?? throw await EndedAsync().ConfigureAwait(false);

    private async Task<WorkerEndedException> EndedAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var error = await said.ConfigureAwait(false);
        return error.Contains("Stack overflow", StringComparison.Ordinal) ? new("it called itself without end; look for a recursion") { IsScript = true }
            : error.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || error.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal)
                ? new(WorkerEndedException.TooLarge) { IsScript = true }
            : new(string.Create(CultureInfo.InvariantCulture, $"its process ended with {process.ExitCode}"));
    }

    /// <summary>What it says on its error stream is read to the end, so that it never waits for a reader; the beginning is kept.</summary>
    private async Task<string> SaidAsync()
    {
        var kept = new char[MostSaid];
        var length = 0;
        var buffer = new char[MostSaid];
        while (await process.StandardError.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is var read and > 0)
        {
            var more = Math.Min(read, MostSaid - length);
            buffer.AsSpan(0, more).CopyTo(kept.AsSpan(length));
            length += more;
        }

        return new(kept, 0, length);
    }
}

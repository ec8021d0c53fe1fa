using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>How scripts are asked for their responses in processes of their own.</summary>
public sealed record PlanningOptions
{
    /// <summary>The program that calls <see cref="PlanningWorker.RunAsync"/>. Default: this one, with the argument <see cref="PlanningWorker.Argument"/>.</summary>
    public PlanningProgram Program { get; init; } = PlanningProgram.Own();

    /// <summary>How long a script may take for one response; then its process is ended. Default: 5 seconds.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a response may wait for a process to be free or to start. Default: 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of objects a script may hold. Default: 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How many scripts are asked at the same time; more wait. Default: one for each processor, at least 2.</summary>
    public int MaxWorkers { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>
    /// How many processes keep their script between questions, so that the next answer costs no start; each takes about 50 MB. Beyond that
    /// the one that was not asked for longest is ended, and a question to its script starts another. Default: 16.
    /// </summary>
    public int MaxHeld { get; init; } = 16;

    /// <summary>Whether one process more is always started, and waits for the next script. Default: true; a command that asks once sets it to false.</summary>
    public bool KeepsSpare { get; init; } = true;

    /// <summary>The actions that responses may name. Default: the built-in ones.</summary>
    public ActionCatalog Catalog { get; init; } = ActionCatalog.BuiltIn;

    /// <summary>The clock of the limits. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

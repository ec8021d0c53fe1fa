using System.Diagnostics.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>A planning process ended before it answered.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves PlanningWorkers.")]
internal sealed class WorkerEndedException(string message) : Exception(message)
{
    /// <summary>What is said of a script that takes too much memory.</summary>
    public const string TooLarge = "it took more memory than it may; look for what grows without end";

    /// <summary>Whether the script did it, so that another process would end the same way.</summary>
    public bool IsScript { get; init; }
}

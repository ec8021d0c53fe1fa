using System.Collections.Immutable;
using System.Reflection;

namespace IrSdk.Scripting;

/// <summary>The program that a planning process runs.</summary>
/// <param name="Path">The program, in full.</param>
/// <param name="Arguments">What it is told.</param>
public sealed record PlanningProgram(string Path, ImmutableArray<string> Arguments)
{
    /// <summary>This program, told to be a planning process.</summary>
    public static PlanningProgram Own()
    {
        // As its own program it is enough; otherwise dotnet runs its assembly.
        var path = Environment.ProcessPath ?? "";
        return System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" && Assembly.GetEntryAssembly() is { Location.Length: > 0 } entry
            ? new(path, [entry.Location, PlanningWorker.Argument])
            : new(path, [PlanningWorker.Argument]);
    }
}

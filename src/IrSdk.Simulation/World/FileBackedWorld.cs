using System.Text;
using System.Text.Json;

namespace IrSdk.Simulation;

/// <summary>
/// A world that outlives its process: every change is with the operating system before it is made, so that a run that was killed
/// and started again sees what it had done. The file is the scenario and then the changes, one JSON document a line.
/// </summary>
public sealed class FileBackedWorld : IDisposable
{
    private readonly FileStream file;

    private FileBackedWorld(FileStream file, AccountState state)
    {
        (this.file, State) = (file, state);
        state.Persist = Append;
    }

    /// <summary>The world.</summary>
    public AccountState State { get; }

    /// <summary>Opens a world's file, or makes it from a scenario when there is none. A last line that was cut by a crash is dropped.</summary>
    /// <param name="path">The file. One process at a time has it open.</param>
    /// <param name="scenario">The scenario of a new world.</param>
    /// <exception cref="IOException">The file is open elsewhere, or cannot be written.</exception>
    /// <exception cref="JsonException">The file is no world's.</exception>
    public static FileBackedWorld Open(string path, Func<Scenario> scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        FileStream? file = null;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var world = new FileBackedWorld(file, Load(WholeLines(file)) ?? Make(file, scenario()));
            file = null;
            return world;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        State.Persist = null;
        file.Dispose();
    }

    private static AccountState Make(FileStream file, Scenario scenario)
    {
        WriteLine(file, JsonSerializer.Serialize(scenario, IrJson.Options));
        return new(scenario);
    }

    private static AccountState? Load(string[] lines)
    {
        if (lines.Length == 0)
        {
            return null;
        }

        var state = new AccountState(Scenario.Read(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            state.Replay(JsonSerializer.Deserialize<WorldChange>(line, IrJson.Options)
                ?? throw new JsonException("A line of the world's file is no change; start with a new file."));
        }

        return state;
    }

    private static string[] WholeLines(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        file.SetLength(end);
        file.Position = end;
        return Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void WriteLine(FileStream file, string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush();
    }

    private void Append(WorldChange change) => WriteLine(file, JsonSerializer.Serialize(change, IrJson.Options));
}

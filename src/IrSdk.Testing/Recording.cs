using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Intake;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>A recorded alert, the account that it happened in, and what a drill must show.</summary>
/// <remarks>
/// On disk, beside the playbook: <c>recordings/NAME.alert.json</c> is the alert's document as its source sent it;
/// <c>NAME.world.json</c>, when there is one, is a <see cref="IrSdk.Simulation.Scenario"/>; <c>NAME.expect.json</c>, when there is one,
/// is an <see cref="IrSdk.Testing.Expectation"/>.
/// </remarks>
public sealed record Recording
{
    private const string Suffix = ".alert.json";

    /// <summary>Its name: the file's, without <c>.alert.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The alerts; at least one.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>The account that the drill plays in.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What the drill must show. Default: containment in time, and no evidence lost by our own response.</summary>
    public Expectation Expectation { get; init; } = new();

    /// <summary>Loads a recording.</summary>
    /// <param name="path">The path of <c>NAME.alert.json</c>.</param>
    /// <exception cref="InvalidDataException">A document is not what it should be; the message says which and where.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    public static Recording Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(Suffix, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is no recording; name it NAME{Suffix}.");
        }

        var reading = AlertReader.Read(File.ReadAllBytes(path));
        if (reading.Refusal is { } refusal)
        {
            throw new InvalidDataException($"{path} cannot be read at {refusal.Path}: {refusal.Reason}");
        }

        return new()
        {
            Name = Path.GetFileName(path)[..^Suffix.Length],
            Alerts = reading.Alerts,
            Scenario = Beside(path, "world", Scenario.Read) ?? Scenario.ForIncident(reading.Alerts[0]),
            Expectation = Beside(path, "expect", Expectation.Read) ?? new(),
        };
    }

    /// <summary>Loads every recording of a playbook, in order of their names.</summary>
    /// <param name="playbookFolder">The playbook's folder, or its <c>recordings</c> folder.</param>
    /// <exception cref="InvalidDataException">A document is not what it should be, or there is no recording.</exception>
    public static ImmutableArray<Recording> LoadAll(string playbookFolder)
    {
        var folder = Path.Combine(playbookFolder, "recordings");
        folder = Directory.Exists(folder) ? folder : playbookFolder;
        ImmutableArray<Recording> recordings =
            [.. Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal).Select(Load)];
        return recordings.IsEmpty
            ? throw new InvalidDataException($"{folder} holds no recording; put an alert there as NAME{Suffix}.")
            : recordings;
    }

    private static T? Beside<T>(string path, string what, Func<string, T> read)
        where T : class
    {
        var beside = $"{path[..^Suffix.Length]}.{what}.json";
        try
        {
            return File.Exists(beside) ? read(File.ReadAllText(beside)) : null;
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{beside} cannot be read: {wrong.Message}", wrong);
        }
    }
}

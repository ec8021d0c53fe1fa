using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IrSdk.Cli.Tests;

/// <summary>Runs the built <c>ir</c> as its users do: a process of its own.</summary>
internal sealed class Cli : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ir-test-");

    public static string Repository { get; } = Root();

    public static string Playbooks { get; } = Path.Combine(Repository, "playbooks");

    public static string CredentialCompromise { get; } = Path.Combine(Playbooks, "credential-compromise");

    public static string FourteenRoles { get; } = Path.Combine(CredentialCompromise, "recordings", "fourteen-roles.alert.json");

    /// <summary>The command, ready to start; its working folder is this test's own.</summary>
    public ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "ir.exe" : "ir";
        return new(Path.Combine(AppContext.BaseDirectory, name), arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    public CliResult Run(params IEnumerable<string> arguments) => Run(new Dictionary<string, string?>(), arguments);

    /// <summary>Runs it in a changed environment; null unsets a variable.</summary>
    public CliResult Run(IReadOnlyDictionary<string, string?> environment, IEnumerable<string> arguments)
    {
        var command = Command(arguments);
        foreach (var (name, value) in environment)
        {
            command.Environment[name] = value;
        }

        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Root()
    {
        var candidate = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(candidate!.FullName, "IrSdk.sln")))
        {
            candidate = candidate.Parent;
        }

        return candidate.FullName;
    }
}

/// <summary>What a command did.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error);

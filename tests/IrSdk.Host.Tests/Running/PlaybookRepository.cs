using System.Diagnostics;

namespace IrSdk.Host.Tests;

/// <summary>The four playbooks in a git repository of their own, as a team keeps them.</summary>
internal sealed class PlaybookRepository : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("irsdk-playbooks-");

    public PlaybookRepository()
    {
        Copy(new(Path.Combine(Checkout, "playbooks")), root.CreateSubdirectory("playbooks"));
        Git("init", "--quiet", "--initial-branch=main");
        Commit("playbooks");
    }

    /// <summary>This repository's own folder.</summary>
    public static string Checkout { get; } = FindCheckout();

    public string Folder => root.FullName;

    public static string Recording(string playbook, string name) => Path.Combine(Checkout, "playbooks", playbook, "recordings", $"{name}.alert.json");

    public void Commit(string message)
    {
        Git("add", "--all");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", message);
    }

    /// <summary>Adds a playbook of a test's own.</summary>
    public async Task AddAsync(string name, string script)
    {
        await File.WriteAllTextAsync(Path.Combine(root.CreateSubdirectory(Path.Combine("playbooks", name)).FullName, $"{name}.csx"), script + "\n");
        Commit(name);
    }

    public void Dispose() => root.Delete(recursive: true);

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Folder })!;
        git.WaitForExit();
        git.ExitCode.Should().Be(0);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.GetDirectories())
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IrSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

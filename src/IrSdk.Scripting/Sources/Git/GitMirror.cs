namespace IrSdk.Scripting;

/// <summary>Our own bare copy of one branch and of its approvals. Its configuration is written anew before each use, so nothing in it steers git.</summary>
internal sealed class GitMirror(GitProcess git, string folder)
{
    private const string Tip = "refs/irsdk/tip";
    private const string Approvals = "refs/irsdk/approved";

    private static readonly TimeSpan Local = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Remote = TimeSpan.FromMinutes(10);

    /// <summary>Makes it, or clears it of what a killed sync or anybody else left in it. No other sync may use it meanwhile.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
        Directory.CreateDirectory(Path.Combine(folder, "refs"));
        File.WriteAllText(Path.Combine(folder, "HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(Path.Combine(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
        File.Delete(Path.Combine(folder, "objects", "info", "alternates"));
        File.Delete(Path.Combine(folder, "shallow"));
        foreach (var foreign in new[] { "hooks", "info", "worktrees" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        {
            Directory.Delete(foreign, recursive: true);
        }

        foreach (var left in Directory.EnumerateFiles(folder, "*.lock", SearchOption.AllDirectories))
        {
            File.Delete(left);
        }
    }

    /// <summary>Fetches the branch and the approvals.</summary>
    /// <returns>Why that failed, or null.</returns>
    public async Task<string?> FetchAsync(string repository, string branch, CancellationToken cancellationToken)
    {
        string[] command =
        [
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--prune", "--force", "--", repository,
            $"+refs/heads/{branch}:{Tip}", $"+refs/tags/approved/*:{Approvals}/*",
        ];
        var fetched = await git.RunAsync(folder, command, Remote, cancellationToken: cancellationToken).ConfigureAwait(false);
        return fetched.Succeeded ? null : fetched.Said;
    }

    /// <summary>The commit at the end of the branch, as it was fetched.</summary>
    public Task<string?> TipAsync(CancellationToken cancellationToken) => ResolveAsync($"{Tip}^{{commit}}", cancellationToken);

    /// <summary>The tag by which someone approved a tree, as it was fetched. Null: there is none.</summary>
    public Task<string?> ApprovalAsync(string who, string tree, CancellationToken cancellationToken) => ResolveAsync($"{Approvals}/{who}/{tree}", cancellationToken);

    /// <summary>The id of an object by any name. Null: there is none.</summary>
    public async Task<string?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        var found = await LocalAsync(["rev-parse", "--quiet", "--verify", "--end-of-options", name], cancellationToken).ConfigureAwait(false);
        return found.Succeeded ? found.Output : null;
    }

    /// <summary>Whether one commit comes after another.</summary>
    public async Task<bool> IsAncestorAsync(string earlier, string later, CancellationToken cancellationToken) =>
        (await LocalAsync(["merge-base", "--is-ancestor", earlier, later], cancellationToken).ConfigureAwait(false)).Succeeded;

    /// <summary>Runs a command that reads the mirror.</summary>
    public Task<GitResult> LocalAsync(
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        Func<System.Diagnostics.Process, CancellationToken, Task>? exchange = null) =>
        git.RunAsync(folder, arguments, Local, environment, exchange, cancellationToken);
}

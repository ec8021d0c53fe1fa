using System.Diagnostics;

namespace IrSdk.Scripting.Tests.Sources;

/// <summary>A real repository in which several people commit, sign and approve; and a host that takes playbooks from it.</summary>
internal sealed class Repository : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("irsdk-source-");
    private readonly SigningKeys keys;

    public Repository(SigningKeys keys)
    {
        this.keys = keys;
        Directory.CreateDirectory(Work);
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "gpg.format", "ssh");
        Write("playbooks/test/test.csx", Scripts.Plain);
    }

    public string Work => Path.Combine(root.FullName, "repository");

    public string State => Path.Combine(root.FullName, "state");

    public SourceStore Store => new(new() { Folder = State, Workers = Workers, Scripts = new() { CacheDirectory = Path.Combine(root.FullName, "cache") } });

    /// <summary>Who may sign: the members of the JSON object of each signer's only key, over their public key.</summary>
    public Dictionary<string, string> Signers { get; } = new() { ["alice"] = "", ["bob"] = "", ["carol"] = "" };

    public Dictionary<string, string> Paths { get; } = [];

    public List<string> OpenPgpSigners { get; } = [];

    /// <summary>Whose OpenPGP key the forge merges with. Null: it merges with an SSH key.</summary>
    public string? OpenPgpForge { get; set; }

    /// <summary>Where a new commit's scripts are tried. Null: in this process.</summary>
    public PlanningWorkers? Workers { get; set; }

    public int Approvals { get; set; }

    public string Extra { get; set; } = "";

    public static string Script(string name, string verb = "Snapshot") =>
        $"return {Scripts.Head.Replace("\"test\"", $"\"{name}\"", StringComparison.Ordinal)}.Respond(Preserve.{verb}().Then.Quarantine());";

    public PlaybookSource Source()
    {
        var signers = Signers.Select(one => $$"""{ "name": "{{one.Key}}", "keys": [{ "ssh": "{{keys.Public(one.Key)}}"{{one.Value}} }] }""")
            .Concat(OpenPgpSigners.Select(name => $$"""{ "name": "{{name}}", "keys": [{ "openpgp": "{{keys.OpenPgp(name)}}" }] }"""));
        var allowed = Signers.Keys.Concat(OpenPgpSigners).Select(name => $$"""{ "name": "{{name}}"{{(Paths.TryGetValue(name, out var path) ? $", \"paths\": [\"{path}\"]" : "")}} }""");
        var path = Path.Combine(root.FullName, "sources.json");
        File.WriteAllText(path, $$"""
            {
              "signers": [{{string.Join(", ", signers)}}],
              "sources": [{
                "name": "main", "repository": "{{Work}}", "folder": "playbooks", "approvals": {{Approvals}},
                "signers": [{{string.Join(", ", allowed)}}],
                "mergeKeys": [{{(OpenPgpForge is null ? $$"""{ "ssh": "{{keys.Public("forge")}}" }""" : $$"""{ "openpgp": "{{keys.OpenPgp(OpenPgpForge)}}" }""")}}]{{Extra}}
              }]
            }
            """);
        return SourcesFile.Read(path).Find("main");
    }

    public Task<SourceSync> SyncAsync(bool allowRewind = false) => Store.SyncAsync(Source(), allowRewind, TestContext.Current.CancellationToken);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Work, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Commits everything, signed by someone or by nobody.</summary>
    public string Commit(string? signer = "alice", string? at = null)
    {
        Git("add", "--all");
        As(signer, at, ["commit", "--quiet", "--allow-empty", "--message", "change", .. signer is null ? new[] { "--no-gpg-sign" } : ["--gpg-sign"]]);
        return Head;
    }

    public string Head => Git("rev-parse", "HEAD");

    public string Tree => Git("rev-parse", "HEAD^{tree}");

    /// <summary>Approves a tree as <c>ir approve-commit</c> does.</summary>
    public void Approve(string who, string? tree = null, string? signer = null) =>
        As(signer ?? who, null, ["tag", "--sign", "--force", "--message", "approved", $"approved/{who}/{tree ?? Tree}", tree ?? Tree]);

    /// <summary>A program beside the repository.</summary>
    public string Program(string name, string command)
    {
        var path = Path.Combine(root.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{command}\n");
        Process.Start("chmod", ["700", path]).WaitForExit();
        return path;
    }

    public string Git(params string[] arguments) => As("alice", null, arguments);

    public string As(string? who, string? at, IEnumerable<string> arguments, string? input = null)
    {
        var isOpenPgp = who is not null && File.Exists(keys.OpenPgp(who));
        string[] identity =
        [
            "-c", $"user.name={who ?? "nobody"}", "-c", $"user.email={who ?? "nobody"}@example.com",
            "-c", $"user.signingkey={(isOpenPgp ? $"{who}@example.com" : who is null ? "" : keys.Private(who))}", "-c", $"gpg.format={(isOpenPgp ? "openpgp" : "ssh")}", "-c", "gpg.program=gpg",
        ];
        var start = new ProcessStartInfo("git", [.. identity, .. arguments]) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["GNUPGHOME"] = keys.GnuPg;
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        if (at is not null)
        {
            start.Environment["GIT_COMMITTER_DATE"] = at;
            start.Environment["GIT_AUTHOR_DATE"] = at;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    public void Dispose() => root.Delete(recursive: true);
}

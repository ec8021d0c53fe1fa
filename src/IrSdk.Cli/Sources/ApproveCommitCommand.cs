using System.CommandLine;
using System.Diagnostics;
using IrSdk.Scripting;

namespace IrSdk.Cli.Sources;

/// <summary><c>ir approve-commit [COMMIT] [--as NAME]</c>, in an engineer's own clone, with the engineer's own git and key.</summary>
internal static class ApproveCommitCommand
{
    public static Command Create()
    {
        var commit = new Argument<string>("COMMIT") { Description = "The commit whose tree is approved. Default: HEAD.", DefaultValueFactory = _ => "HEAD" };
        var who = new Option<string>("--as") { Description = "Your name in the sources file. Default: the user that is signed in.", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("approve-commit", "Makes the signed tag by which you approve everything in a commit: whatever commit has the same tree later, squashed or merged, keeps your approval.") { commit, who };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(commit);
            var tree = await GitAsync(["rev-parse", "--verify", "--end-of-options", $"{name}^{{commit}}^{{tree}}"], $"'{name}' is no commit here", cancellation).ConfigureAwait(false);
            var subject = await GitAsync(["log", "-1", "--format=%h %s", "--end-of-options", name], $"'{name}' is no commit here", cancellation).ConfigureAwait(false);
            var tag = Tag(parsed.GetRequiredValue(who), tree);
            await GitAsync(
                ["tag", "--sign", "--message", $"Approved: {subject}", tag, tree],
                $"git did not make the tag {tag}; set up signing (user.signingkey, gpg.format), or push the tag that is there", cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Approved the tree of {subject}; push it with: git push origin refs/tags/{tag}").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Tag(string who, string tree)
    {
        try
        {
            return ApprovalTag.Name(who, tree);
        }
        catch (ArgumentException)
        {
            throw new CliFailure(ExitCodes.Usage, $"'{who}' can be no signer's name; give yours in the sources file with --as.");
        }
    }

    private static async Task<string> GitAsync(IEnumerable<string> arguments, string otherwise, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode == 0
            ? output.Trim()
            : throw new CliFailure(ExitCodes.Usage, $"{otherwise} ({(await error.ConfigureAwait(false)).ReplaceLineEndings(" ").Trim()}).");
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new CliFailure(ExitCodes.Usage, $"git could not be started ({missing.Message}); install it.");
        }
    }
}

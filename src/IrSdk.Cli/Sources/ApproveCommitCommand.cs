using System.CommandLine;
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
            try
            {
                var tag = await ApprovalTag.MakeAsync(parsed.GetRequiredValue(commit), parsed.GetRequiredValue(who), cancellation).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"Approved the tree of {tag.Subject}; push it with: git push origin refs/tags/{tag.Name}").ConfigureAwait(false);
                return ExitCodes.Done;
            }
            catch (InvalidDataException wrong)
            {
                throw new CliFailure(ExitCodes.Usage, wrong.Message);
            }
        });
        return command;
    }
}

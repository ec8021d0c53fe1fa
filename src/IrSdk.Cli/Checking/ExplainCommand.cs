using System.CommandLine;

namespace IrSdk.Cli.Checking;

/// <summary><c>ir explain [RULE]</c>: a rule's page, or all rules.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var rule = new Argument<string?>("RULE") { Description = "A rule's id, such as IR1001. Default: lists all.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Tells what a rule means, with a passing and a failing example.") { rule };
        command.SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(rule) is not { } id)
            {
                foreach (var one in RuleBook.All)
                {
                    await output.WriteLineAsync($"{one.Id}  {one.Title}").ConfigureAwait(false);
                }

                return ExitCodes.Done;
            }

            await output.WriteAsync((RuleBook.Find(id) ?? throw new CliFailure(ExitCodes.Usage, $"There is no rule {id}; 'ir explain' lists them.")).Page).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}

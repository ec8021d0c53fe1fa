using System.CommandLine;
using System.Text;
using IrSdk.Cli;
using IrSdk.Cli.Aws;
using IrSdk.Cli.Checking;
using IrSdk.Cli.Decisions;
using IrSdk.Cli.Drills;
using IrSdk.Cli.Journals;
using IrSdk.Cli.Planning;
using IrSdk.Cli.Running;
using IrSdk.Cli.Scaffolding;
using IrSdk.Cli.Sending;
using IrSdk.Cli.Sources;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Scripting;

if (args is [PlanningWorker.Argument])
{
    return await PlanningWorker.RunAsync().ConfigureAwait(false);
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand(
    "Incident-response playbooks: plan, run, drill, undo. Exit codes: 0 done, 1 refused by a rule or a failed expectation, 2 usage, 3 unfinished.")
{
    NewCommand.Create(), CheckCommand.Create(), CheckedAlone.Create(), ExplainCommand.Create(), PlanCommand.Create(), RunCommand.Create(), DrillCommand.Create(), JournalCommand.Create(), UndoCommand.Create(), PolicyCommand.Create(), ReadinessCommand.Create(), EvidenceCommand.Create(), SyncCommand.Create(), ApproveCommitCommand.Create(), SendCommand.Create(),
};
foreach (var command in DecisionCommands.Create())
{
    root.Add(command);
}

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    // The error that quotes what was typed says more than "a command is required".
    var error = parsed.Errors.FirstOrDefault(one => one.Message.Contains('\'', StringComparison.Ordinal)) ?? parsed.Errors[0];
    await Console.Error.WriteLineAsync($"ir: {error.Message} Try 'ir --help'.").ConfigureAwait(false);
    return ExitCodes.Usage;
}

try
{
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (CliFailure failure)
{
    await Console.Error.WriteLineAsync($"ir: {failure.Message}").ConfigureAwait(false);
    return failure.ExitCode;
}
catch (PlanningException failure)
{
    await Console.Error.WriteLineAsync($"ir: {failure.Message}").ConfigureAwait(false);
    return ExitCodes.Refused;
}
catch (Exception failure) when (failure is ProviderException or IncidentConflictException)
{
    await Console.Error.WriteLineAsync($"ir: {failure.Message}").ConfigureAwait(false);
    return ExitCodes.Usage;
}
catch (Exception failure) when (failure is JournalException or LeaseLostException or IncidentBusyException)
{
    await Console.Error.WriteLineAsync($"ir: {failure.Message}").ConfigureAwait(false);
    return ExitCodes.Unfinished;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("ir: stopped; run the same command again to go on where it stopped.").ConfigureAwait(false);
    return ExitCodes.Unfinished;
}

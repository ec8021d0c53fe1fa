using System.CommandLine;
using IrSdk.Cli.Journals;
using IrSdk.Runtime;

namespace IrSdk.Cli.Decisions;

/// <summary><c>ir approve|verdict|freeze|thaw</c>: what humans say, written where every run reads it.</summary>
internal static class DecisionCommands
{
    public static IEnumerable<Command> Create() => [Approve(), GiveVerdict(), Freeze("freeze", true), Freeze("thaw", false)];

    private static Command Approve()
    {
        var incident = Arguments.Incident();
        var plan = new Option<string?>("--plan") { Description = "The plan's hash, or its beginning (8 characters or more). Default: the incident's latest plan." };
        var lasts = new Option<TimeSpan>("--for") { Description = "How long the approval lasts. Default: 00:30:00; a host says it itself.", DefaultValueFactory = _ => TimeSpan.FromMinutes(30) };
        var (journal, by) = (Arguments.Journal(), Arguments.By());
        var elsewhere = HostDesk.Options();
        var command = new Command("approve", "Approves a plan. A changed plan needs a new approval.") { incident, plan, lasts, by, journal, elsewhere.Host, elsewhere.Token };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (HostDesk.Of(parsed, elsewhere) is { } host)
            {
                var approved = await host.ApproveAsync(parsed.GetRequiredValue(incident), parsed.GetValue(plan), cancellation).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"Approved plan {approved[..8]} of {parsed.GetRequiredValue(incident)}.").ConfigureAwait(false);
                return ExitCodes.Done;
            }

            await using var record = JournalFile.OpenExisting(parsed.GetRequiredValue(journal));
            var id = parsed.GetRequiredValue(incident);
            var records = await Incidents.RecordsOfAsync(record, id, cancellation).ConfigureAwait(false);
            var hashes = records.Where(one => one.Kind == JournalKinds.PlanMade).Select(one => one.Payload?.GetProperty("hash").GetString()!).ToList();
            var hash = parsed.GetValue(plan) is { Length: >= 8 } start
                ? hashes.Find(one => one.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                : parsed.GetValue(plan) is null ? hashes.LastOrDefault() : null;
            if (hash is null)
            {
                throw new CliFailure(ExitCodes.Usage, $"Incident {id} has no such plan; 'ir journal show --incident {id}' shows its plans.");
            }

            var who = parsed.GetRequiredValue(by);
            if (await CaseFile.ReadAsync(record, Incidents.Parse(id), null, cancellation).ConfigureAwait(false) is { } file && file.Requesters.Contains(who, StringComparer.OrdinalIgnoreCase))
            {
                throw new CliFailure(ExitCodes.Refused, $"{who} asked for this response; somebody else must approve its plan.");
            }

            await new Runtime.Decisions(record, TimeProvider.System)
                .ApproveAsync(Incidents.Parse(id), hash, who, TimeProvider.System.GetUtcNow() + parsed.GetValue(lasts), cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Approved plan {hash[..8]} of {id}; a run that waits goes on, one that has ended is started again with 'ir run'.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command GiveVerdict()
    {
        var incident = Arguments.Incident();
        var verdict = new Argument<string>("VERDICT") { Description = "confirmed, false-positive or closed." };
        verdict.AcceptOnlyFromAmong("confirmed", "false-positive", "closed");
        var because = new Option<string?>("--because") { Description = "Why." };
        var (journal, by) = (Arguments.Journal(), Arguments.By());
        var elsewhere = HostDesk.Options();
        var command = new Command("verdict", "Says what an incident was. After false-positive, 'ir undo' takes back everything that can be; a host does so itself.") { incident, verdict, because, by, journal, elsewhere.Host, elsewhere.Token };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (HostDesk.Of(parsed, elsewhere) is { } host)
            {
                var word = parsed.GetRequiredValue(verdict);
                await host.GiveVerdictAsync(parsed.GetRequiredValue(incident), word == "false-positive" ? "falsePositive" : word, parsed.GetValue(because), cancellation).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{parsed.GetRequiredValue(incident)} is {word}.").ConfigureAwait(false);
                return ExitCodes.Done;
            }

            await using var record = JournalFile.OpenExisting(parsed.GetRequiredValue(journal));
            var id = parsed.GetRequiredValue(incident);
            _ = await Incidents.RecordsOfAsync(record, id, cancellation).ConfigureAwait(false);
            var said = parsed.GetRequiredValue(verdict) switch
            {
                "confirmed" => Verdict.Confirmed,
                "false-positive" => Verdict.FalsePositive,
                _ => Verdict.Closed,
            };
            await new Runtime.Decisions(record, TimeProvider.System)
                .GiveVerdictAsync(Incidents.Parse(id), said, parsed.GetRequiredValue(by), parsed.GetValue(because), cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(said == Verdict.FalsePositive
                ? $"{id} is a false positive; take its containment back with 'ir undo {id}'."
                : $"{id} is {parsed.GetRequiredValue(verdict)}.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Freeze(string name, bool isFreeze)
    {
        var because = new Option<string>("--because") { Description = "Why; stands in the journal.", Required = true };
        var (journal, by) = (Arguments.Journal(), Arguments.By());
        var elsewhere = HostDesk.Options();
        var command = new Command(name, isFreeze ? "Forbids every containment, in every incident of the journal, until thawed. Preservation goes on." : "Lets containment go on.") { because, by, journal, elsewhere.Host, elsewhere.Token };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (who, why) = (parsed.GetRequiredValue(by), parsed.GetRequiredValue(because));
            if (HostDesk.Of(parsed, elsewhere) is { } host)
            {
                await host.FreezeAsync(isFreeze, why, cancellation).ConfigureAwait(false);
            }
            else
            {
                await using var record = JournalFile.OpenExisting(parsed.GetRequiredValue(journal));
                var decisions = new Runtime.Decisions(record, TimeProvider.System);
                await (isFreeze ? decisions.FreezeAsync(who, why, cancellation) : decisions.ThawAsync(who, why, cancellation)).ConfigureAwait(false);
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(isFreeze ? "Frozen: nothing is contained until 'ir thaw'." : "Thawed: containment goes on.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}

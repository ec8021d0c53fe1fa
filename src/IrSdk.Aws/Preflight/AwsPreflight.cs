using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Asks IAM's simulator what the roles may do of all that a plan's handlers declare, and EC2 itself, by dry run, where it has one: that
/// answer counts before the simulator's, which knows no session policy. Containments are asked for first, and all within so few calls
/// after one another that the answer is there in the first second.
/// </summary>
internal sealed class AwsPreflight(AwsAccounts accounts) : IPreflight
{
    private const int AtOnce = 16;

    /// <summary>What asking needs itself: the evidence role looks at both.</summary>
    public static IEnumerable<AwsPermission> PermissionsFor(AwsOptions options) =>
        new[] { options.EvidenceRole, options.ContainmentRole }.OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(role => new AwsPermission("iam:SimulatePrincipalPolicy", $"arn:{{partition}}:iam::{{account}}:role/{role}"));

    public async Task<Preflight> CheckAsync(Plan plan, CancellationToken cancellationToken)
    {
        var questions = new List<Question>();
        var dry = new List<Task<ImmutableArray<Answer>>>();
        try
        {
            foreach (var step in plan.Steps.OrderByDescending(one => one.IsContaining))
            {
                if (AwsHandlers.All.FirstOrDefault(one => one.Action == step.Action.GetType()) is not { } registration)
                {
                    continue;
                }

                var id = step.Action.Resource.Id;
                var who = await CallerAsync(id.Account, registration.Purpose, cancellationToken).ConfigureAwait(false);
                var asked = Question.Of(step.Id, who, registration, id, accounts.Options).ToList();
                questions.AddRange(asked);
                if (step.Action.Resource is Instance instance)
                {
                    dry.Add(new DryRuns(accounts, registration, instance).AskAsync(asked, cancellationToken));
                }
            }
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            throw AwsFailure.Of(failed);
        }

        var (simulated, unasked) = await SimulateAsync(questions, cancellationToken).ConfigureAwait(false);
        var answers = simulated.ToDictionary(one => one.Question, one => one.IsAllowed);
        foreach (var one in (await Task.WhenAll(dry).ConfigureAwait(false)).SelectMany(all => all))
        {
            answers[one.Question] = one.IsAllowed;
        }

        return new(
            [
                .. answers.Where(one => !one.Value).Select(one => one.Key).GroupBy(one => (one.Step, one.Who))
                    .Select(group => new PreflightFinding(group.Key.Step, $"{group.Key.Who.Name} lacks {string.Join(", ", group.Select(one => one.Action).Distinct().Order(StringComparer.Ordinal))}"))
                    .OrderBy(finding => finding.Step, StringComparer.Ordinal),
            ],
            unasked);
    }

    private async Task<Caller> CallerAsync(AccountId account, AwsPurpose purpose, CancellationToken cancellationToken)
    {
        var role = purpose == AwsPurpose.Evidence ? accounts.Options.EvidenceRole : accounts.Options.ContainmentRole;
        if (role is not null)
        {
            using var access = accounts.EnterOwn(account, ResourceId.Global, null);
            return new(account, purpose, $"arn:{access.Partition}:iam::{account}:role/{role}");
        }

        return new(account, purpose, await accounts.CallerArnAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<(ImmutableArray<Answer> Answers, string? Unasked)> SimulateAsync(List<Question> questions, CancellationToken cancellationToken)
    {
        var groups = Simulation.Grouped(questions.Where(one => !one.Who.IsRoot)).OrderBy(group => group[0].Who.Purpose == AwsPurpose.Containment ? 0 : 1).ToList();
        using var simulation = new Simulation(accounts);
        var answers = new ConcurrentBag<Answer>();
        string? unasked = null;
        if (groups.Count > 0)
        {
            // One first: where IAM does not answer that, the others need not be asked.
            await AskAsync(groups[0]).ConfigureAwait(false);
            if (unasked is null)
            {
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(groups.Skip(1), parallel, async (group, _) => await AskAsync(group).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }

        return ([.. answers], unasked);

        async Task AskAsync(List<Question> group)
        {
            try
            {
                foreach (var answer in await simulation.AskAsync(group, cancellationToken).ConfigureAwait(false))
                {
                    answers.Add(answer);
                }
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested && (failed is ProviderException || AwsFailure.IsOfTheService(failed)))
            {
                unasked = (failed as ProviderException ?? AwsFailure.Of(failed)).Message;
            }
        }
    }
}

/// <summary>Whether what was asked is permitted.</summary>
internal sealed record Answer(Question Question, bool IsAllowed);

using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>IAM's simulator: what the policies of a role say, its boundary and the organization's included.</summary>
internal sealed class Simulation(AwsAccounts accounts) : IDisposable
{
    private const string Any = "*";

    private readonly ConcurrentDictionary<AccountId, Lazy<Task<AwsAccess>>> entered = new();

    /// <summary>As many as a readable call takes: the longest names are of 2,048 characters.</summary>
    private const int MostResources = 25;

    /// <summary>
    /// What one call can ask: whether one caller may do some actions on each of some resources under one condition. Resources that are
    /// asked for the same actions go together, and what IAM would have to answer for nobody is not asked.
    /// </summary>
    public static IEnumerable<List<Question>> Grouped(IEnumerable<Question> questions) => questions
        .GroupBy(one => (one.Who, one.Resource, one.Condition))
        .GroupBy(group => (group.Key.Who, group.Key.Condition, IsAny: group.Key.Resource == Any, Actions: string.Join(' ', group.Select(one => one.Action).Distinct().Order(StringComparer.Ordinal))))
        .SelectMany(alike => alike.Chunk(MostResources).Select(some => some.SelectMany(one => one).ToList()));

    /// <summary>Asks for a group.</summary>
    public async Task<ImmutableArray<Answer>> AskAsync(List<Question> group, CancellationToken cancellationToken)
    {
        var (who, condition) = (group[0].Who, group[0].Condition);
        var access = await entered.GetOrAdd(who.Account, account => new(() => accounts.EnterAsync(
            account, ResourceId.Global, AwsPurpose.Evidence, null, [.. AwsPreflight.PermissionsFor(accounts.Options)], null, cancellationToken))).Value.ConfigureAwait(false);
        var request = new SimulatePrincipalPolicyRequest
        {
            PolicySourceArn = who.Arn,
            ActionNames = [.. group.Select(one => one.Action).Distinct().Order(StringComparer.Ordinal)],
            ResourceArns = group[0].Resource == Any ? null : [.. group.Select(one => one.Resource).Distinct()],
            ContextEntries = condition is null ? null : [new() { ContextKeyName = condition.Key, ContextKeyType = "string", ContextKeyValues = [condition.Value] }],
        };
        var results = await Paging.AllAsync(
            async marker =>
            {
                request.Marker = marker;
                return await access.Iam.SimulatePrincipalPolicyAsync(request, cancellationToken).ConfigureAwait(false);
            },
            static page => page.EvaluationResults,
            static page => page.IsTruncated == true ? page.Marker : null).ConfigureAwait(false);
        return [.. group.Select(one => (Question: one, Decisions: Of(one, results, isAlone: request.ResourceArns is not { Count: > 1 })))
            .Where(one => one.Decisions.Count > 0).Select(one => new Answer(one.Question, one.Decisions.TrueForAll(decision => decision == "allowed")))];
    }

    /// <summary>IAM writes the decision on a resource as a result of its own, or below that of the action. Empty: it did not say.</summary>
    private static List<string?> Of(Question question, List<EvaluationResult> results, bool isAlone)
    {
        var ofAction = results.Where(one => string.Equals(one.EvalActionName, question.Action, StringComparison.OrdinalIgnoreCase)).ToList();
        var below = ofAction.SelectMany(one => one.ResourceSpecificResults ?? []).Where(one => one.EvalResourceName == question.Resource).Select(one => one.EvalResourceDecision).ToList();
        return below.Count > 0 ? below : [.. ofAction.Where(one => isAlone || one.EvalResourceName == question.Resource).Select(one => one.EvalDecision)];
    }

    public void Dispose()
    {
        foreach (var access in entered.Values.Where(one => one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            access.Value.Result.Dispose();
        }
    }
}

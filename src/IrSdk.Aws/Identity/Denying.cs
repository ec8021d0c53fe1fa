using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Contains a user or role by an inline policy, and keeps what had its name before.</summary>
internal abstract class Denying<TAction>(HandlerAccess access) : Containing<TAction, PolicyBefore>(access)
    where TAction : ContainingAction
{
    protected sealed override async Task ApplyAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var principal = Principal.Of(action.Resource);
        if (!Shows(action, prior, step, await principal.PolicyAsync(step.Aws.Iam, prior.Policy, cancellationToken).ConfigureAwait(false)))
        {
            await principal.SetPolicyAsync(step.Aws.Iam, prior.Policy, Document(action, prior, step), cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task<string?> DriftAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var principal = Principal.Of(action.Resource);
        return await principal.PolicyAsync(step.Aws.Iam, prior.Policy, cancellationToken).ConfigureAwait(false) switch
        {
            null => $"the deny was detached from {principal.Name}",
            { } document when !Shows(action, prior, step, document) => $"the deny on {principal.Name} was rewritten",
            _ => null,
        };
    }

    protected sealed override Task<ImmutableArray<string>> BreaksAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        Task.FromResult(prior.Breaks);

    /// <summary>The policy that contains.</summary>
    protected abstract string Document(TAction action, PolicyBefore prior, AwsStep step);

    /// <summary>Whether a policy is the one that contains. Null: there is none.</summary>
    protected virtual bool Shows(TAction action, PolicyBefore prior, AwsStep step, string? document) =>
        PolicyDocument.Same(document, Document(action, prior, step));
}

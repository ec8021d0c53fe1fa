namespace IrSdk.Aws;

/// <summary>Takes a deny back: what had its name before stands again.</summary>
internal abstract class Allowing<TAction>(HandlerAccess access) : Restoring<TAction, PolicyBefore>(access)
    where TAction : RestoringAction
{
    protected sealed override Task RestoreAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        Principal.Of(action.Resource).SetPolicyAsync(step.Aws.Iam, prior.Policy, prior.Document, cancellationToken);

    protected sealed override async Task<bool> IsRestoredAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        PolicyDocument.Same(await Principal.Of(action.Resource).PolicyAsync(step.Aws.Iam, prior.Policy, cancellationToken).ConfigureAwait(false), prior.Document);

    protected sealed override async Task<string?> DriftAsync(TAction action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        await Principal.Of(action.Resource).PolicyAsync(step.Aws.Iam, prior.Policy, cancellationToken).ConfigureAwait(false) switch
        {
            null => $"the policy {prior.Policy} was removed",
            { } document when !IsOurs(action, prior, document) => $"the policy {prior.Policy} was rewritten",
            _ => null,
        };

    /// <summary>Whether a policy is the one that contained.</summary>
    protected abstract bool IsOurs(TAction action, PolicyBefore prior, string document);
}

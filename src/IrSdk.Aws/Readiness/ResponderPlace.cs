namespace IrSdk.Aws;

/// <summary>The responder lives outside the accounts that it guards: who takes one over must not hold the responder too.</summary>
internal static class ResponderPlace
{
    private const string Name = "where the responder lives";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        if (scene.Caller == scene.Account)
        {
            return new(Name, ReadinessStatus.Partly, $"The responder's credentials are of account {scene.Account}, which it guards.",
                "Run it in an account of its own, and let it assume the evidence and containment roles.");
        }

        foreach (var purpose in new[] { AwsPurpose.Evidence, AwsPurpose.Containment })
        {
            using var access = await scene.Accounts.EnterAsync(scene.Account, ResourceId.Global, purpose, null, null, null, cancellationToken).ConfigureAwait(false);
            _ = await access.Sts.GetCallerIdentityAsync(new(), cancellationToken).ConfigureAwait(false);
        }

        return new(Name, ReadinessStatus.Ready, $"It lives in {scene.Caller} and can enter {scene.Account} to preserve and to contain.");
    }
}

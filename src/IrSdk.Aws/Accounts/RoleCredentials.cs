using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace IrSdk.Aws;

/// <summary>A role's temporary credentials, narrowed by a session policy and renewed five minutes before they end.</summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private readonly StsClient sts;
    private readonly AssumeRoleRequest request;
    private readonly TimeProvider time;

    public RoleCredentials(StsClient sts, AssumeRoleRequest request, TimeProvider time)
    {
        (this.sts, this.request, this.time) = (sts, request, time);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
        LastUsed = time.GetUtcNow();
    }

    /// <summary>When they were last handed out.</summary>
    public DateTimeOffset LastUsed { get; private set; }

    public RoleCredentials Touch()
    {
        LastUsed = time.GetUtcNow();
        return this;
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("Clients are called asynchronously only.");

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var assumed = await sts.AssumeRoleAsync(request).ConfigureAwait(false);
        var made = assumed.Credentials;
        return new(new ImmutableCredentials(made.AccessKeyId, made.SecretAccessKey, made.SessionToken), made.Expiration!.Value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sts.Dispose();
        }

        base.Dispose(disposing);
    }
}

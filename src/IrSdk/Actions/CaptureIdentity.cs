namespace IrSdk;

/// <summary>Captures keys, policies, memberships, devices and last use of an identity.</summary>
[Preserves(Evidence.Identity)]
[Timeout(20)]
[Phrase("capture identity")]
public sealed record CaptureIdentity : PreservingAction
{
    /// <summary>Of an access key.</summary>
    public CaptureIdentity(AccessKey key)
        : base(key) { }

    /// <summary>Of a user and its keys.</summary>
    public CaptureIdentity(IamUser user)
        : base(user) { }

    /// <summary>Of a role and its sessions.</summary>
    public CaptureIdentity(IamRole role)
        : base(role) { }
}

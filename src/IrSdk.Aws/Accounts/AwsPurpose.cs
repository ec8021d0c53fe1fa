namespace IrSdk.Aws;

/// <summary>What an account is entered for; each purpose has a role of its own.</summary>
internal enum AwsPurpose
{
    /// <summary>To look and to capture, with the evidence role.</summary>
    Evidence,

    /// <summary>To contain and to restore, with the containment role.</summary>
    Containment,
}

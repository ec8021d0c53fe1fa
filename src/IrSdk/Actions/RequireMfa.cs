namespace IrSdk;

/// <summary>Denies a user everything that is not done with a second factor.</summary>
[Disturbs(Evidence.Identity)]
[UndoneBy(typeof(LiftMfaRequirement))]
[Timeout(15)]
[Phrase("require MFA")]
public sealed record RequireMfa : ContainingAction
{
    /// <summary>Of a user.</summary>
    public RequireMfa(IamUser user)
        : base(user) { }
}

/// <summary>Removes the second-factor requirement that was set.</summary>
[Disturbs(Evidence.Identity)]
[Timeout(15)]
[Phrase("lift MFA requirement")]
public sealed record LiftMfaRequirement : RestoringAction
{
    /// <summary>Of a user.</summary>
    public LiftMfaRequirement(IamUser user)
        : base(user) { }
}

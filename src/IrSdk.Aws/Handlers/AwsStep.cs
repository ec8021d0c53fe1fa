using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>One call of a handler: the step, the account that it entered, and where evidence goes.</summary>
internal sealed record AwsStep(StepContext Context, AwsAccess Aws, IEvidenceStore Evidence, AwsAccounts Accounts)
{
    public AwsOptions Options => Accounts.Options;

    /// <summary>Enters another region of the same account with the same rights.</summary>
    public required Func<string, Task<AwsAccess>> InRegion { get; init; }

    /// <summary>The tags of everything that a step makes, by which it finds its own again.</summary>
    public IEnumerable<(string Key, string Value)> Tags =>
    [
        (StepTags.Incident, Context.Incident.ToString()),
        (StepTags.Step, Context.Key),
    ];
}

/// <summary>The names of the tags on what the responder makes.</summary>
internal static class StepTags
{
    public const string Incident = "irsdk:incident";
    public const string Step = "irsdk:step";
}

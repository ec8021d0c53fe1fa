namespace IrSdk.Intake;

/// <summary>Reads one CloudTrail event that a rule picked as an alert: an API call or a console sign-in.</summary>
internal static class CloudTrailReader
{
    public const string Source = "cloudtrail";

    private const int OfCall = 50;
    private const int WithoutSecondFactor = 60;
    private const int OfRoot = 70;

    public static bool Recognizes(Node record) => record.Has("eventSource") && record.Has("eventName");

    public static Alert? Read(Node record, Node envelope)
    {
        var id = record["eventID"].RequiredText();
        var call = record["eventName"].RequiredText();
        var time = record["eventTime"].Time();
        var identity = record["userIdentity"];
        if (!identity.IsMissing)
        {
            identity = identity.Object();
        }

        var account = record["recipientAccountId"].Account() ?? envelope["account"].Account() ?? identity["accountId"].LooseAccount();
        if (account is null)
        {
            record["recipientAccountId"].Refuse("The account is missing here and in the envelope; send the event as EventBridge delivered it.");
        }

        var region = record["awsRegion"].Region() ?? envelope["region"].Region();
        if (region is null)
        {
            record["awsRegion"].Refuse("The region is missing here and in the envelope; send the event as EventBridge delivered it.");
        }

        if (account is null || region is null || id.Length == 0 || call.Length == 0)
        {
            return null;
        }

        var meaning = CallMeaning.Of(call);
        var root = identity["type"].Text() == "Root";
        var alert = new SourceAlert
        {
            Id = id,
            Source = Source,
            Title = $"{call} by {CallerName(identity)}",
            Kind = meaning.Kind,
            Confidence = root ? OfRoot : SignedInWithoutSecondFactor(record, call) ? WithoutSecondFactor : OfCall,
            Severity = root && meaning.Severity < Severity.High ? Severity.High : meaning.Severity,
            FirstSeen = time,
            LastSeen = time,
            Account = account.Value,
            Region = region,
            Resources = CloudTrailResources.Of(record, account.Value, region),
            Techniques = meaning.Techniques,
        };
        return alert.Finish(record, record["eventTime"]);
    }

    private static bool SignedInWithoutSecondFactor(Node record, string call) =>
        call == "ConsoleLogin"
        && record["additionalEventData"]["MFAUsed"].LooseText() == "No"
        && record["responseElements"]["ConsoleLogin"].LooseText() == "Success";

    private static string CallerName(Node identity) => identity["userName"].LooseText()
        ?? Arn.Parse(identity["arn"].LooseText())?.Name
        ?? identity["invokedBy"].LooseText()
        ?? identity["type"].LooseText()
        ?? "an unknown caller";
}

using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>
/// What the bucket of a central trail must allow. A template that set its policy would replace the one that CloudTrail delivers by, so the
/// statements are printed for its owner to add.
/// </summary>
internal static class TrailAccess
{
    /// <summary>The parameter that names the bucket.</summary>
    public const string Bucket = "TrailBucket";

    public const string IsCentral = "HasTrailBucket";

    public static JsonObject IsGiven => new()
    {
        ["Fn::Not"] = new JsonArray(new JsonObject { ["Fn::Equals"] = new JsonArray(new JsonObject { ["Ref"] = Bucket }, "") }),
    };

    public static JsonObject Output(string role)
    {
        var reader = $"arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/{role}";
        var statements = new JsonArray(Statement(reader, "s3:ListBucket", ""), Statement(reader, "s3:GetObject", "/*"));
        return new()
        {
            ["Condition"] = IsCentral,
            ["Description"] = "Add these statements to the policy of the central trail's bucket, and kms:Decrypt for the same role to the policy of its key if it has one.",
            ["Value"] = new JsonObject { ["Fn::Sub"] = statements.ToJsonString(IrJson.Options) },
        };
    }

    private static JsonObject Statement(string reader, string action, string of) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["AWS"] = reader },
        ["Action"] = action,
        ["Resource"] = $"arn:${{AWS::Partition}}:s3:::${{{Bucket}}}{of}",
    };
}

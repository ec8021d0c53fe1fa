using System.Text.Json.Nodes;

namespace IrSdk.Aws;

/// <summary>A key of the guarded account that the responder's account may decrypt with, and nobody else outside.</summary>
internal static class TransferKeys
{
    public static JsonObject Key => new()
    {
        ["Type"] = "AWS::KMS::Key",
        ["Properties"] = new JsonObject
        {
            ["Description"] = "Copies snapshots that the incident responder of another account may read",
            ["KeyPolicy"] = new JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new JsonArray(
                    Statement("AWS::AccountId", "kms:*"),
                    Statement("ResponderAccount", "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:ReEncryptFrom")),
            },
        },
    };

    public static JsonObject Alias(string name) => new()
    {
        ["Type"] = "AWS::KMS::Alias",
        ["Properties"] = new JsonObject { ["AliasName"] = name, ["TargetKeyId"] = new JsonObject { ["Ref"] = "TransferKey" } },
    };

    private static JsonObject Statement(string account, params string[] actions) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["AWS"] = new JsonObject { ["Fn::Sub"] = $"arn:${{AWS::Partition}}:iam::${{{account}}}:root" } },
        ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
        ["Resource"] = "*",
    };
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Aws;
using IrSdk.Cli.Playbooks;

namespace IrSdk.Cli.Aws;

/// <summary><c>ir policy PLAYBOOK…</c>: the least that the roles must be allowed to do for these playbooks.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var playbooks = new Argument<string[]>("PLAYBOOK") { Description = "Playbooks: .csx files, or the folders that hold them.", Arity = ArgumentArity.OneOrMore };
        var file = AwsOption.Create();
        var template = new Option<string?>("--template") { Description = "Print a CloudFormation template instead: 'guarded' for each guarded account, 'responder' for the responder's own." };
        template.AcceptOnlyFromAmong("guarded", "responder");
        var queue = new Option<string?>("--alert-queue") { Description = "The ARN of the SQS queue that the host takes alerts from; the responder's policy then holds what it needs." };
        var parking = new Option<string?>("--parking-queue") { Description = "With --alert-queue: the ARN of the queue that the host moves to what it cannot read." };
        var command = new Command("policy",
            "Prints the least-privilege IAM policies of the evidence role, the containment role and the responder for some playbooks. They hold what the playbooks come to for their recordings and for an incident with every type of resource.")
        { playbooks, file, template, queue, parking };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = AwsOption.Read(parsed.GetValue(file)).Options();
            var actions = new HashSet<Type>();
            foreach (var playbook in parsed.GetRequiredValue(playbooks))
            {
                using var loaded = await PlaybookFile.LoadAsync(playbook, cancellation).ConfigureAwait(false);
                actions.UnionWith(await ReachedActions.OfAsync(loaded.Playbook, PlaybookFile.Find(playbook), cancellation).ConfigureAwait(false));
            }

            var output = parsed.InvocationConfiguration.Output;
            var policies = Policies(actions, options, Queue(parsed.GetValue(queue), parsed.GetValue(parking)));
            await output.WriteLineAsync(parsed.GetValue(template) switch
            {
                "guarded" => StackTemplates.Guarded(policies, options),
                "responder" => StackTemplates.Responder(policies, options),
                _ => new JsonObject
                {
                    ["evidenceRole"] = JsonNode.Parse(policies.Evidence),
                    ["containmentRole"] = JsonNode.Parse(policies.Containment),
                    ["responder"] = JsonNode.Parse(policies.Responder),
                }.ToJsonString(IrJson.Indented),
            }).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static AlertQueue? Queue(string? arn, string? parking)
    {
        foreach (var one in new[] { arn, parking }.OfType<string>().Where(one => one.Split(':') is not ["arn", _, "sqs", { Length: > 0 }, { Length: 12 }, { Length: > 0 }]))
        {
            throw new CliFailure(ExitCodes.Usage, $"'{one}' is no queue; write its ARN, such as arn:aws:sqs:eu-west-1:111122223333:irsdk-alerts.");
        }

        return (arn, parking) switch
        {
            (null, null) => null,
            (null, _) => throw new CliFailure(ExitCodes.Usage, "--parking-queue needs --alert-queue; name the queue that alerts come by."),
            _ => new(arn, parking),
        };
    }

    private static AwsPolicySet Policies(IReadOnlySet<Type> actions, AwsOptions options, AlertQueue? queue)
    {
        try
        {
            return AwsPolicies.For(actions, options, queue);
        }
        catch (ArgumentException unhandled)
        {
            throw new CliFailure(ExitCodes.Refused, unhandled.Message);
        }
    }
}

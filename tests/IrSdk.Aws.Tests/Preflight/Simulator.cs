using System.Collections.Concurrent;
using System.Web;

namespace IrSdk.Aws.Tests.Preflight;

/// <summary>IAM's policy simulator, which denies one action and allows all others.</summary>
internal sealed class Simulator(string denied)
{
    private readonly ConcurrentQueue<(string Source, string[] Actions, string? Resource)> asked = new();

    public IReadOnlyCollection<(string Source, string[] Actions, string? Resource)> Asked => asked;

    public HttpMessageHandler Before(HttpMessageHandler inner) => new Scripted(inner).Answer("SimulatePrincipalPolicy", Answer);

    private string Answer(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        var form = HttpUtility.ParseQueryString(reader.ReadToEnd());
        string[] actions = [.. form.AllKeys.OfType<string>().Where(name => name.StartsWith("ActionNames.", StringComparison.Ordinal)).Select(name => form[name]!)];
        asked.Enqueue((form["PolicySourceArn"]!, actions, form["ResourceArns.member.1"]));
        var results = string.Concat(actions.Select(action =>
            $"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>{(action == denied ? "implicitDeny" : "allowed")}</EvalDecision></member>"));
        return $"""
            <SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>{results}</EvaluationResults></SimulatePrincipalPolicyResult>
              <ResponseMetadata><RequestId>1cdb5b0a-4c15-11e5-b121-bd8c7EXAMPLE</RequestId></ResponseMetadata>
            </SimulatePrincipalPolicyResponse>
            """;
    }
}

using System.Collections.Concurrent;
using System.Web;

namespace IrSdk.Aws.Tests.Preflight;

/// <summary>IAM's policy simulator, which denies one action and allows all others.</summary>
/// <param name="denied">The action.</param>
/// <param name="deniedOn">On which resource only, by the end of its name. Null: on all.</param>
/// <param name="isBelow">Whether the decisions on resources stand below that of their action.</param>
internal sealed class Simulator(string denied, string? deniedOn = null, bool isBelow = false)
{
    private readonly ConcurrentQueue<(string Source, string[] Actions, string[] Resources)> asked = new();

    public IReadOnlyCollection<(string Source, string[] Actions, string[] Resources)> Asked => asked;

    public HttpMessageHandler Before(HttpMessageHandler inner) => new Scripted(inner).Answer("SimulatePrincipalPolicy", Answer);

    private string Answer(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        var form = HttpUtility.ParseQueryString(reader.ReadToEnd());
        string[] actions = [.. form.AllKeys.OfType<string>().Where(name => name.StartsWith("ActionNames.", StringComparison.Ordinal)).Select(name => form[name]!)];
        string[] resources = [.. form.AllKeys.OfType<string>().Where(name => name.StartsWith("ResourceArns.", StringComparison.Ordinal)).Select(name => form[name]!)];
        asked.Enqueue((form["PolicySourceArn"]!, actions, resources));
        var results = string.Concat(actions.Select(action => Result(action, resources)));
        return $"""
            <SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>{results}</EvaluationResults></SimulatePrincipalPolicyResult>
              <ResponseMetadata><RequestId>1cdb5b0a-4c15-11e5-b121-bd8c7EXAMPLE</RequestId></ResponseMetadata>
            </SimulatePrincipalPolicyResponse>
            """;
    }

    /// <summary>The decision on each resource stands in a result of its own, or below that of the action; the documentation leaves that open.</summary>
    private string Result(string action, string[] resources)
    {
        var of = (string resource) => action == denied && (deniedOn is null || resource.EndsWith(deniedOn, StringComparison.Ordinal)) ? "implicitDeny" : "allowed";
        return isBelow && resources.Length > 0
            ? $"<member><EvalActionName>{action}</EvalActionName><EvalDecision>{(resources.Any(one => of(one) != "allowed") ? "implicitDeny" : "allowed")}</EvalDecision><ResourceSpecificResults>{string.Concat(resources.Select(one => $"<member><EvalResourceName>{one}</EvalResourceName><EvalResourceDecision>{of(one)}</EvalResourceDecision></member>"))}</ResourceSpecificResults></member>"
            : string.Concat(resources.DefaultIfEmpty("*").Select(one => $"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{one}</EvalResourceName><EvalDecision>{of(one)}</EvalDecision></member>"));
    }
}

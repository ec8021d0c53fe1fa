using System.Net.Http.Headers;
using System.Xml.Linq;

namespace IrSdk.Aws.Tests;

/// <summary>
/// The account's administrator, without any of our clients: forms out, XML in. Prepares an account, plays the intruder, and is an
/// independent witness of what the handlers did. The server looks at the key in a signature, not at the signature.
/// </summary>
internal sealed class RawQuery(Uri url, string key) : IDisposable
{
    private const string Own = "AKIAIOSFODNN7EXAMPLE";

    private readonly HttpClient http = new() { BaseAddress = url };

    public static async Task<RawQuery> OfAsync(Uri url, AccountId account)
    {
        using var sts = new RawQuery(url, Own);
        var assumed = await sts.CallAsync("sts", "2011-06-15", "AssumeRole", [("RoleArn", $"arn:aws:iam::{account}:role/admin"), ("RoleSessionName", "test")]);
        return new(url, assumed.Descendants("AccessKeyId").Single().Value);
    }

    public Task<XElement> IamAsync(string action, params (string Name, string Value)[] parameters) => CallAsync("iam", "2010-05-08", action, parameters);

    public Task<XElement> Ec2Async(string action, params (string Name, string Value)[] parameters) => CallAsync("ec2", "2016-11-15", action, parameters);

    public Task<XElement> ScalingAsync(string action, params (string Name, string Value)[] parameters) => CallAsync("autoscaling", "2011-01-01", action, parameters);

    public Task<XElement> BalancingAsync(string action, params (string Name, string Value)[] parameters) => CallAsync("elasticloadbalancing", "2015-12-01", action, parameters);

    public Task<XElement> ClassicAsync(string action, params (string Name, string Value)[] parameters) => CallAsync("elasticloadbalancing", "2012-06-01", action, parameters);

    public Task<XElement> StackAsync(string action, params (string Name, string Value)[] parameters) => CallAsync("cloudformation", "2010-05-15", action, parameters);

    /// <summary>The text of an inline policy. Null: there is none.</summary>
    public async Task<string?> PolicyAsync(string owner, string name, string policy)
    {
        using var answer = await SendAsync("iam", "2010-05-08", $"Get{owner}Policy", [($"{owner}Name", name), ("PolicyName", policy)]);
        return answer.IsSuccessStatusCode ? Uri.UnescapeDataString((await ReadAsync(answer)).Descendants("PolicyDocument").Single().Value) : null;
    }

    public async Task<string> CreateUserAsync(string user)
    {
        await IamAsync("CreateUser", ("UserName", user));
        return await CreateKeyAsync(user);
    }

    public async Task<string> CreateKeyAsync(string user) =>
        (await IamAsync("CreateAccessKey", ("UserName", user))).Descendants("AccessKeyId").Single().Value;

    public async Task<string> KeyStatusAsync(string user, string key) =>
        (await IamAsync("ListAccessKeys", ("UserName", user))).Descendants("member").Single(one => one.Element("AccessKeyId")!.Value == key).Element("Status")!.Value;

    public Task CreateRoleAsync(string role, string path = "/", string service = "ec2.amazonaws.com") => IamAsync(
        "CreateRole",
        ("RoleName", role), ("Path", path),
        ("AssumeRolePolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}"""));

    public void Dispose() => http.Dispose();

    private async Task<XElement> CallAsync(string service, string version, string action, (string Name, string Value)[] parameters)
    {
        using var answer = await SendAsync(service, version, action, parameters);
        var read = await ReadAsync(answer);
        return answer.IsSuccessStatusCode ? read : throw new InvalidOperationException($"{action}: {read.Descendants("Message").FirstOrDefault()?.Value}");
    }

    private async Task<HttpResponseMessage> SendAsync(string service, string version, string action, (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent(parameters.Select(one => KeyValuePair.Create(one.Name, one.Value)).Append(new("Action", action)).Append(new("Version", version))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential={key}/20261124/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        return await http.SendAsync(request);
    }

    private static async Task<XElement> ReadAsync(HttpResponseMessage answer)
    {
        var root = XElement.Parse(await answer.Content.ReadAsStringAsync());
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root;
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using System.Xml.Linq;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

/// <summary>Sharing is the server's own; copying to another account it does not play, so that recorded answers stand in for the copies.</summary>
public sealed class SnapshotCopiesTests(MotoServer moto)
{
    [Fact]
    public async Task Complete_WithASnapshotKey_SharesAndCopiesEachSnapshotOnce()
    {
        Copies? copies = null;
        using var rig = await HandlerRig.StartAsync(moto, options => options with { SnapshotKey = "alias/irsdk-snapshots" }, inner => copies = new(inner, "pending", "completed"));
        var host = await SuspectHost.MakeAsync(rig);
        var action = new SnapshotVolumes(host.Instance);
        var result = await rig.DoAsync(action);

        (await rig.CompleteAsync(action, result)).Failure.Should().BeNull();
        (await rig.CompleteAsync(action, result)).Failure.Should().BeNull();

        var snapshots = result.Evidence.Single().Location!.Split(' ').Select(arn => arn.Split('/')[1]).ToList();
        copies!.Made.Select(one => one["SourceSnapshotId"]).Should().BeEquivalentTo(snapshots, "one copy of each, also when it is asked for again");
        copies.Made.Should().OnlyContain(one => one["Encrypted"] == "true" && one["KmsKeyId"] == "alias/irsdk-snapshots" && one["SourceRegion"] == "us-east-1");
        foreach (var snapshot in snapshots)
        {
            (await SharedWithAsync(host, snapshot)).Should().Equal(MotoServer.Account.ToString());
        }
    }

    /// <summary>The server copies within an account in earnest; that a snapshot is under its default key, which it has none of, is written into its answers.</summary>
    [Fact]
    public async Task Complete_UnderTheDefaultKey_IsCopiedByTheTransferKeyFirst_AndThatCopyIsSharedAndCopied()
    {
        Copies? copies = null;
        using var rig = await HandlerRig.StartAsync(
            moto, options => options with { SnapshotKey = "alias/irsdk-snapshots", TransferKey = "alias/irsdk-transfer" }, inner => copies = new(new DefaultKey(inner), "completed"));
        var host = await SuspectHost.MakeAsync(rig);
        var action = new SnapshotVolumes(host.Instance);
        var result = await rig.DoAsync(action);
        var snapshots = result.Evidence.Single().Location!.Split(' ').Select(arn => arn.Split('/')[1]).ToList();

        (await rig.CompleteAsync(action, result)).Failure.Should().BeNull();
        (await rig.CompleteAsync(action, result)).Failure.Should().BeNull();

        var made = (await host.Admin.Ec2Async("DescribeSnapshots", ("Filter.1.Name", "tag-key"), ("Filter.1.Value.1", "irsdk:source-snapshot"))).Descendants("snapshotSet").Single().Elements("item").ToList();
        made.Select(one => TagOf(one, "irsdk:source-snapshot")).Should().BeEquivalentTo(snapshots, "one copy of each, also when it is asked for again");
        made.Should().OnlyContain(one => one.Element("kmsKeyId")!.Value == "alias/irsdk-transfer" && TagOf(one, "irsdk:incident") == "inc-1" && TagOf(one, "irsdk:step") == null);
        copies!.Made.Select(one => one["SourceSnapshotId"]).Should().BeEquivalentTo(made.Select(one => one.Element("snapshotId")!.Value), "what can be shared is what is copied");
        foreach (var copy in made)
        {
            (await SharedWithAsync(host, copy.Element("snapshotId")!.Value)).Should().Equal(MotoServer.Account.ToString());
            (await SharedWithAsync(host, TagOf(copy, "irsdk:source-snapshot")!)).Should().BeEmpty("it cannot be shared");
        }

        (await rig.ReconcileAsync(action, HandlerRig.Context(prior: result))).Result!.Evidence.Single().Location.Should().Be(result.Evidence.Single().Location, "the copies are none of the step's own snapshots");
    }

    [Fact]
    public async Task Complete_UnderTheDefaultKeyWithoutATransferKey_SaysWhatToSetAndSharesNothing()
    {
        using var rig = await HandlerRig.StartAsync(moto, options => options with { SnapshotKey = "alias/irsdk-snapshots" }, inner => new DefaultKey(inner));
        var action = new SnapshotVolumes((await SuspectHost.MakeAsync(rig)).Instance);

        (await rig.CompleteAsync(action, await rig.DoAsync(action))).Failure.Should().MatchRegex("^snapshot snap-.* is under the account's default key, .*; set transferKey to a key by which it can be copied first$");

        rig.Log.Calls.Should().NotContain(call => call.Operation == "ModifySnapshotAttribute" || call.Operation == "CopySnapshot");
    }

    [Fact]
    public async Task Complete_ACopyEndsInError_IsAFailureThatNamesIt()
    {
        using var rig = await HandlerRig.StartAsync(moto, options => options with { SnapshotKey = "alias/irsdk-snapshots" }, inner => new Copies(inner, "error"));
        var action = new SnapshotVolumes((await SuspectHost.MakeAsync(rig)).Instance);

        (await rig.CompleteAsync(action, await rig.DoAsync(action))).Failure.Should().MatchRegex("^snapshot snap-copy-[12] of .* ended as error: key is disabled$");
    }

    [Fact]
    public async Task Complete_WithoutASnapshotKey_SharesNothing()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var action = new SnapshotVolumes((await SuspectHost.MakeAsync(rig)).Instance);

        (await rig.CompleteAsync(action, await rig.DoAsync(action))).Failure.Should().BeNull();

        rig.Log.Calls.Should().NotContain(call => call.Operation == "ModifySnapshotAttribute" || call.Operation == "CopySnapshot");
    }

    private static async Task<List<string>> SharedWithAsync(SuspectHost host, string snapshot) =>
        [.. (await host.Admin.Ec2Async("DescribeSnapshotAttribute", ("SnapshotId", snapshot), ("Attribute", "createVolumePermission"))).Descendants("userId").Select(one => one.Value)];

    private static string? TagOf(XElement snapshot, string key) =>
        snapshot.Descendants("tagSet").Elements("item").SingleOrDefault(tag => tag.Element("key")!.Value == key)?.Element("value")!.Value;

    /// <summary>Says of every snapshot that has no key that it is under the account's default key, and of that key that it is AWS's.</summary>
    private sealed class DefaultKey(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const string Id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
            if (operation == "DescribeKey")
            {
                return new(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(JsonSerializer.Serialize(new { KeyMetadata = new { KeyId = Id.Split('/')[1], Arn = Id, KeyManager = "AWS" } }), Encoding.UTF8, "application/x-amz-json-1.1"),
                };
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (operation != "DescribeSnapshots")
            {
                return answer;
            }

            var read = XElement.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            var space = read.Name.Namespace;
            foreach (var snapshot in read.Descendants(space + "snapshotSet").Elements(space + "item").Where(one => one.Element(space + "kmsKeyId") is null))
            {
                snapshot.Add(new XElement(space + "encrypted", "true"), new XElement(space + "kmsKeyId", Id));
            }

            answer.Content = new StringContent(read.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
            return answer;
        }
    }

    /// <summary>Answers for the copies in the other account as EC2 does; everything else goes on to the server.</summary>
    private sealed class Copies(HttpMessageHandler inner, params string[] states) : DelegatingHandler(inner)
    {
        private readonly Dictionary<string, (string Copy, Queue<string> States)> copies = [];
        private readonly Lock gate = new();

        public List<System.Collections.Specialized.NameValueCollection> Made { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
            var form = operation is "CopySnapshot" or "DescribeSnapshots" ? HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken)) : [];
            if (!string.Concat(request.Headers.GetValues("Authorization")).Contains(MotoServer.AccessKeyId, StringComparison.Ordinal))
            {
                // In the account of the volume.
                return await base.SendAsync(request, cancellationToken);
            }

            lock (gate)
            {
                if (operation == "CopySnapshot")
                {
                    Made.Add(form);
                    var source = form[form.AllKeys.Single(name => form[name] == "irsdk:source-snapshot")!.Replace(".Key", ".Value", StringComparison.Ordinal)]!;
                    copies[source] = ($"snap-copy-{copies.Count + 1}", new(states));
                    return Answer(request, $"<CopySnapshotResponse><requestId>1</requestId><snapshotId>{copies[source].Copy}</snapshotId></CopySnapshotResponse>");
                }

                if (form["Filter.1.Name"] == "tag:irsdk:source-snapshot")
                {
                    return Answer(request, $"<DescribeSnapshotsResponse><requestId>1</requestId><snapshotSet>{Described(form["Filter.1.Value.1"]!)}</snapshotSet></DescribeSnapshotsResponse>");
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private string Described(string source) => copies.TryGetValue(source, out var made)
            ? $"<item><snapshotId>{made.Copy}</snapshotId><volumeId>vol-ffffffff</volumeId><status>{(made.States.Count > 1 ? made.States.Dequeue() : made.States.Peek())}</status><statusMessage>key is disabled</statusMessage></item>"
            : "";

        private static HttpResponseMessage Answer(HttpRequestMessage request, string body) =>
            new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "text/xml") };
    }
}

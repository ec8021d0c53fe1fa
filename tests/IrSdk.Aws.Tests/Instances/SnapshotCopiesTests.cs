using System.Net;
using System.Text;
using System.Web;
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
            var shared = await host.Admin.Ec2Async("DescribeSnapshotAttribute", ("SnapshotId", snapshot), ("Attribute", "createVolumePermission"));
            shared.Descendants("userId").Select(one => one.Value).Should().Equal(MotoServer.Account.ToString());
        }
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
            lock (gate)
            {
                if (operation == "CopySnapshot")
                {
                    Made.Add(form);
                    copies[form["SourceSnapshotId"]!] = ($"snap-copy-{copies.Count + 1}", new(states));
                    return Answer(request, $"<CopySnapshotResponse><requestId>1</requestId><snapshotId>{copies[form["SourceSnapshotId"]!].Copy}</snapshotId></CopySnapshotResponse>");
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

using IrSdk.Connectors;
using IrSdk.Intake;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Faults;

/// <summary>
/// The watch over what was contained, in an account of the server: an intruder with rights takes a containment back, and it is found, paged
/// and contained again. No event history and no agents: those two are answered, everything else is the server's.
/// </summary>
public sealed class HoldingTests(MotoServer moto)
{
    private const int Times = 4;

    [Fact]
    public async Task Respond_TheIntruderTakesItBack_IsFoundPagedAndContainedAgain()
    {
        using var stage = await CompromiseStage.SetAsync(moto.Options(), MotoServer.NewAccount());
        await stage.KeepHoursAsync(1);
        using var admin = await RawQuery.OfAsync(moto.Url, stage.Account);
        var time = new FasterTime(Times);
        var folder = Directory.CreateTempSubdirectory("ir-holding-");
        var provider = new NoticeOutbox(Path.Combine(folder.FullName, "outbox")).AddTo(AwsProvider.Create(moto.Options(Played) with
        {
            EvidenceBucket = await HandlerRig.EvidenceBucketAsync(moto),
            LogDelivery = TimeSpan.Zero,
            Time = time,
        }));
        var incident = stage.Incident("inc-held", time);
        var intruder = new Intruder();
        await using var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "journal.db"), time);
        var responding = new Responder(provider, journal, new()
        {
            Time = time,
            HoldFor = TimeSpan.FromSeconds(100),
            Progress = intruder,
            Resolve = (again, token) => IncidentResolver.ResolveAgainAsync(again, time.GetUtcNow(), provider.Directory, token),
        }).RespondAsync(CompromiseStage.Playbook, incident, null, TestContext.Current.CancellationToken);

        await intruder.IsCutOff.WaitAsync(TestContext.Current.CancellationToken);
        var (user, key) = (stage.Key.UserName!, stage.Key.Name);
        await admin.IamAsync("DeleteUserPolicy", ("UserName", user), ("PolicyName", $"irsdk-revoked-{key}"));
        await admin.IamAsync("UpdateAccessKey", ("UserName", user), ("AccessKeyId", key), ("Status", "Active"));
        var second = await admin.CreateKeyAsync(user);
        var open = (await admin.Ec2Async("DescribeSecurityGroups", ("Filter.1.Name", "group-name"), ("Filter.1.Value.1", "default"))).Descendants("groupId").First().Value;
        var card = (await InterfacesAsync(admin, stage)).First().Element("networkInterfaceId")!.Value;
        await admin.Ec2Async("ModifyNetworkInterfaceAttribute", ("NetworkInterfaceId", card), ("SecurityGroupId.1", open));
        var report = await responding;

        var said = string.Join("; ", report.Steps.Select(step => $"{step.Phrase} {step.Resource.Id} {step.Status} {step.Detail}"));
        report.Status.Should().Be(RunStatus.Contained, said);
        var kinds = (await journal.ReadAsync(0, incident.Id, TestContext.Current.CancellationToken)).Select(record => record.Kind).ToList();
        kinds.Should().Contain(JournalKinds.HoldDrifted).And.Contain(JournalKinds.RoundOpened);
        kinds.FindLastIndex(kind => kind == JournalKinds.NoticeSent).Should().BeGreaterThan(kinds.IndexOf(JournalKinds.HoldDrifted), "people are told");
        (await admin.KeyStatusAsync(user, key)).Should().Be("Inactive", said);
        (await admin.KeyStatusAsync(user, second)).Should().Be("Inactive", said);
        (await admin.PolicyAsync("User", user, $"irsdk-revoked-{key}")).Should().NotBeNull(said);
        (await InterfacesAsync(admin, stage)).Should().OnlyContain(one => one.Element("groupSet")!.Descendants("groupName").Single().Value == "irsdk-isolation", said);
        folder.Delete(recursive: true);
    }

    private static async Task<IEnumerable<System.Xml.Linq.XElement>> InterfacesAsync(RawQuery admin, CompromiseStage stage) =>
        (await admin.Ec2Async("DescribeNetworkInterfaces", ("Filter.1.Name", "attachment.instance-id"), ("Filter.1.Value.1", stage.Host.Name))).Element("networkInterfaceSet")!.Elements("item");

    private static ScriptedHistory Played(HttpMessageHandler inner) => new(
        new Scripted(inner).Answer("DescribeInstanceInformation", static _ => """{"InstanceInformationList":[]}"""), static _ => []);

    /// <summary>Notices when everything is contained.</summary>
    private sealed class Intruder : IProgress<StepEvent>
    {
        private static readonly Type[] Ways = [typeof(RevokeAccessKey), typeof(RevokeSessions), typeof(QuarantineInstance)];

        private readonly TaskCompletionSource cutOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<Type> lost = [];

        public Task IsCutOff => cutOff.Task;

        public void Report(StepEvent value)
        {
            if (value.Status == StepStatus.Done && lost.Add(value.Step.Action.GetType()) && Ways.All(lost.Contains))
            {
                cutOff.TrySetResult();
            }
        }
    }
}

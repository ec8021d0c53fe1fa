using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Planning;
using static IrSdk.First;

namespace IrSdk.Scripting;

/// <summary>Goes the way of an answer once before anybody waits for one, so that the first is as fast as the next.</summary>
internal static class Rehearsal
{
    public static async Task RunAsync()
    {
        var playbook = Playbook.Named("rehearsal").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
            .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).And.Snapshot().OrWait(15.Minutes()).And.Processes().Without(Evidence.Memory, because: "it is a rehearsal")
                .Then.RevokeKeys().And.Quarantine().Then.PageOnCall());
        using var pipe = new MemoryStream();
        await Frames.WriteAsync(pipe, new WorkerRequest { Incident = Incident(), Outcomes = Outcomes }, CancellationToken.None).ConfigureAwait(false);
        pipe.Position = 0;
        var request = (await Frames.ReadAsync<WorkerRequest>(pipe, Frames.MostToWorker, CancellationToken.None).ConfigureAwait(false))!;
        var answer = new WorkerAnswer { Response = ResponseWire.Of(BoundResponse.Of(playbook.FirstResponse(request.Incident!), request.Incident!), request.Incident!) };
        await Frames.WriteAsync(pipe, answer, CancellationToken.None).ConfigureAwait(false);
    }

    private static Outcomes Outcomes => new()
    {
        Rounds = 1,
        Evidence = [new(Evidence.Volumes, new Account(new("111122223333")).Id, EvidenceStatus.Secured, DateTimeOffset.UnixEpoch)],
        Steps = [new("snapshot-volumes", new Account(new("111122223333")).Id, Succeeded: true, "")],
    };

    private static Incident Incident()
    {
        var account = new AccountId("111122223333");
        ImmutableArray<Resource> resources =
        [
            new Account(account), new AccessKey(account, "AKIAIOSFODNN7EXAMPLE") { UserName = "someone", Involvement = Involvement.Suspect }, new IamUser(account, "someone") { Involvement = Involvement.Suspect },
            new Instance(account, "us-east-1", "i-0a1b") { Involvement = Involvement.Suspect, Tags = Resource.NoTags.Add("env", "prod") }, new IamRole(account, "some-role"),
            new RoleSession(account, "some-role", "some-session"), new Bucket(account, "us-east-1", "some-bucket"), new Vpc(account, "us-east-1", "vpc-0a1b"),
        ];
        return new()
        {
            Id = new("rehearsal"),
            Kind = IncidentKind.CredentialCompromise,
            AcceptedAt = DateTimeOffset.UnixEpoch,
            Resources = resources,
            Alerts =
            [
                new()
                {
                    Id = "rehearsal", Title = "A rehearsal", Source = "rehearsal", Kind = IncidentKind.CredentialCompromise, Severity = Severity.High, Confidence = new(80), Account = account,
                    Region = "us-east-1", FirstSeen = DateTimeOffset.UnixEpoch, LastSeen = DateTimeOffset.UnixEpoch, Resources = resources, Original = JsonElement.Parse("{}"),
                },
            ],
        };
    }
}

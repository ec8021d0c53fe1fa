using CsCheck;
using static IrSdk.First;

namespace IrSdk.Tests.Planning;

/// <summary>Random responses and incidents, for properties.</summary>
internal static class PlanGenerator
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static readonly Gen<Involvement> AnyInvolvement = Gen.Frequency((4, Gen.Const(Involvement.Suspect)), (1, Gen.Enum<Involvement>()));

    private static readonly Gen<string?> AnyName = Gen.Int[0, Names.Length].Select(place => place == Names.Length ? null : Names[place]);

    private static readonly Gen<Resource> AnyResource = Gen.OneOf(
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyName, AnyName, AnyInvolvement, (name, vpc, role, how) =>
            (Resource)new Instance(Incidents.Account, "us-east-1", name) { VpcName = vpc, RoleName = role, Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyName, AnyInvolvement, (name, user, how) =>
            (Resource)new AccessKey(Incidents.Account, name) { UserName = user, Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyInvolvement, (name, how) => (Resource)new IamUser(Incidents.Account, name) { Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyInvolvement, (name, how) => (Resource)new IamRole(Incidents.Account, name) { Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyInvolvement, (role, minter, how) =>
            (Resource)new RoleSession(Incidents.Account, role, "s") { MintedBy = new AccessKey(Incidents.Account, minter).Id, Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyInvolvement, (name, how) => (Resource)new Vpc(Incidents.Account, "us-east-1", name) { Involvement = how }),
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(place => Names[place]), AnyInvolvement, (name, how) => (Resource)new Bucket(Incidents.Account, "us-east-1", name) { Involvement = how }));

    private static readonly Func<IPreservingVerbs, PreservingStage>[] Preserving =
    [
        v => v.Snapshot(), v => v.Processes(), v => v.Memory(), v => v.NetworkFlows(), v => v.NetworkFlows(i => i.Vpcs), v => v.ApiActivity(),
        v => v.Identity(), v => v.AccessLogs(), v => v.BucketState(), v => v.SignIns(), v => v.Snapshot(i => i.Instances.Take(1)),
        v => v.Identity(i => i.Users), v => v.Processes(i => i.Instances.Where(x => x.Name == "a")).OrWait(5.Minutes()),
    ];

    private static readonly Func<IContainingVerbs, ContainingStage>[] Containing =
    [
        v => v.RevokeKeys(), v => v.RevokeSessions(), v => v.RevokeSession(), v => v.RequireMfa(), v => v.Quarantine(),
        v => v.Quarantine(keepLiveResponse: true), v => v.BlockEgress(), v => v.BlockEgress(i => i.Vpcs), v => v.BlockBucketAccess(), v => v.Scan(),
        v => v.Stop().RequireApproval(), v => v.Terminate().RequireApproval(), v => v.Terminate(), v => v.RemoveConsoleAccess().RequireApproval(),
        v => v.Quarantine(i => i.Instances), v => v.RevokeSessions(i => i.Users),
    ];

    private static readonly Func<INotifyingVerbs, NotifyingStage>[] Notifying = [v => v.OpenTicket(), v => v.PageOnCall(), v => v.Post("#ir")];

    public static readonly Gen<Incident> Incident = AnyResource.List[0, 12].Select(resources => Incidents.Of(resources.DistinctBy(one => one.Id)));

    private static readonly Gen<(int Kind, int Verb, bool Joins)> Word = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 999], Gen.Bool);

    public static readonly Gen<Response> Response =
        Gen.Select(Gen.Int[0, 999], Word.List[0, 9], Gen.Int[0, 9], (first, words, extra) =>
        {
            Response response = Preserving[first % Preserving.Length](Preserve);
            foreach (var (kind, verb, joins) in words)
            {
                response = (response, kind) switch
                {
                    (PreservingStage stage, < 4) when joins => Preserving[verb % Preserving.Length](stage.And),
                    (ContainingStage stage, < 9) when joins => Containing[verb % Containing.Length](stage.And),
                    (_, < 3) => Preserving[verb % Preserving.Length](Then(response)),
                    (_, < 9) => Containing[verb % Containing.Length](Then(response)),
                    _ => Notifying[verb % Notifying.Length](Then(response)),
                };
            }

            return (response, extra) switch
            {
                (ContainingStage stage, 0) => stage.Without(Evidence.Processes | Evidence.ApiActivity, "no agent"),
                (ContainingStage stage, 1) => stage.Without(Evidence.Volumes, "stateless", i => i.Instances.Take(1)),
                (ContainingStage stage, 2) => stage.MaxAffected(2),
                _ => response,
            };
        });

    private static NextVerbs Then(Response response) => response switch
    {
        PreservingStage stage => stage.Then,
        ContainingStage stage => stage.Then,
        NotifyingStage stage => stage.Then,
        _ => throw new InvalidOperationException("There is a fourth kind of stage."),
    };
}

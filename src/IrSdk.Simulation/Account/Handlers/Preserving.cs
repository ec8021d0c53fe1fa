using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>Copies evidence into the vault: what its resource has, and what the resources in it have.</summary>
internal abstract class Preserving<TAction>(SimulatedAccount account) : IActionHandler<TAction>
    where TAction : PreservingAction
{
    protected SimulatedAccount Simulated { get; } = account;

    protected AccountState World => Simulated.World;

    public Task<StepResult> ExecuteAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Simulated.CallAsync(action, context, () => Act(action, context), cancellationToken);

    public Task<Reconciliation> ReconcileAsync(TAction action, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(World.Find<EffectTag>($"effect/{context.Key}") is not { } effect ? Reconciliation.NotDone
            : InVault(action, context) is not [_, ..] items ? Reconciliation.PartlyDone
            : Reconciliation.Done(ResultOf(action, items, effect)));

    public async Task<Completion> CompleteAsync(TAction action, StepResult result, StepContext context, CancellationToken cancellationToken)
    {
        var pending = InVault(action, context).Where(item => item.State == VaultState.Pending).ToArray();
        if (pending.Length == 0)
        {
            return Completion.Done;
        }

        var failure = await Simulated.CompleteAsync(action, context, cancellationToken).ConfigureAwait(false);
        var state = failure is null ? VaultState.Complete : VaultState.Failed;
        Simulated.Pen(context).Write($"{(failure is null ? "completes" : "fails")} {action.Resource.Id.Name}", pending.Select(item => item with { State = state }));
        return failure is null ? Completion.Done : Completion.Failed(failure);
    }

    /// <summary>Whether copying goes on after the point in time is fixed.</summary>
    protected virtual bool IsCopiedLater => false;

    /// <summary>Why the resource cannot be reached. Null: it can.</summary>
    protected virtual string? Unreachable(TAction action) => null;

    /// <summary>What was secured, in a few words.</summary>
    protected abstract string Detail(TAction action, Evidence kind);

    /// <summary>What undo needs, when the action changes anything. Null: it does not.</summary>
    protected virtual object? Prior(TAction action) => null;

    /// <summary>Changes what has to be changed before the copy.</summary>
    protected virtual void Protect(TAction action, Pen pen) { }

    private static IEnumerable<Evidence> KindsOf(TAction action) =>
        (ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource)).Kinds();

    private ImmutableArray<VaultItem> InVault(TAction action, StepContext context) =>
        [.. KindsOf(action).Select(kind => World.Find<VaultItem>($"vault/{context.Key}/{kind}")).OfType<VaultItem>()];

    private StepResult Act(TAction action, StepContext context)
    {
        var pen = Simulated.Pen(context);
        World.Get(action.Resource.Id);
        if (Unreachable(action) is { } why)
        {
            throw new ProviderException($"{char.ToUpperInvariant(why[0])}{why[1..]}.", isTransient: false);
        }

        if (World.Find<EffectTag>($"effect/{context.Key}") is not { } effect)
        {
            effect = new()
            {
                StepKey = context.Key,
                Action = ActionEffects.Of(action).Name,
                Resource = action.Resource.Id,
                Prior = Prior(action) is { } prior ? System.Text.Json.JsonSerializer.SerializeToElement(prior, prior.GetType(), IrJson.Options) : null,
            };
            pen.Write($"marks {action.Resource.Id.Name}", effect);
        }

        Protect(action, pen);
        if (InVault(action, context) is not [_, ..] items)
        {
            items = [.. KindsOf(action).Select(kind => Copy(action, kind, context))];
            pen.Write($"secures evidence of {action.Resource.Id.Name}", items);
        }

        return ResultOf(action, items, effect);
    }

    private static StepResult ResultOf(TAction action, ImmutableArray<VaultItem> items, EffectTag effect) => new()
    {
        Detail = items.Select(item => item.Record.Detail).FirstOrDefault(detail => detail is not null) ?? action.Resource.Id.Name,
        Evidence = [.. items.Select(item => item.Record)],
        PriorState = effect.Prior,
    };

    private VaultItem Copy(TAction action, Evidence kind, StepContext context)
    {
        var now = Simulated.Time.GetUtcNow();
        var id = action.Resource.Id;
        var sources = World.Within(action.Resource).Where(one => one.Kinds.HasFlag(kind)).ToImmutableArray();
        var record = new EvidenceRecord(kind, id, EvidenceStatus.Secured, now);
        var covers = sources.Where(one => !one.Lost.HasFlag(kind)).Select(one => one.Id).ToImmutableArray();
        if (sources.IsEmpty)
        {
            record = record with { Status = EvidenceStatus.Absent, Detail = $"{Words(kind)} never existed" };
        }
        else if (sources.FirstOrDefault(one => one.Lost.HasFlag(kind) && !World.IsInVault(kind, one.Id)) is { } gone)
        {
            record = record with { Status = EvidenceStatus.Gap, Detail = $"the {Words(kind)} of {gone.Name} were destroyed before they could be secured" };
        }
        else if (sources is [SimulatedTrail { Immutable: true }])
        {
            record = record with { Status = EvidenceStatus.AlreadySafe, Detail = "the trail's bucket cannot be changed by anybody", Location = $"sim://trail/{id.Account}" };
        }
        else
        {
            record = record with
            {
                Detail = Detail(action, kind),
                Location = $"sim://vault/{context.Incident}/{Words(kind).Replace(' ', '-')}/{id.Type}/{id.Name}",
                Sha256 = HashOf(kind, sources),
                LockedUntil = now.AddDays(365),
            };
        }

        return new()
        {
            StepKey = context.Key,
            Record = record,
            Covers = covers,
            State = IsCopiedLater && record.Status == EvidenceStatus.Secured ? VaultState.Pending : VaultState.Complete,
        };
    }

    private static string HashOf(Evidence kind, ImmutableArray<SimulatedResource> sources)
    {
        var text = string.Join('\n', sources.Select(one => System.Text.Json.JsonSerializer.Serialize<WorldItem>(one, IrJson.Options)).Prepend(kind.ToString()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Words(Evidence kind) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()).Replace('-', ' ');

    protected static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}

namespace IrSdk.Simulation;

internal sealed record ProtectionBefore(bool DeletionProtection);

internal sealed class SnapshotVolumesHandler(SimulatedAccount account) : Preserving<SnapshotVolumes>(account)
{
    protected override bool IsCopiedLater => true;

    protected override object Prior(SnapshotVolumes action) =>
        new ProtectionBefore(World.Get<SimulatedInstance>(action.Resource.Id).DeletionProtection);

    protected override void Protect(SnapshotVolumes action, Pen pen)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        if (!instance.DeletionProtection)
        {
            pen.Write($"protects {instance.Name} from deletion", instance with { DeletionProtection = true });
        }
    }

    protected override string Detail(SnapshotVolumes action, Evidence kind) =>
        Count(World.Get<SimulatedInstance>(action.Resource.Id).Volumes.Length, "volume");
}

internal sealed class RestoreVolumeProtectionsHandler(SimulatedAccount account)
    : Restoring<RestoreVolumeProtections, ProtectionBefore>(account)
{
    protected override void Restore(RestoreVolumeProtections action, ProtectionBefore prior, Pen pen)
    {
        var instance = World.Get<SimulatedInstance>(action.Resource.Id);
        pen.Write($"restores the protection of {instance.Name}", instance with { DeletionProtection = prior.DeletionProtection });
    }

    protected override bool IsRestored(RestoreVolumeProtections action, ProtectionBefore prior) =>
        World.Get<SimulatedInstance>(action.Resource.Id).DeletionProtection == prior.DeletionProtection;
}

namespace IrSdk;

/// <summary>Snapshots every volume of an instance, and protects the instance and its volumes from deletion.</summary>
[Preserves(Evidence.Volumes)]
[UndoneBy(typeof(RestoreVolumeProtections))]
[Timeout(30)]
[Phrase("snapshot volumes")]
public sealed record SnapshotVolumes : PreservingAction
{
    /// <summary>Of an instance.</summary>
    public SnapshotVolumes(Instance instance)
        : base(instance) { }
}

/// <summary>Sets an instance's deletion protections back to what they were before the snapshot.</summary>
[Timeout(15)]
[Phrase("restore volume protections")]
public sealed record RestoreVolumeProtections : RestoringAction
{
    /// <summary>Of an instance.</summary>
    public RestoreVolumeProtections(Instance instance)
        : base(instance) { }
}

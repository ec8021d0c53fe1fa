namespace IrSdk.Intake;

/// <summary>Joins what the directory says of a resource with what the incident already knows.</summary>
internal static class Description
{
    /// <summary>The directory's attributes, the incident's involvement, and what only the alert knew.</summary>
    public static Resource Join(Resource known, Resource described)
    {
        var joined = described with
        {
            Involvement = known.Involvement,
            FoundBy = known.FoundBy,
            Tags = described.Tags.IsEmpty ? known.Tags : described.Tags,
            ChangedAt = described.ChangedAt ?? known.ChangedAt,
        };
        return (joined, known) switch
        {
            (AccessKey key, AccessKey before) => key with { UserName = key.UserName ?? before.UserName, CreatedAt = key.CreatedAt ?? before.CreatedAt },
            (RoleSession session, RoleSession before) => session with { MintedBy = session.MintedBy ?? before.MintedBy },
            (Instance instance, Instance before) => instance with
            {
                VpcName = instance.VpcName ?? before.VpcName,
                RoleName = instance.RoleName ?? before.RoleName,
                Interfaces = instance.Interfaces.IsDefaultOrEmpty ? before.Interfaces : instance.Interfaces,
                Volumes = instance.Volumes.IsDefaultOrEmpty ? before.Volumes : instance.Volumes,
            },
            _ => joined,
        };
    }
}

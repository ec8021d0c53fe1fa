namespace IrSdk;

/// <summary>Sets of evidence kinds, taken apart.</summary>
public static class EvidenceKinds
{
    private static readonly Evidence[] All = [.. Enum.GetValues<Evidence>().Where(kind => kind != Evidence.None)];

    extension(Evidence kinds)
    {
        /// <summary>Each kind in the set by itself, in the order of the enumeration.</summary>
        public IEnumerable<Evidence> Kinds() => All.Where(kind => kinds.HasFlag(kind));
    }
}

namespace IrSdk.Scripting;

/// <summary>The signed tag by which a person approves a tree. It is of the tree and not of a commit, so a squash or a merge with the same content keeps it.</summary>
public static class ApprovalTag
{
    /// <summary>Its name: <c>approved/WHO/TREE</c>.</summary>
    /// <param name="who">The signer's name in the sources file.</param>
    /// <param name="tree">The tree's full id.</param>
    /// <exception cref="ArgumentException">That can be no signer's name.</exception>
    public static string Name(string who, string tree) => SourcesReader.SignerName().IsMatch(who)
        ? $"approved/{who}/{tree}"
        : throw new ArgumentException($"'{who}' can be no signer's name; use the name in the sources file, which has lower-case letters, digits, '.', '_' and '-'.", nameof(who));
}

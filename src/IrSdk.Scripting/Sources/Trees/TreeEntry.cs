namespace IrSdk.Scripting;

/// <summary>A file of a commit.</summary>
/// <param name="Path">Its path from the source's folder.</param>
/// <param name="Id">The blob's id.</param>
/// <param name="Size">Its length, in bytes.</param>
internal sealed record TreeEntry(string Path, string Id, long Size);

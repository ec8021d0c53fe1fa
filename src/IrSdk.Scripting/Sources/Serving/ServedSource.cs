namespace IrSdk.Scripting;

/// <summary>What a source serves: files on disk, and the loader for them.</summary>
/// <param name="Folder">The folder of the playbooks, in full.</param>
/// <param name="Loader">Loads them, with the packages that the source allows.</param>
/// <param name="Commit">The commit that they are of. Null: a folder for development, as it is.</param>
public sealed record ServedSource(string Folder, ScriptLoader Loader, ServedCommit? Commit);

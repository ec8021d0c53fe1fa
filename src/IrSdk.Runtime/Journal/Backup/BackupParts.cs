namespace IrSdk.Runtime;

/// <summary>The files of a copy of a journal.</summary>
/// <param name="Journal">The journal; its own files beside it are named after it.</param>
internal sealed record BackupParts(string Journal)
{
    public string Anchors => Journal + ".anchors";

    /// <summary>The public part of the key that signed the anchors.</summary>
    public string Key => Journal + ".key.pub";

    /// <summary>The journal last: a copy is there when its journal is.</summary>
    public void MoveTo(BackupParts other)
    {
        File.Move(Anchors, other.Anchors, overwrite: true);
        File.Move(Key, other.Key, overwrite: true);
        File.Move(Journal, other.Journal);
    }

    public void Delete()
    {
        foreach (var path in (string[])[Journal, Journal + "-wal", Journal + "-shm", Journal + "-journal", Anchors, Key])
        {
            File.Delete(path);
        }
    }
}

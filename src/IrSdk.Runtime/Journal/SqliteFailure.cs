using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>SQLite's error codes as sentences.</summary>
internal static class SqliteFailure
{
    public const int Busy = 5;

    public static JournalException AsJournalException(SqliteException error, string name) => new(Sentence(error.SqliteErrorCode, name, error.Message), error);

    private static string Sentence(int code, string name, string detail) => code switch
    {
        13 => $"The disk of the journal {name} is full, so nothing was written; free space and run again.",
        8 => $"The journal {name} is read-only, so nothing was written; allow writing to the file and its folder and run again.",
        Busy or 6 => $"The journal {name} is locked by another process, so nothing was written; wait for it to end and run again.",
        11 => $"The journal {name} is corrupt; keep the file, check it with 'ir journal verify' and go on in a new one.",
        26 => $"The file {name} is not a journal; give another path.",
        14 => $"The journal {name} cannot be opened; check that its folder exists and may be written.",
        10 => $"The disk of the journal {name} failed, so nothing was written; check the disk and run again.",
        _ => $"The journal {name} cannot be used ({detail}); check the file with 'ir journal verify'.",
    };
}

using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>One connection that writes. Not thread-safe: its owner sees to it that one thread at a time uses it.</summary>
internal sealed class SqliteStore : IDisposable
{
    private readonly string name;
    private readonly LeaseTable leases;
    private readonly JournalTables tables;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;

    private SqliteStore(SqliteConnection connection, string name, TimeProvider time)
    {
        Connection = connection;
        this.name = name;
        leases = new(connection, time);
        tables = new(connection, leases);
        begin = JournalTables.Prepare(connection, "BEGIN IMMEDIATE");
        commit = JournalTables.Prepare(connection, "COMMIT");
        Head = tables.Head();
    }

    public SqliteConnection Connection { get; }

    /// <summary>The last entry that this connection knows of.</summary>
    public JournalHead Head { get; private set; }

    public long Transactions { get; private set; }

    public static SqliteStore OpenFile(string path, SqliteJournalOptions options) => Open(Connect(path, SqliteOpenMode.ReadWriteCreate), path, options.Time, connection =>
    {
        JournalSchema.Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}"));
        JournalSchema.Run(connection, "PRAGMA journal_mode = WAL");
        JournalSchema.Run(connection, "PRAGMA synchronous = FULL");
        JournalSchema.Run(connection, "PRAGMA secure_delete = ON");
    }, options.MaxPages);

    public static SqliteStore InMemory(TimeProvider time) => Open(new("Data Source=:memory:;Pooling=False"), "in memory", time, _ => { }, null);

    public static SqliteConnection Connect(string path, SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = false,
        DefaultTimeout = 1, // busy_timeout waits; the driver's own loop sleeps 150 ms at a time.
    }.ToString());

    /// <summary>
    /// Does a group of changes in one transaction. A refused one is taken back alone; when the storage fails, each is tried by itself, so
    /// that one that does not fit does not fail the rest.
    /// </summary>
    public void Commit(IReadOnlyList<JournalWork> group)
    {
        try
        {
            begin.ExecuteNonQuery();
            tables.Last = Head;
            if (group is [var alone])
            {
                alone.Refusal = null;
                alone.Do(tables);
            }
            else
            {
                foreach (var work in group)
                {
                    Try(work);
                }
            }

            commit.ExecuteNonQuery();
            Head = tables.Last;
            Transactions++;
        }
        catch (SqliteException error)
        {
            Rollback();
            Retry(group, error);
            return;
        }
        catch (Exception refusal) when (group.Count == 1 && refusal is not OutOfMemoryException)
        {
            Rollback();
            group[0].Refusal = refusal;
        }
        catch
        {
            Rollback();
            throw;
        }

        foreach (var work in group)
        {
            Settle(work);
        }
    }

    public void Dispose()
    {
        begin.Dispose();
        commit.Dispose();
        tables.Dispose();
        leases.Dispose();
        Connection.Dispose();
    }

    private static SqliteStore Open(SqliteConnection connection, string name, TimeProvider time, Action<SqliteConnection> configure, int? maxPages)
    {
        try
        {
            connection.Open();
            configure(connection);
            JournalSchema.Ensure(connection, name);
            if (maxPages is { } pages)
            {
                JournalSchema.Run(connection, FormattableString.Invariant($"PRAGMA max_page_count = {pages}"));
            }

            return new(connection, name, time);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFailure.AsJournalException(error, name);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Settle(JournalWork work)
    {
        if (work.Refusal is { } refusal)
        {
            work.Fail(refusal);
        }
        else
        {
            work.Complete();
        }
    }

    private void Try(JournalWork work)
    {
        JournalSchema.Run(Connection, "SAVEPOINT work");
        var before = tables.Last;
        try
        {
            work.Refusal = null;
            work.Do(tables);
        }
        catch (Exception error) when (error is not SqliteException)
        {
            work.Refusal = error;
            tables.Last = before;
            JournalSchema.Run(Connection, "ROLLBACK TO work");
        }

        JournalSchema.Run(Connection, "RELEASE work");
    }

    private void Retry(IReadOnlyList<JournalWork> group, SqliteException error)
    {
        foreach (var work in group)
        {
            if (group.Count > 1 && error.SqliteErrorCode is not SqliteFailure.Busy)
            {
                Commit([work]);
            }
            else
            {
                work.Fail(SqliteFailure.AsJournalException(error, name));
            }
        }
    }

    private void Rollback()
    {
        try
        {
            JournalSchema.Run(Connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolled back by itself: a full disk does that.
        }
    }
}

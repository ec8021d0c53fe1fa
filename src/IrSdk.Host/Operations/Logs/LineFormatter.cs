using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IrSdk.Host.Operations;

/// <summary>
/// An entry on a line. Text of the outside world cannot begin a line of its own, move the cursor, or turn the reading direction: what
/// is no printable character is written as its number.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(Format)
{
    public const string Format = "irsdk";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder()
            .Append(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture))
            .Append(Level(logEntry.LogLevel)).Append(' ')
            .Append(logEntry.Category).Append('[').Append(logEntry.EventId.Name ?? logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture)).Append("] ");
        AppendSafe(line, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } failure)
        {
            foreach (var part in failure.ToString().Split('\n'))
            {
                AppendSafe(line.Append("\n    "), part.TrimEnd('\r'));
            }
        }

        textWriter.WriteLine(line.ToString());
    }

    internal static void AppendSafe(StringBuilder line, string? text)
    {
        foreach (var one in text ?? "")
        {
            if (char.IsControl(one) || char.GetUnicodeCategory(one) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}");
            }
            else
            {
                line.Append(one);
            }
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        LogLevel.Debug => "dbug",
        _ => "trce",
    };
}

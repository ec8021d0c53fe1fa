using IrSdk.Host.Settings;
using Microsoft.Extensions.Logging.Console;

namespace IrSdk.Host.Operations;

/// <summary>The log on standard output: a line an entry, with the incident and the trace that it belongs to.</summary>
internal static class LogLines
{
    public static void Add(ILoggingBuilder logging, LogSettings settings)
    {
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (settings.Json)
        {
            logging.AddJsonConsole(options => (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        }
        else
        {
            logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
            logging.AddConsole(options => options.FormatterName = LineFormatter.Format);
        }
    }
}

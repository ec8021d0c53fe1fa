using System.Globalization;
using System.Text;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>How facts are written on pages. Texts of the outside world are encoded by Razor; what encoding lets through is made visible here.</summary>
internal static class Shown
{
    private const int Longest = 300;

    /// <summary>Control and direction characters as their code points, so that a text reads as it is stored; cut where it is endless.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
            {
                return shown.Append('…').ToString();
            }

            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x4}}}");
            }
            else
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1, Seconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        { TotalDays: < 1, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        { Hours: 0 } or { TotalDays: >= 10 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
    };

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Word(Enum value) => string.Concat(value.ToString().Select((letter, place) => char.IsUpper(letter) && place > 0 ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    public static string Count(int number, string one, string? more = null) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : more ?? one + "s")}");

    /// <summary>Where an incident stands, in a few words.</summary>
    public static string Stage(IncidentSummary one) => one switch
    {
        { Stage: IncidentStage.Waiting } => $"waits for you: {Count(one.Waits, "step")}",
        { Ended: { } ended } => Word(ended),
        { Stage: IncidentStage.Contained, Drifts: > 0 } => "contained, and something no longer held",
        { Stage: IncidentStage.Contained } => "contained, watched",
        { Stage: IncidentStage.Accepted } => "accepted, being looked up",
        { Stage: IncidentStage.Undoing } => "being taken back",
        { IsLate: true } => "under way, past its deadline",
        _ => "under way",
    };

    /// <summary>Cut in the middle, where ids are least telling.</summary>
    public static string Middle(string text, int most) => text.Length <= most ? text : $"{text[..((most - 1) / 2)]}…{text[^(most / 2)..]}";

    /// <summary>Why a step waits for another.</summary>
    public static string Reason(Order because) => because switch
    {
        Order.Evidence => "it would disturb that evidence",
        Order.Channel => "it cuts the channel that the other needs",
        Order.Alteration => "it alters what the other captures",
        _ => "the playbook says so",
    };

    /// <summary>How urgent a status is: a colour's name in the style.</summary>
    public static string Tone(IncidentSummary one) => one switch
    {
        { Stage: IncidentStage.Waiting } => "wait",
        { IsLate: true, ContainedAt: null } or { Ended: RunStatus.NotContained or RunStatus.PartlyContained or RunStatus.PartlyUndone } => "bad",
        { Stage: IncidentStage.Contained } or { Ended: not null } => "good",
        _ => "run",
    };

    /// <summary>A mark that is read without colour.</summary>
    public static string Mark(StepStatus status) => status switch
    {
        StepStatus.Secured or StepStatus.Done => "✓",
        StepStatus.Running => "▶",
        StepStatus.Held => "‖",
        StepStatus.Failed or StepStatus.Gap => "✕",
        StepStatus.Dropped => "⊘",
        _ => "○",
    };
}

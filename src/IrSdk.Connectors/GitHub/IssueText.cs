using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A notice as a GitHub issue's body. Its first line, which nobody sees, says whose it is.</summary>
internal static class IssueText
{
    private const int LongestBody = 60_000;

    public static string FirstLine(StepContext context) => $"<!-- irsdk {Marks.Short(context)} -->";

    public static string StepLine(StepContext context) => $"<!-- step {context.Key} -->";

    public static string Body(Notice notice, StepContext context, string? own)
    {
        var text = new StringBuilder(FirstLine(context)).Append('\n').Append(StepLine(context)).Append("\n\n");
        if (own is not null)
        {
            return text.Append(PlainText.Cut(own, LongestBody)).ToString();
        }

        foreach (var (link, name) in NoticeLinks.Of(notice))
        {
            text.Append('[').Append(name).Append("](<").Append(link.AbsoluteUri).Append(">)\n\n");
        }

        foreach (var section in NoticeSection.Of(notice))
        {
            text.Append("### ").Append(section.Heading).Append('\n');
            foreach (var item in section.Items)
            {
                var line = $"- {Markdown.Escape(item)}\n";
                if (text.Length + line.Length > LongestBody)
                {
                    return text.Append("\nMore is in the journal.\n").ToString();
                }

                text.Append(line);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}

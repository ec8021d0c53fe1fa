using System.Text.Json.Nodes;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IrSdk.Connectors.Tests;

/// <summary>Notices as those who read them see them.</summary>
internal static class Rendered
{
    private static readonly MarkdownPipeline GitHubFlavoured = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseEmphasisExtras().UseAutoLinks(new AutoLinkOptions()).Build();

    /// <summary>As GitHub renders it, the body is our headings, lists and links around literal text that calls nobody.</summary>
    public static void ShowsAsItIs(string body, IEnumerable<string> ours)
    {
        var document = Markdig.Markdown.Parse(body, GitHubFlavoured);
        document.Descendants<LinkInline>().Select(link => link.Url).Should().BeSubsetOf(ours);
        document.Descendants<AutolinkInline>().Should().BeEmpty();
        document.Descendants<HtmlInline>().Should().BeEmpty();
        document.Descendants<EmphasisInline>().Should().BeEmpty();
        document.Descendants<CodeInline>().Should().BeEmpty();
        document.Descendants<HtmlEntityInline>().Should().BeEmpty();
        document.Descendants<HtmlBlock>().Select(html => html.Lines.ToString().Trim()).Should().OnlyContain(html => html.StartsWith("<!-- irsdk ") || html.StartsWith("<!-- step "));
        document.Descendants().Where(node => node is QuoteBlock or FencedCodeBlock or Markdig.Extensions.Tables.Table).Should().BeEmpty();
        foreach (var shown in document.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()))
        {
            HasInvisible(shown.Replace("\u200b", "")).Should().BeFalse(shown);
        }

        foreach (var paragraph in document.Descendants<LeafBlock>().Where(block => block.Inline is not null))
        {
            var shown = string.Concat(paragraph.Inline!.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));
            MayCall(shown).Should().BeFalse(shown);
            shown.Should().NotMatchRegex("(?i)(https?|ftp)://|www\\.");
        }
    }

    /// <summary>Whether a text could call somebody, or refer to an issue.</summary>
    public static bool MayCall(string shown) => System.Text.RegularExpressions.Regex.IsMatch(shown, @"@\w|#\d|(?i)\bgh-\d");

    /// <summary>Whether a text holds what nobody sees: control characters, directions, halves of characters.</summary>
    public static bool HasInvisible(string text) => text.EnumerateRunes().Any(rune => System.Text.Rune.IsControl(rune)
        || System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate);

    /// <summary>A document and everything in it.</summary>
    public static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(field => Nodes(field.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Nodes),
        { } value => [value],
        null => [],
    };

    /// <summary>Every text of a document, without its line breaks.</summary>
    public static IEnumerable<string> Texts(JsonNode node) => Nodes(node).OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String).Select(value => value.GetValue<string>().Replace("\n", ""));
}

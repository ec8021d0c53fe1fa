using CsCheck;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IrSdk.Connectors.Tests;

public sealed class EscapingTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseEmphasisExtras().UseAutoLinks(new AutoLinkOptions()).Build();

    private static readonly string[] Pieces =
    [
        "@", "#", "<", ">", "[", "](", ")", "!", "`", "``", "*", "**", "_", "~", "|", "\\", "&", "&#64;", "://", "https://", "www.", "a", "1", " ", "\n", "\r", "\u001b[1m", "\u202e", "\u200b", "😀", "\ud83d", "gh-", "GH-1", "{{", "- ", "# ",
    ];

    /// <summary>Texts made of what has a meaning somewhere.</summary>
    private static readonly Gen<string> Nasty = Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Array[0, 40].Select(places => string.Concat(places.Select(place => Pieces[place]))));

    [Fact]
    public void PlainText_AnyText_IsOneVisibleLineWithinItsLength() => Nasty.Select(Gen.Int[1, 60]).Sample((text, most) =>
    {
        var plain = PlainText.Of(text, most);
        plain.Length.Should().BeLessThanOrEqualTo(most);
        plain.EnumerateRunes().All(rune => !System.Text.Rune.IsControl(rune) && System.Text.Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format).Should().BeTrue(plain);
        PlainText.Of(plain, most).Should().Be(plain);
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(plain)).Should().Be(plain, "no half of a character is left");
    });

    [Fact]
    public void Markdown_AnyText_ShowsAsItIs() => Nasty.Sample(text =>
    {
        var plain = PlainText.Of(text, 500);
        var document = Markdig.Markdown.Parse($"- x {Markdown.Escape(plain)}\n", Pipeline);
        var inlines = document.Descendants<Inline>().Where(inline => inline is not ContainerInline { Parent: null }).ToList();
        inlines.Should().OnlyContain(inline => inline is LiteralInline || (inline is ContainerInline && !(inline is LinkInline || inline is EmphasisInline)));
        var shown = string.Concat(inlines.OfType<LiteralInline>().Select(literal => literal.Content.ToString()));
        shown.Replace("\u200b", "").Should().Be($"x {plain}".TrimEnd());
        shown.Should().NotMatchRegex("@[^\u200b]|#[0-9]");
    });

    [Fact]
    public void Slack_AnyText_HasNoAngleBracket() => Nasty.Sample(text =>
    {
        var escaped = SlackMessage.Escape(text);
        escaped.Should().NotContainAny("<", ">");
        escaped.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").Should().Be(text);
    });

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:word@evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("")]
    [InlineData(null)]
    public void WebLink_NotAPageOfTheWeb_IsNone(string? link) => WebLink.Of(link).Should().BeNull();
}

using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>
/// Writes tickets, pages and messages as Markdown files in a folder, one file an incident and receiver, for whatever carries them
/// on. A later notice of the same incident replaces the text of its file.
/// </summary>
/// <param name="folder">The folder; made when it is not there.</param>
public sealed class NoticeOutbox(string folder)
{
    /// <summary>Lets a provider tell people through this folder.</summary>
    public Provider AddTo(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider
            .Handle(new OutboxHandler<OpenTicket>(folder, _ => "ticket"))
            .Handle(new OutboxHandler<PageOnCall>(folder, _ => "page"))
            .Handle(new OutboxHandler<PostToChannel>(folder, post => $"post-{post.Channel}"));
    }
}

namespace IrSdk;

/// <summary>Posts to a chat channel.</summary>
[Timeout(20)]
[Phrase("post to channel")]
public sealed record PostToChannel : NotifyingAction
{
    /// <summary>About an account's incident.</summary>
    public PostToChannel(Account account, string channel)
        : base(account) => Channel = channel;

    /// <summary>The channel's name.</summary>
    public string Channel { get; }
}

namespace IrSdk.Runtime;

/// <summary>
/// The page, the ticket or a channel of an incident, and what each of its receivers was told. Who the receivers are is the
/// provider's to say: the journal names them only once they were told by themselves.
/// </summary>
internal sealed class MediumState(NotifyingAction action)
{
    public const string Page = "page";

    private readonly ReceiverState unnamed = new();
    private readonly Dictionary<string, ReceiverState> named = new(StringComparer.Ordinal);

    public NotifyingAction Action { get; } = action;

    /// <summary>Every receiver that the journal names.</summary>
    public IEnumerable<(string Receiver, ReceiverState State)> Receivers => named.Select(one => (one.Key, one.Value));

    public ReceiverState this[string receiver]
    {
        get
        {
            if (!named.TryGetValue(receiver, out var state))
            {
                named[receiver] = state = unnamed.Copy();
            }

            return state;
        }
    }

    /// <summary>What happens to all of them, those included that are not named yet.</summary>
    public void Apply(Action<ReceiverState> change)
    {
        change(unnamed);
        foreach (var state in named.Values)
        {
            change(state);
        }
    }

    public static string NameOf(NotifyingAction action) => action switch
    {
        PageOnCall => Page,
        OpenTicket => "ticket",
        PostToChannel post => $"channel/{post.Channel}",
        _ => ActionEffects.Of(action).Name,
    };
}

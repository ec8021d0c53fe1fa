namespace IrSdk.Runtime;

/// <summary>One of those who are told: on-call by one service, say.</summary>
/// <param name="Name">Its name among those of its action type. Empty: the only one.</param>
/// <param name="Handler">Tells it.</param>
internal sealed record NoticeReceiver(string Name, ActionHandler Handler);

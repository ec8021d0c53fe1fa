namespace IrSdk;

/// <summary>The built-in verbs that tell people.</summary>
public static class NotifyingVerbs
{
    extension(INotifyingVerbs verbs)
    {
        /// <summary>Opens the incident's ticket, or updates it.</summary>
        [Makes(typeof(OpenTicket))]
        public NotifyingStage OpenTicket() =>
            verbs.Notifying(Verb.OnIncident("OpenTicket", incident => [new OpenTicket(new(incident.Account))]));

        /// <summary>Pages whoever is on call, or updates the incident's page. Never waits for a ticket.</summary>
        [Makes(typeof(PageOnCall))]
        public NotifyingStage PageOnCall() =>
            verbs.Notifying(Verb.OnIncident("PageOnCall", incident => [new PageOnCall(new(incident.Account))]));

        /// <summary>Posts to a chat channel.</summary>
        /// <param name="channel">The channel's name.</param>
        [Makes(typeof(PostToChannel))]
        public NotifyingStage Post(string channel) =>
            verbs.Notifying(Verb.OnIncident("Post", incident => [new PostToChannel(new(incident.Account), channel)]));
    }
}

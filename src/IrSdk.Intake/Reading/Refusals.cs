namespace IrSdk.Intake;

/// <summary>Collects what is wrong with a document; the first thing counts.</summary>
internal sealed class Refusals
{
    public Refusal? First { get; private set; }

    public void Add(string path, string reason) => First ??= new(path, reason);
}

using System.Diagnostics;
using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>The one script of a planning process. Its body runs anew for every answer, so that it keeps nothing from one incident to the next.</summary>
internal sealed class WorkerScript
{
    private Func<Playbook?>? body;

    public WorkerAnswer Answer(WorkerRequest request)
    {
        try
        {
            if (request.Assembly is { } assembly)
            {
                var context = new ScriptContext(request.Packages.GetValueOrDefault, !request.Packages.IsEmpty);
                body = ScriptRun.Body(context, new MemoryStream(assembly, writable: false), new MemoryStream(request.Symbols ?? [], writable: false));
            }

            return body!() is not { } playbook ? new() { Thrown = new("", "") { IsNothing = true } }
                : request.Incident is { } incident ? Asked(playbook, incident, request.Outcomes)
                : new() { Promise = new(playbook.Name, playbook.Kind, playbook.Deadline, playbook.Techniques) };
        }
        catch (Exception thrown)
        {
            // Whatever the script throws is for the other side to say.
            return new() { Thrown = Of(thrown) };
        }
    }

    private static WorkerAnswer Asked(Playbook playbook, Incident incident, Outcomes? outcomes)
    {
        var response = outcomes is null ? playbook.FirstResponse(incident) : playbook.NextResponse?.Invoke(incident, outcomes);
        return new() { Response = response is null ? null : ResponseWire.Of(BoundResponse.Of(response, incident), incident) };
    }

    private static Thrown Of(Exception thrown) =>
        thrown is FileLoadException { InnerException: FileLoadException told } ? new(nameof(FileLoadException), told.Message) { IsReference = true }
        : new(thrown.GetType().Name, thrown.Message)
        {
            At =
            [
                .. new StackTrace(thrown, fNeedFileInfo: true).GetFrames()
                    .Where(frame => frame.GetFileName() is not null)
                    .Select(frame => new ThrownAt(frame.GetFileName()!, frame.GetFileLineNumber(), frame.GetFileColumnNumber()))
                    .Take(32),
            ],
        };
}

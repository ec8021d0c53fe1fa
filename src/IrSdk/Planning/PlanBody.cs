using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace IrSdk.Planning;

/// <summary>Writes everything of a plan but its hash. A resource stands in many places and is made into JSON once.</summary>
/// <remarks>
/// As <see cref="IrJson"/> would, which reads it back; but member by member, since a serializer that finds members by reflection takes a
/// third of the time from the start of <c>ir plan</c> to its plan.
/// </remarks>
internal sealed class PlanBody : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly Utf8JsonWriter writer;
    private readonly Dictionary<Resource, string> resources = new(ReferenceEqualityComparer.Instance);

    private PlanBody() => writer = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(Plan plan)
    {
        using var body = new PlanBody();
        body.Write(plan);
        body.writer.Flush();
        return Encoding.UTF8.GetString(body.buffer.WrittenSpan);
    }

    public void Dispose() => writer.Dispose();

    private void Write(Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("playbook", plan.Playbook);
        writer.WriteString("incident", plan.Incident.ToString());
        writer.WriteNumber("round", plan.Round);
        writer.WriteString("assembly", plan.Assembly);
        writer.WriteString("deadline", Said(plan.Deadline));
        writer.WriteString("criticalPath", Said(plan.CriticalPath));
        Array("steps", plan.Steps, Write);
        Array("waived", plan.Waived, Write);
        Array("findings", plan.Findings, Write);
        writer.WriteEndObject();
    }

    private void Write(Step step)
    {
        writer.WriteStartObject();
        writer.WriteString("id", step.Id);
        writer.WriteString("action", ActionEffects.Of(step.Action).Name);
        Resource(step.Action.Resource);
        writer.WritePropertyName("arguments");
        ActionCatalog.ArgumentsOf(step.Action).WriteTo(writer);
        writer.WriteNumber("stage", step.Stage);
        Array("dependsOn", step.DependsOn.Select(dependency => dependency.Step).Distinct(), writer.WriteStringValue);
        Array("waits", step.DependsOn, Write);
        Kinds("preserves", step.Preserves);
        Kinds("disturbs", step.Disturbs.Aggregate(Evidence.None, (all, one) => all | one.Kind));
        Array("disturbances", step.Disturbs, Write);
        writer.WriteBoolean("implied", step.Implied);
        writer.WriteString("timeout", Said(step.Timeout));
        Write(step.OnFailure);
        writer.WriteBoolean("requiresApproval", step.RequiresApproval);
        writer.WriteEndObject();
    }

    private void Write(Dependency dependency)
    {
        writer.WriteStartObject();
        writer.WriteString("step", dependency.Step);
        writer.WriteString("because", Word(dependency.Because.ToString()));
        Kinds("evidence", dependency.Evidence);
        writer.WriteEndObject();
    }

    private void Write(Disturbance one)
    {
        writer.WriteStartObject();
        Kind("kind", one.Kind);
        Resource(one.Resource);
        writer.WriteEndObject();
    }

    private void Write(WaivedEvidence waived)
    {
        writer.WriteStartObject();
        Kind("kinds", waived.Kinds);
        writer.WriteString("resource", waived.Resource.ToString());
        writer.WriteString("because", waived.Because);
        writer.WriteEndObject();
    }

    private void Write(Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", Word(finding.Severity.ToString()));
        writer.WriteString("message", finding.Message);
        Known("step", finding.Step);
        Known("file", finding.File);
        Known("line", finding.Line);
        Known("column", finding.Column);
        writer.WriteEndObject();
    }

    private void Write(FailureRule rule)
    {
        writer.WriteStartObject("onFailure");
        Known("waitAtMost", rule.WaitAtMost is { } wait ? Said(wait) : null);
        writer.WriteEndObject();
    }

    private void Resource(Resource resource)
    {
        if (!resources.TryGetValue(resource, out var json))
        {
            resources[resource] = json = ResourceBody.Of(resource);
        }

        writer.WritePropertyName("resource");
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    private void Kinds(string name, Evidence kinds) => Array(name, kinds.Kinds(), kind => writer.WriteStringValue(Word(kind.ToString())));

    private void Kind(string name, Evidence kinds)
    {
        if (kinds.Kinds().ToArray() is [var only])
        {
            writer.WriteString(name, Word(only.ToString()));
            return;
        }

        Kinds(name, kinds);
    }

    private void Known(string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private void Known(string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private void Array<T>(string name, IEnumerable<T> all, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in all)
        {
            write(one);
        }

        writer.WriteEndArray();
    }

    private static string Said(TimeSpan span) => XmlConvert.ToString(span);

    internal static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
